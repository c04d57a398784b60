/** The clauses of the draft on the current item, and which of them is before the room. */
import { passes } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {Page} page */
export const clausesOf = ({ store }) => store.get("clauses")?.clauses ?? [];

/** The clause that is before the room. @param {Page} page */
export function focusOf(page) {
  const focus = page.store.get("draft")?.focus;
  return focus ? clausesOf(page).find((each) => each.id === focus) : undefined;
}

/**
 * The clause before or after the one that is before the room; the first where none is.
 * @param {Page} page @param {1 | -1} step
 */
export function stepClause(page, step) {
  const draft = page.store.get("draft");
  const clauses = clausesOf(page);
  const at = clauses.findIndex((each) => each.id === draft?.focus);
  const to = clauses[at + step];
  if (!draft || !to || !passes(page, "focus_clause")) return null;
  return page.act("focus_clause", { item: draft.item, clause: to.id });
}
