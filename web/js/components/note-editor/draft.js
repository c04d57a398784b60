/**
 * Text that is being written while others may write it too. Nothing is ever overwritten
 * unseen: what the other wrote is kept beside, until the writer chooses.
 */

/** @typedef {import("../../contract.js").NoteView} NoteView */
/**
 * `base` is the version written over; `sending` the text on its way; `theirs` what somebody
 * else has written since, when both have changed it.
 * @typedef {{text: string, base: number, kept: string, keptAt: string, by: string, sending: string | null, theirs: NoteView | null}} Draft
 */

/** @param {NoteView | undefined} note @returns {Draft} */
export const fresh = (note) => ({
  text: note?.text ?? "",
  base: note?.version ?? 0,
  kept: note?.text ?? "",
  keptAt: note?.at ?? "",
  by: note?.by ?? "",
  sending: null,
  theirs: null,
});

/** @param {Draft} draft @param {string} text @returns {Draft} */
export const typed = (draft, text) => ({ ...draft, text });

/** Whether there is something to save. @param {Draft} draft */
export const dirty = (draft) => draft.text !== draft.kept && !draft.theirs && draft.sending === null;

/** @param {Draft} draft @returns {Draft} */
export const sent = (draft) => ({ ...draft, sending: draft.text });

/** The save was refused or never answered. @param {Draft} draft @returns {Draft} */
export const refused = (draft) => ({ ...draft, sending: null });

/** A version has arrived, ours or another's. @param {Draft} draft @param {NoteView | undefined} note @returns {Draft} */
export function arrived(draft, note) {
  if (!note || note.version <= draft.base) return draft;
  const kept = { base: note.version, kept: note.text, keptAt: note.at, by: note.by ?? "" };
  if (note.text === draft.sending || note.text === draft.text) return { ...draft, ...kept, sending: null, theirs: null };
  const untouched = draft.text === draft.kept && draft.sending === null;
  if (untouched) return { ...draft, ...kept, text: note.text, theirs: null };
  return { ...draft, sending: null, theirs: note };
}

/** The writer has seen the other's text and decides. @param {Draft} draft @param {"mine" | "theirs" | "both"} which @returns {Draft} */
export function decided(draft, which) {
  const theirs = draft.theirs;
  if (!theirs) return draft;
  const text = which === "mine" ? draft.text : which === "theirs" ? theirs.text : `${theirs.text}\n${draft.text}`;
  return { ...draft, text, base: theirs.version, kept: theirs.text, keptAt: theirs.at, by: theirs.by ?? "", theirs: null };
}
