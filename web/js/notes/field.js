/**
 * A text field on a sheet. What is typed goes into the sheet at once; what others write comes into
 * the field with the caret and the selection where they were. Ctrl+Z takes back what was written
 * here and nothing of what others wrote, which the browser's own cannot tell apart.
 */

/** @typedef {import("./splice.js").Splice} Splice */
/**
 * @typedef {Pick<import("./sheet.js").Sheet, "text" | "write" | "hold" | "follow" | "undo" | "redo"
 *   | "save" | "load">} Paper
 */

/**
 * @param {HTMLTextAreaElement} field
 * @param {Paper} sheet
 * @returns {() => void} to take the field off again
 */
export function putOn(field, sheet) {
  let composing = false;
  field.value = sheet.text();

  /** @param {Splice[]} splices */
  const splice = (splices) => {
    for (const { at, gone, put } of splices) field.setRangeText(put, at, at + gone, "preserve");
  };
  const typed = () => {
    if (!composing) composeLetters(field);
    sheet.write(field.value, field.selectionEnd);
  };
  const compose = () => {
    composing = true;
    sheet.hold(true);
  };
  const composed = () => {
    composing = false;
    typed();
    sheet.hold(false);
  };
  /** @param {"undo" | "redo"} which */
  const back = (which) => {
    const splices = sheet[which]();
    splice(splices);
    const last = splices.at(-1);
    if (last) field.setSelectionRange(last.at + last.put.length, last.at + last.put.length);
  };
  /** @param {Event} event */
  const undone = (event) => {
    const which = composing ? undefined : historyOf(event);
    if (!which) return;
    event.preventDefault();
    back(which);
  };
  const entered = () => void sheet.load();
  const left = () => void sheet.save();

  /** @type {[string, (event: any) => void][]} */
  const heard = [
    ["input", typed],
    ["compositionstart", compose],
    ["compositionend", composed],
    ["keydown", undone],
    ["beforeinput", undone],
    ["focus", entered],
    ["blur", left],
  ];
  for (const [name, listener] of heard) field.addEventListener(name, listener);
  const unfollow = sheet.follow(splice);
  return () => {
    if (composing) composed();
    for (const [name, listener] of heard) field.removeEventListener(name, listener);
    unfollow();
    left();
  };
}

/** Controls, non-characters, signs that turn the direction: they come with what is pasted. */
const NO_WORDS = new RegExp(
  "[\\x00-\\x08\\x0c-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069" +
    "\\ufdd0-\\ufdef\\ufeff\\ufffe\\uffff]",
  "g",
);

/** As it is put on record; Word breaks a line in its own way. @param {string} text */
const written = (text) => text.replaceAll("\x0b", "\n").replace(NO_WORDS, "").normalize("NFC");

/**
 * Some keyboards type a letter and its marks one by one; on record they are one letter.
 * @param {HTMLTextAreaElement} field
 */
function composeLetters(field) {
  const whole = written(field.value);
  if (whole === field.value) return;
  const caret = written(field.value.slice(0, field.selectionEnd)).length;
  field.value = whole;
  field.setSelectionRange(caret, caret);
}

/** @param {any} event of the keyboard, or of a menu @returns {"undo" | "redo" | undefined} */
function historyOf(event) {
  if (event.inputType === "historyUndo") return "undo";
  if (event.inputType === "historyRedo") return "redo";
  const key = event.ctrlKey || event.metaKey ? event.key?.toLowerCase() : "";
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" ? "redo" : undefined;
}
