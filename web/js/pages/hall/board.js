/** Whether the hall screen tells of petitions: of one before the room, else while none speaks. */

/** @typedef {import("../../page.js").Page} Page */

/** @param {Page} page */
export function boardShows({ store }) {
  const board = store.get("board");
  const runs = store.get("conference")?.phase === "running";
  return !!board && (!!board.focus || (runs && !store.get("floor")?.speech));
}
