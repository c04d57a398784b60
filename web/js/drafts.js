/**
 * What is typed into the forms of a plain page is kept in this browser until it was taken, and
 * offered again: after an ended session, a refusal, a browser that was closed. It is kept for the
 * account that typed it, and goes when that signs out. Secrets are never kept.
 *
 * How this works. A form has a key made of account, page and its name there. Typing writes its
 * fields; sending notes the key; the page that follows clears it, unless it is a refusal or asks to
 * sign in.
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/** @typedef {{at: string, fields: Record<string, string>}} Draft */

import { account, ALL, keyOf, trying } from "./kept.js";

const SENT = "diemcau.sent";
const KEPT = new Set([
  "text",
  "search",
  "number",
  "date",
  "time",
  "datetime-local",
  "email",
  "tel",
]);
const SECRET = new Set([
  "pin",
  "password",
  "code",
  "csrf",
  "id",
  "back",
  "form",
  // Whom voters' words are by, and tables in which they may stand.
  "person.name",
  "person.address",
  "person.phone",
  "table",
]);
const SIGNS_OUT = ["/sign-out", "/sign-out-everywhere"];

const told = /** @type {HTMLElement | null} */ (document.querySelector("script[data-drafts]"));

/** @param {HTMLFormElement} form @returns {Field[]} */
const fieldsOf = (form) =>
  [...form.elements].filter((each) => isKept(each)).map((each) => /** @type {Field} */ (each));

/** @param {Element} field */
function isKept(field) {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
    return !SECRET.has(field.name) && field.name !== "";
  const typed = field instanceof HTMLInputElement && KEPT.has(field.type);
  return typed && !field.readOnly && field.name !== "" && !SECRET.has(field.name);
}

/** @param {Field} field */
const asShown = (field) =>
  field instanceof HTMLSelectElement
    ? ([...field.options].find((each) => each.defaultSelected)?.value ?? field.options[0]?.value)
    : field.defaultValue;

/** By its name on the page. @param {HTMLFormElement} form */
function keyFor(form) {
  const name = form.elements.namedItem("form");
  return keyOf(name instanceof HTMLInputElement ? name.value : (form.getAttribute("action") ?? ""));
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const changed = fieldsOf(form).filter((field) => field.value !== asShown(field));
  const fields = Object.fromEntries(changed.map((field) => [field.name, field.value]));
  if (changed.length === 0) localStorage.removeItem(keyFor(form));
  else localStorage.setItem(keyFor(form), JSON.stringify({ at: new Date().toISOString(), fields }));
}

/** @param {HTMLFormElement} form @returns {Draft | null} */
function kept(form) {
  try {
    return JSON.parse(localStorage.getItem(keyFor(form)) ?? "null");
  } catch {
    return null;
  }
}

function forgetAll() {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(ALL)) localStorage.removeItem(key);
}

/**
 * What was sent was taken if the page that follows says nothing against it. One that was opened
 * by its address follows nothing: the line may have broken.
 */
function settle() {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const no = document.querySelector("[data-refused], [data-code], form[action='/sign-in']");
  if (sent && document.referrer && !no) localStorage.removeItem(sent);
}

/** @param {HTMLFormElement} form @param {Draft} draft */
function offer(form, draft) {
  const fields = fieldsOf(form).filter((field) => field.name in draft.fields);
  if (fields.every((field) => field.value === draft.fields[field.name])) return;
  const box = document.createElement("p");
  box.className = "notice info draft-offer";
  box.setAttribute("role", "status");
  box.append(`${told?.dataset.offer} `);
  box.append(
    pressed(told?.dataset.restore, () => {
      for (const field of fields) field.value = draft.fields[field.name] ?? "";
      box.remove();
      fields[0]?.focus();
    }),
    " ",
    pressed(told?.dataset.drop, () => {
      trying(() => localStorage.removeItem(keyFor(form)));
      box.remove();
    }),
  );
  form.prepend(box);
  form.closest("details")?.setAttribute("open", "");
}

/** @param {string | undefined} words @param {() => void} act */
function pressed(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = words ?? "";
  button.addEventListener("click", act);
  return button;
}

/** What opens beside the page is looked at, and the words are not sent yet. */
function looksOnly(/** @type {HTMLElement | null} */ button) {
  return button instanceof HTMLButtonElement && button.formTarget === "_blank";
}

/** @param {HTMLFormElement} form */
function watch(form) {
  if (SIGNS_OUT.includes(form.getAttribute("action") ?? "")) {
    form.addEventListener("submit", () => trying(forgetAll));
    return;
  }
  if (fieldsOf(form).length === 0) return;
  form.addEventListener("input", () => trying(() => keep(form)));
  form.addEventListener("submit", ({ submitter }) => {
    if (!looksOnly(submitter)) trying(() => sessionStorage.setItem(SENT, keyFor(form)));
  });
  const draft = kept(form);
  if (draft) offer(form, draft);
}

if (told) {
  trying(settle);
  const forms = account() ? document.querySelectorAll("form[method=post]") : [];
  for (const form of forms) watch(/** @type {HTMLFormElement} */ (form));
}
