/** What is still open at this moment, so that nobody ends a conference without having seen it. */
import { t } from "../../words.js";
import { itemsOf } from "./frame.js";
import { openVote } from "./open.js";

/** @typedef {import("../../page.js").Page} Page */

/**
 * A line for each thing that an end of the conference would end with it, or leave undone: who
 * speaks, who gave way, the open vote, those who wait or are still to be called, the items never
 * begun.
 * @param {Page} page
 * @returns {readonly string[]}
 */
export function leftOpen(page) {
  const floor = page.store.get("floor");
  return [
    ...[floor?.speech ?? []].flat().map((each) => t("ui.left.speaker", { who: each.speaker })),
    ...(floor?.interrupted ?? []).map((each) => t("ui.left.gave_way", { who: each.speaker })),
    ...openVotes(page),
    ...waiting(page),
    ...toCall(page),
    ...notHeld(page),
  ];
}

/** @param {Page} page */
function openVotes(page) {
  const vote = openVote(page);
  return vote ? [t("ui.left.vote", { n: vote.cast ?? 0, of: vote.electors, text: vote.text })] : [];
}

/** On any item, those too who registered for one to come. @param {Page} page */
function waiting(page) {
  const n = page.store.each("queue").reduce((sum, queue) => sum + (queue.order ?? []).length, 0);
  return n ? [t("ui.left.waiting", { n })] : [];
}

/** Of a round. @param {Page} page */
function toCall({ store }) {
  const n = store.get("round")?.states.filter((state) => state === "to_come").length;
  return n ? [t("ui.left.round", { n })] : [];
}

/** @param {Page} page */
const notHeld = (page) =>
  itemsOf(page)
    .filter((item) => item.state === "planned")
    .map((item) => t("ui.left.item", { n: item.number, title: item.title }));

/**
 * What is left to do once the conference is over, in its order.
 * @param {Page} page
 * @returns {readonly string[]}
 */
export function leftToApprove({ store }) {
  const drafts = store.each("conclusion").filter((each) => each.state === "draft").length;
  const last = store.each("minutes").at(-1);
  return [
    ...(drafts ? [t("ui.left.conclusions", { n: drafts })] : []),
    ...(last?.approved_at ? [] : [t(last ? "ui.left.minutes" : "ui.left.no_minutes")]),
  ];
}
