/** The examples of every component, and the components they are of. */
import { readdirSync, readFileSync } from "node:fs";

import { propsOf } from "../../../web/js/examples.js";

const components = new URL("../../../web/js/components/", import.meta.url);

/**
 * @typedef {{component: string, name: string, file: string, props: Record<string, any>}} Example
 */

/**
 * @param {import("../../../web/js/examples.js").Written} written
 * @param {string} file
 * @returns {Example}
 */
const exampleOf = (written, file) => ({
  name: written.name,
  component: written.component,
  file,
  props: propsOf(written),
});

/** Folders of components. */
export const folders = () =>
  readdirSync(components, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => each.name);

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
export const componentOf = async (example) =>
  (await import(new URL(example.file, components).href))[example.component];
