/** How far a paper is on its way: draft → approve → publish. */
import { h } from "preact";

import { Steps } from "../../components/steps/steps.js";
import { clock } from "../../format.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Stage} Stage */
/** @typedef {import("../../components/steps/steps.js").Step} Step */

/** What is out of a stage now. @param {Page} page @param {Stage} stage */
export const publicationOf = ({ store }, stage) =>
  store
    .each("publication")
    .findLast(
      (each) => each.stage === stage && !each.held && !each.withdrawn_at && !each.replaced_by,
    );

/**
 * @param {string} label
 * @param {boolean} done
 * @param {boolean} before whether the step before it is done
 * @param {string} [note]
 * @returns {Step}
 */
const step = (label, done, before, note) => ({
  label,
  state: done ? "done" : before ? "now" : "todo",
  ...(note ? { note } : {}),
});

/** @param {{page: Page}} props */
export function MinutesSteps({ page }) {
  const last = page.store.each("minutes").at(-1);
  const out = publicationOf(page, "minutes");
  const by = (/** @type {string} */ at, /** @type {string | undefined} */ who) =>
    [clock(at), who].filter(Boolean).join(" · ");
  return h(Steps, {
    label: t("stage.minutes"),
    steps: [
      step(t("ui.step.draft"), !!last, true, last && by(last.drafted_at, last.drafted_by)),
      step(
        t("ui.step.approve"),
        !!last?.approved_at,
        !!last,
        last?.approved_at ? by(last.approved_at, last.approved_by) : undefined,
      ),
      step(t("ui.step.publish"), !!out, !!last?.approved_at, out && clock(out.at)),
    ],
  });
}

/** @param {{page: Page}} props */
export function ConclusionSteps({ page }) {
  const all = page.store.each("conclusion");
  const drafts = all.filter((each) => each.state === "draft").length;
  const approved = all.length > 0 && drafts === 0;
  const out = approved && all.every((each) => each.state === "published");
  return h(Steps, {
    label: t("stage.conclusions"),
    steps: [
      step(
        t("ui.step.draft"),
        all.length > 0,
        true,
        all.length ? t("ui.papers.count", { n: all.length }) : undefined,
      ),
      step(
        t("ui.step.approve"),
        approved,
        all.length > 0,
        drafts && drafts < all.length ? t("ui.papers.drafts", { n: drafts }) : undefined,
      ),
      step(t("ui.step.publish"), out, approved),
    ],
  });
}
