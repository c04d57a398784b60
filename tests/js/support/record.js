/** The server's part in a note, as the rules keep it: one document, merged, a version a change. */
import { openWriting } from "../../../web/js/notes/writing.js";

export function createRecord() {
  const merged = openWriting();
  let version = 0;
  return {
    text: () => merged.text(),
    /** @param {string} update */
    edit(update) {
      merged.hear(update);
      version += 1;
    },
    /** @returns {import("../../../web/js/contract.js").NoteView} */
    note: (by = "Thư ký hai") => ({
      about: "meeting",
      text: merged.text(),
      version,
      at: "2024-04-19T01:41:07Z",
      by,
      document: merged.update(true),
    }),
  };
}
