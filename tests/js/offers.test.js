/** What a screen offers in which moment, and why a button that is shown may not be pressed. */
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  mayAskMore,
  nextBlocked,
  nextItem,
  offered,
  siteStep,
  speechBlocked,
  votingBlocked,
} from "../../web/js/pages/parts/offers.js";
import { createStore } from "../../web/js/state/store.js";
import { refusal, useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

useWords(wordsOf("vi"));

const AGENDA = { agenda: { order: ["1", "2"], current: "1" }, "item/1": { id: "1", number: 1 } };
const ACTS = /** @type {const} */ ([
  "announce_conference",
  "open_lobby",
  "cancel_conference",
  "start_conference",
  "hand_console",
  "call_break",
  "resume_conference",
  "end_conference",
  "reopen_conference",
]);

/** A page of a conference in this phase. @param {string} phase @param {object} [more] */
const page = (phase, more = {}, blocked = "") =>
  /** @type {any} */ ({
    store: createStore({ conference: { phase }, ...more }),
    blocked: () => blocked,
  });

test("what may be done to a conference follows its phases", () => {
  const of = (/** @type {string} */ phase) => ACTS.filter((act) => offered(page(phase), act));
  assert.deepEqual(of("draft"), ["announce_conference", "cancel_conference"]);
  assert.deepEqual(of("announced"), ["open_lobby", "cancel_conference"]);
  assert.deepEqual(of("lobby"), ["cancel_conference", "start_conference", "hand_console"]);
  assert.deepEqual(of("running"), ["hand_console", "call_break", "end_conference"]);
  assert.deepEqual(of("break"), ["hand_console", "resume_conference"]);
  assert.deepEqual(of("ended"), ["reopen_conference"]);
  assert.deepEqual(of("closed"), []);
  assert.deepEqual(of("cancelled"), []);
});

test("the next one cannot be called in a break, nor when nobody waits", () => {
  const waits = { ...AGENDA, "queue/1": { order: ["r1"] } };
  assert.equal(nextBlocked(page("break", waits)), refusal("wrong_phase"));
  assert.equal(nextBlocked(page("running", AGENDA)), refusal("nobody_to_call"));
  assert.equal(nextBlocked(page("running", waits)), "");
  assert.equal(nextBlocked(page("running", { ...AGENDA, round: { states: ["to_come"] } })), "");
  assert.equal(nextBlocked(page("running", waits, "mất kết nối")), "mất kết nối");
});

test("a speech that nobody holds cannot be ended, and no vote is put without an item", () => {
  assert.notEqual(speechBlocked(page("running")), "");
  assert.equal(speechBlocked(page("running", { floor: { speech: { no: 1 } } })), "");
  assert.equal(votingBlocked(page("running")), refusal("no_item_current"));
  assert.equal(votingBlocked(page("break", AGENDA)), refusal("wrong_phase"));
  assert.equal(votingBlocked(page("running", AGENDA)), "");
});

test("between items the next is offered while the conference runs, else words say why", () => {
  const next = { agenda: { order: ["1"] }, "item/1": { id: "1", number: 1, state: "planned" } };
  assert.deepEqual(nextItem(page("running", next)), next["item/1"]);
  assert.equal(typeof nextItem(page("break", next)), "string");
  assert.equal(typeof nextItem(page("running")), "string");
});

test("a site answers, checks its line, checks in, waits and asks, one at a time", () => {
  const step = (/** @type {string} */ phase, me = {}, more = {}, unchecked = false) =>
    siteStep(page(phase, more), /** @type {any} */ (me), unchecked);
  assert.equal(step("draft"), "early");
  assert.equal(step("announced"), "answer");
  assert.equal(step("lobby"), "check");
  assert.equal(step("lobby", {}, {}, true), "check_in");
  assert.equal(step("running"), "check_in");
  assert.equal(step("running", { checked_in_at: 1 }), "wait");
  assert.equal(step("running", { checked_in_at: 1 }, { ...AGENDA, "queue/1": {} }), "ask");
  assert.equal(step("ended", { checked_in_at: 1 }), "over");
});

test("a site that waits is offered more only where nothing stands in its way", () => {
  const asks = { ...AGENDA, "queue/1": { offers: [{ kind: "comment" }] } };
  const more = (/** @type {object} */ me) =>
    mayAskMore(page("running", asks), /** @type {any} */ (me));
  assert.equal(more({}), true);
  assert.equal(more({ ordinary_blocked: "already_waiting" }), false);
});
