/** How much waits behind each tab of the secretary's desk. */
import { itemsOf } from "./frame.js";
import { openIncidents, openVote } from "./open.js";

/** @typedef {import("../../page.js").Page} Page */

/** @type {Readonly<Record<string, (page: Page) => number>>} */
export const WAITS = {
  conclusions: ({ store }) =>
    store.each("conclusion").filter((each) => each.state === "draft").length,
  sites: ({ store }) => {
    const { sites = 0, checked_in: here = 0 } = store.get("counts") ?? {};
    return sites - here;
  },
  queue: ({ store }) => {
    const current = store.get("agenda")?.current;
    return current ? (store.get("queue", current)?.order ?? []).length : 0;
  },
  agenda: (page) => itemsOf(page).filter((item) => item.state === "planned").length,
  votes: (page) => (openVote(page) ? 1 : 0),
  words: openIncidents,
  draft: ({ store }) => {
    const { focus, tally = [] } = store.get("draft") ?? {};
    return tally.find((each) => each.clause === focus)?.waiting ?? 0;
  },
  publish: ({ store }) => {
    const last = store.each("minutes").at(-1);
    return last && !last.approved_at ? 1 : 0;
  },
};
