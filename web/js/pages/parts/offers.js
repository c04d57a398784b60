/**
 * What a live screen offers now, as its view says it (`may/<noun>`): no phase and no rule is known
 * here. Whether an act belongs to this moment, why it cannot be pressed, and which values of an
 * argument pass; screens only ask.
 */
import { refusal } from "../../words.js";
import { currentItem, currentQueue, itemsOf } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */
/** @typedef {import("../../contract.js").Offer} Offer */

/** @param {Page} page @param {string} act @returns {Offer | undefined} */
function offerOf({ store }, act) {
  return store.each("may").find((may) => act in may.acts)?.acts[act];
}

/** Whether an act belongs to this moment, be something in its way or not. */
export function offered(/** @type {Page} */ page, /** @type {string} */ act) {
  const offer = offerOf(page, act);
  return offer !== undefined && offer.no !== "wrong_phase";
}

/**
 * The values of an argument that pass; `null` where it does not decide.
 * @param {Page} page
 * @param {string} act
 * @param {string} argument
 */
export const among = (page, act, argument) => offerOf(page, act)?.choices?.[argument] ?? null;

/**
 * Whether an act passes, with this value of an argument where one is named.
 * @param {Page} page
 * @param {string} act
 * @param {string} [argument]
 * @param {string | number | boolean} [value]
 */
export function passes(page, act, argument = "", value = "") {
  const offer = offerOf(page, act);
  if (!offer || offer.no) return false;
  const values = offer.choices?.[argument];
  return !values || values.includes(value);
}

/**
 * Why an act cannot be pressed, in words; "" when it can.
 * @param {Page} page
 * @param {string} act
 * @param {string} [argument]
 * @param {string | number | boolean} [value]
 */
export function blockedBy(page, act, argument, value) {
  if (page.blocked() || passes(page, act, argument, value)) return page.blocked();
  return refusal(offerOf(page, act)?.no || "not_allowed");
}

/** All is said: what is left are papers. @param {Page} page */
export const over = ({ store }) => !!store.get("conference")?.ended_at;

// -- of the chair's console ----------------------------------------------------------------------

/**
 * What may be asked for now.
 * @param {Page} page
 * @returns {readonly import("../../contract.js").Kind[]}
 */
export const kindsNow = (page) =>
  /** @type {import("../../contract.js").Kind[]} */ (among(page, "ask_to_speak", "kind") ?? []);

// -- of a site -----------------------------------------------------------------------------------

/** Those of the agenda with which an act passes. @param {Page} page @param {string} act */
export function itemsFor(page, act) {
  const passing = among(page, act, "item") ?? [];
  return itemsOf(page).filter((item) => passing.includes(item.id));
}

/** @typedef {"answer" | "early" | "over" | "check" | "check_in" | "wait" | "ask"} SiteStep */

/**
 * The one thing a site can do now.
 * @param {Page} page
 * @param {Me} me
 * @param {boolean} unchecked the check of the line was put off
 * @returns {SiteStep}
 */
export function siteStep(page, me, unchecked) {
  if (passes(page, "answer_invitation")) return "answer";
  if (!passes(page, "check_in")) return over(page) ? "over" : "early";
  const begun = !!page.store.get("conference")?.started_at;
  if (!begun && !me.check && !unchecked) return "check";
  if (!me.checked_in_at) return "check_in";
  return currentItem(page) && currentQueue(page) ? "ask" : "wait";
}

/**
 * Whether a site may ask for something more though it waits already.
 * @param {Page} page
 * @param {Me} me
 */
export const mayAskMore = (page, me) =>
  (currentQueue(page)?.offers ?? []).some(
    (offer) => !(offer.ordinary === false ? me.priority_blocked : me.ordinary_blocked),
  );
