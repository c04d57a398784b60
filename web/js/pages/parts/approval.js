/** Whether minutes and conclusions can be approved now, and what stands in the way. */
import { t } from "../../words.js";
import { passes } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/** Conclusions that are still drafts, in their order. @param {Page} page */
export const draftsOf = ({ store }) =>
  store
    .each("conclusion")
    .filter((each) => each.state === "draft")
    .sort((a, b) => a.number - b.number);

/** The last version of the minutes, while nobody has approved it. @param {Page} page */
export function unapproved({ store }) {
  const last = store.each("minutes").at(-1);
  return last?.approved_at ? undefined : last;
}

/** The version that waits for the chair. @param {Page} page */
export function awaiting(page) {
  const last = page.store.each("minutes").at(-1);
  return last && passes(page, "approve_minutes", "version", last.number) ? last : undefined;
}

/** Why the conclusions cannot be approved; "" when they can. @param {Page} page */
export function lacking(page) {
  const drafts = draftsOf(page);
  if (drafts.some((each) => !each.lead)) return t("refusal.lead_missing");
  return drafts.every((each) => each.deadline || each.standing)
    ? ""
    : t("refusal.deadline_missing");
}

/** Why both cannot be approved; "" when they can. @param {Page} page */
export function notYet(page) {
  const last = awaiting(page);
  if (last?.outdated && !last.reworded) return t("refusal.minutes_outdated");
  return lacking(page);
}

/** What is approved, by its name. @param {Page} page */
export const approves = (page) =>
  t(withConclusions(page) ? "ui.papers.approve_both" : "act.approve_minutes");

/** With drafts of conclusions, or with those set right since. @param {Page} page */
export const withConclusions = (page) => draftsOf(page).length > 0 || !!awaiting(page)?.reworded;
