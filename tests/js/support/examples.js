/**
 * The examples of a component, made into props: `lookups` become functions from a key to a
 * value (`$else` when there is none), `{"$act": true}` a function that says yes, `{"$acts":
 * [...]}` an object of such, and every `on…` prop that is missing one as well.
 */
import { readdirSync, readFileSync } from "node:fs";

const components = new URL("../../../web/js/components/", import.meta.url);

/** @typedef {{component: string, name: string, file: string, props: Record<string, any>}} Example */

const yes = () => Promise.resolve({ ok: true, seq: 1, id: "x" });

/** @param {any} value @returns {any} */
function made(value) {
  if (value?.$act) return yes;
  if (Array.isArray(value?.$acts)) return Object.fromEntries(value.$acts.map((/** @type {string} */ name) => [name, yes]));
  return value;
}

/** @param {Record<string, any>} table */
const lookup = (table) => (/** @type {string} */ key) => (key in table ? table[key] : table.$else);

/** @param {any} example @param {string} file @returns {Example} */
function exampleOf({ name, component, props, lookups = {} }, file) {
  const known = {
    ...Object.fromEntries(Object.entries(props).map(([key, value]) => [key, made(value)])),
    ...Object.fromEntries(Object.entries(lookups).map(([key, table]) => [key, lookup(/** @type {any} */ (table))])),
  };
  /** @type {Record<string, any>} */
  const quiet = { onClose: yes, onDismiss: yes, onPress: yes, onChoose: yes, onYes: yes, onPick: yes };
  return { name, component, file, props: { ...quiet, ...known } };
}

/** Folders of components. */
export const folders = () => readdirSync(components, { withFileTypes: true }).filter((each) => each.isDirectory()).map((each) => each.name);

/** @param {string} folder @returns {Example[]} */
export function examplesOf(folder) {
  const file = new URL(`${folder}/${folder}.examples.json`, components);
  /** @type {any[]} */
  let all;
  try {
    all = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return [];
  }
  return all.map((example) => exampleOf(example, `${folder}/${folder}.js`));
}

/** @param {Example} example @returns {Promise<import("preact").ComponentType<any>>} */
export const componentOf = async (example) => (await import(new URL(example.file, components).href))[example.component];
