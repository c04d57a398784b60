/** Whom a round would call, as it would be begun now. */
import { currentItem } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").RoundScope} RoundScope */

/**
 * Sites in the order of the list, from the one behind the site that speaks, and round to those
 * before it. A speech undone was none.
 * @param {Page} page
 * @param {RoundScope} scope
 * @returns {readonly import("../../contract.js").SiteView[]}
 */
export function roundOrder(page, scope) {
  const { store } = page;
  const sites = store.each("site");
  const at = sites.findIndex((site) => site.code === speakingInRound(page)?.code) + 1;
  const order = [...sites.slice(at), ...sites.slice(0, Math.max(0, at - 1))];
  if (scope === "all") return order;
  const spoke = spokeOn(page, currentItem(page)?.id);
  return order.filter((site) => !spoke.has(site.code));
}

/** The site whose speech is its turn; what has priority comes between. @param {Page} page */
export function speakingInRound({ store }) {
  const speech = store.get("floor")?.speech;
  return speech?.site && !BETWEEN.has(speech.kind) ? store.get("site", speech.site) : undefined;
}

/** @type {ReadonlySet<string>} */
const BETWEEN = new Set(["answer", "rebuttal", "procedural"]);

/** @param {Page} page @param {string | undefined} item */
function spokeOn({ store }, item) {
  const { speech, interrupted = [] } = store.get("floor") ?? {};
  const all = [...store.each("speech"), ...interrupted, ...(speech ? [speech] : [])];
  return new Set(all.filter((each) => each.item === item && !each.undone).map((each) => each.site));
}
