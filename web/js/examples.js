/**
 * The examples of a component (`<name>.examples.json`), made into props: `lookups` become
 * functions from a key to a value (`$else` when there is none), `{"$act": true}` a function that
 * says yes, `{"$acts": [...]}` an object of such, and every `on…` prop that is missing one as well.
 */

/**
 * @typedef {object} Written
 * @property {string} name
 * @property {string} component
 * @property {Record<string, any>} props
 * @property {Record<string, Record<string, any>>} [lookups]
 */

const yes = () => Promise.resolve({ ok: true, seq: 1, id: "x" });
const QUIET = {
  onClose: yes,
  onDismiss: yes,
  onPress: yes,
  onChoose: yes,
  onYes: yes,
  onPick: yes,
};

/** @param {any} value @returns {any} */
function made(value) {
  if (value?.$act) return yes;
  if (Array.isArray(value?.$acts))
    return Object.fromEntries(value.$acts.map((/** @type {string} */ name) => [name, yes]));
  return value;
}

/** @param {Record<string, any>} table */
const lookup = (table) => (/** @type {string} */ key) => (key in table ? table[key] : table.$else);

/** @param {Written} example @returns {Record<string, any>} */
export function propsOf({ props, lookups = {} }) {
  return {
    ...QUIET,
    ...Object.fromEntries(Object.entries(props).map(([key, value]) => [key, made(value)])),
    ...Object.fromEntries(Object.entries(lookups).map(([key, table]) => [key, lookup(table)])),
  };
}
