/**
 * Why a field is not right yet, in the language of the page: a browser says it in its own. What is
 * asked of a field stands in its attributes, and the browser judges; only the words are ours.
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const words = /** @type {HTMLElement | null} */ (document.querySelector("script[data-amiss]"))
  ?.dataset;

/** @param {string | undefined} said @param {string | number} n */
const filled = (said, n) => (said ?? "").replace("{n}", String(n));

/** @param {Field} field */
function reason(field) {
  const { validity } = field;
  const [min, max, least] = ["min", "max", "minlength"].map(
    (name) => field.getAttribute(name) ?? "",
  );
  const chosen = field.matches("select, [type=checkbox], [type=radio]");
  if (validity.valueMissing) return words?.[chosen ? "unchosen" : "missing"] ?? "";
  if (validity.tooShort) return filled(words?.short, least ?? "");
  if (validity.rangeUnderflow) return filled(words?.low, min ?? "");
  if (validity.rangeOverflow) return filled(words?.high, max ?? "");
  return words?.odd ?? "";
}

/** @type {Set<Field>} Said of these; until anybody does anything. */
const said = new Set();

function forget() {
  for (const field of said) field.setCustomValidity("");
  said.clear();
}

addEventListener(
  "invalid",
  ({ target }) => {
    const field = /** @type {Field} */ (target);
    field.setCustomValidity(reason(field));
    said.add(field);
  },
  { capture: true },
);
for (const done of ["click", "input", "change", "submit"])
  addEventListener(done, forget, { capture: true });
addEventListener("keydown", ({ key }) => key === "Enter" && forget(), { capture: true });
