/** What a screen offers, as its view says it, and why a button that is shown may not be pressed. */
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  blockedBy,
  itemsFor,
  kindsNow,
  mayAskMore,
  offered,
  passes,
  siteStep,
} from "../../web/js/pages/parts/offers.js";
import { createStore } from "../../web/js/state/store.js";
import { refusal, useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

useWords(wordsOf("vi"));

const AGENDA = { agenda: { order: ["1", "2"], current: "1" }, "item/1": { id: "1", number: 1 } };

/** @typedef {{no?: string, choices?: Record<string, (string | number | boolean)[]>}} Offered */
/** @typedef {Record<string, Offered>} Acts */

/**
 * A page whose view says so.
 * @param {Acts} acts @param {object} [more] @param {string} [blocked]
 */
const page = (acts, more = {}, blocked = "") =>
  /** @type {any} */ ({
    store: createStore({ conference: {}, "may/floor": { acts }, ...more }),
    blocked: () => blocked,
  });

test("an act belongs to the moment unless the phase is wrong or it is nobody's here", () => {
  const of = page({
    end_conference: {},
    call_break: { no: "floor_busy" },
    open_lobby: { no: "wrong_phase" },
  });
  assert.equal(offered(of, "end_conference"), true);
  assert.equal(offered(of, "call_break"), true);
  assert.equal(offered(of, "open_lobby"), false);
  assert.equal(offered(of, "cast_vote"), false);
});

test("a button that cannot be pressed says so in the words of the refusal", () => {
  const of = page({ call_break: { no: "floor_busy" }, take_floor: { choices: { speech: [3] } } });
  assert.equal(blockedBy(of, "call_break"), refusal("floor_busy"));
  assert.equal(blockedBy(of, "take_floor", "speech", 3), "");
  assert.notEqual(blockedBy(of, "take_floor", "speech", 2), "");
  assert.equal(blockedBy(of, "cast_vote"), refusal("not_allowed"));
  assert.equal(
    blockedBy(page({ end_conference: {} }, {}, "mất kết nối"), "end_conference"),
    "mất kết nối",
  );
});

test("of an argument that does not decide any value passes", () => {
  const of = page({ skip_item: { choices: { item: ["2"] } }, send_message: {} });
  assert.equal(passes(of, "skip_item", "item", "2"), true);
  assert.equal(passes(of, "skip_item", "item", "1"), false);
  assert.equal(passes(of, "send_message", "to", "001"), true);
  const end = page({ end_conference: { choices: { finish: [true] } } });
  assert.equal(passes(end, "end_conference", "finish", true), true);
  assert.equal(passes(end, "end_conference", "finish", false), false);
});

test("kinds and items on offer are those of the view", () => {
  const of = page(
    {
      ask_to_speak: { choices: { kind: ["comment"] } },
      register_speech: { choices: { item: ["1"] } },
    },
    AGENDA,
  );
  assert.deepEqual(kindsNow(of), ["comment"]);
  assert.deepEqual(
    itemsFor(of, "register_speech").map((item) => item.id),
    ["1"],
  );
  assert.deepEqual(itemsFor(of, "hand_in_opinion"), []);
});

test("a site answers, checks its line, checks in, waits and asks, one at a time", () => {
  const step = (/** @type {Acts} */ acts, me = {}, more = {}, unchecked = false) =>
    siteStep(page(acts, more), /** @type {any} */ (me), unchecked);
  const begun = { conference: { started_at: "2024-04-19T08:00:00+07:00" } };
  const over = { conference: { ended_at: "2024-04-19T11:00:00+07:00" } };
  const shut = { check_in: { no: "wrong_phase" } };
  assert.equal(step(shut), "early");
  assert.equal(step({ ...shut, answer_invitation: {} }), "answer");
  assert.equal(step({ check_in: {} }), "check");
  assert.equal(step({ check_in: {} }, {}, {}, true), "check_in");
  assert.equal(step({ check_in: {} }, {}, begun), "check_in");
  assert.equal(step({ check_in: {} }, { checked_in_at: 1 }, begun), "wait");
  assert.equal(
    step({ check_in: {} }, { checked_in_at: 1 }, { ...begun, ...AGENDA, "queue/1": {} }),
    "ask",
  );
  assert.equal(step(shut, { checked_in_at: 1 }, over), "over");
});

test("a site that waits is offered more only where nothing stands in its way", () => {
  const asks = { ...AGENDA, "queue/1": { offers: [{ kind: "comment" }] } };
  const more = (/** @type {object} */ me) => mayAskMore(page({}, asks), /** @type {any} */ (me));
  assert.equal(more({}), true);
  assert.equal(more({ ordinary_blocked: "already_waiting" }), false);
});
