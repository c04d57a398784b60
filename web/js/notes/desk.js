/**
 * Every note that was opened on this page. What was typed stays here until it is on record, also
 * when another note is opened meanwhile, the line is away, or the page is about to be closed.
 */
import { effect } from "@preact/signals";

import { createSheet } from "./sheet.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {ReturnType<typeof createDesk>} Desk */

/** @param {Page} page */
export function createDesk(page) {
  /** @type {Map<string, Sheet>} */
  const sheets = new Map();
  const save = () => sheets.forEach((sheet) => void sheet.save());

  /** @param {string} about */
  function lay(about) {
    const sheet = createSheet(
      {
        load: () => import("./writing.js"),
        send: (update) => page.tryAct("edit_note", { about, update }),
        blocked: () => page.blocked() !== "",
        later: (run, ms) => setTimeout(run, ms),
        cancel: (timer) => clearTimeout(timer),
      },
      page.store.get("note", about),
    );
    sheets.set(about, sheet);
    effect(() => sheet.take(page.store.get("note", about)));
    return sheet;
  }

  effect(() => {
    if (!page.blocked()) save();
  });
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", save);
  addEventListener("beforeunload", (event) => {
    if ([...sheets.values()].some((sheet) => !sheet.state.peek().saved)) event.preventDefault();
  });

  return {
    /** The sheet of a note, the same whenever it is asked for. @param {string} about */
    sheet: (about) => sheets.get(about) ?? lay(about),
  };
}
