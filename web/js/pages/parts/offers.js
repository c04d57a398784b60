/**
 * What a live screen offers now. In which phases an act is offered, and what stands in the way of
 * one that is shown all the same, is said here and nowhere else in the scripts: screens only ask.
 */
import { refusal, t } from "../../words.js";
import { currentItem, currentQueue, itemsOf } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */
/** @typedef {import("../../contract.js").Phase} Phase */

/** @type {readonly Phase[]} */
const OPEN = ["draft", "announced", "lobby", "running", "break"];
/** @type {readonly Phase[]} */
const TOGETHER = ["lobby", "running", "break"];

/** @type {Readonly<Record<string, readonly Phase[]>>} */
const WHEN = {
  announce_conference: ["draft"],
  open_lobby: ["announced"],
  cancel_conference: ["draft", "announced", "lobby"],
  start_conference: ["lobby"],
  hand_console: TOGETHER,
  take_console_back: TOGETHER,
  call_break: ["running"],
  resume_conference: ["break"],
  end_conference: ["running"],
  reopen_conference: ["ended"],
  add_item: OPEN,
  start_item: ["running", "break"],
  skip_item: ["running", "break"],
  give_floor: ["running"],
  open_vote: ["running"],
  answer_invitation: ["announced"],
  answer_check: TOGETHER,
  check_in: TOGETHER,
};

/** @param {Page} page */
const phaseOf = ({ store }) => store.get("conference")?.phase;

/** Whether an act is offered now. @param {Page} page @param {string} act */
export function offered(page, act) {
  const phase = phaseOf(page);
  return phase !== undefined && (WHEN[act] ?? []).includes(phase);
}

/** All is said: what is left are papers. @param {Page} page */
export const over = (page) => ["ended", "closed"].includes(phaseOf(page) ?? "");

// -- of the chair's console: why a button may not be pressed, "" when it may ---------------------

/** What concerns whoever speaks. @param {Page} page */
export const speechBlocked = (page) =>
  page.blocked() || (page.store.get("floor")?.speech ? "" : t("ui.floor.free"));

/** @param {Page} page */
export const undoBlocked = (page) =>
  page.blocked() || (page.store.get("floor")?.last ? "" : t("ui.floor.no_undo"));

/** Somebody of the round is still to be called. @param {Page} page */
export const roundToCall = ({ store }) => !!store.get("round")?.states.includes("to_come");

/** Calling the next one, of the round or of the queue. @param {Page} page */
export function nextBlocked(page) {
  if (page.blocked()) return page.blocked();
  if (!offered(page, "give_floor")) return refusal("wrong_phase");
  const waits = (currentQueue(page)?.order ?? []).length > 0;
  return waits || roundToCall(page) ? "" : refusal("nobody_to_call");
}

/** @param {Page} page */
export function votingBlocked(page) {
  if (page.blocked()) return page.blocked();
  if (!offered(page, "open_vote")) return refusal("wrong_phase");
  return currentItem(page) ? "" : refusal("no_item_current");
}

/** Where a queue would stand while no item is current. @type {Readonly<Record<string, string>>} */
const NOTHING_YET = {
  announced: "ui.empty.announced",
  lobby: "ui.empty.lobby",
  running: "ui.agenda.done",
  break: "ui.empty.break",
  ended: "ui.empty.ended",
};

/**
 * No item is current: the next to be started, or the words for why there is none.
 * @param {Page} page
 */
export function nextItem(page) {
  const phase = phaseOf(page) ?? "";
  const next = itemsOf(page).find((each) => each.state === "planned");
  return phase === "running" && next ? next : t(NOTHING_YET[phase] ?? "ui.queue.later");
}

// -- of a site -----------------------------------------------------------------------------------

/** @typedef {"answer" | "early" | "over" | "check" | "check_in" | "wait" | "ask"} SiteStep */

/**
 * The one thing a site can do now.
 * @param {Page} page
 * @param {Me} me
 * @param {boolean} unchecked the check of the line was put off
 * @returns {SiteStep}
 */
export function siteStep(page, me, unchecked) {
  if (offered(page, "answer_invitation")) return "answer";
  if (!offered(page, "check_in")) return over(page) ? "over" : "early";
  if (phaseOf(page) === "lobby" && !me.check && !unchecked) return "check";
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
