import assert from "node:assert/strict";
import { test } from "node:test";

import {
  clock,
  clockSeconds,
  day,
  duration,
  isoDay,
  lasting,
  span,
  telephones,
} from "../../web/js/format.js";
import { countdown, drift, leftAt, since, spokenAt, turnAt } from "../../web/js/state/now.js";

const at = (/** @type {string} */ time) => Date.parse(`2024-04-19T${time}Z`);
/** @type {import("../../web/js/contract.js").SpeechView} */
const speech = {
  no: 1,
  item: "3",
  kind: "comment",
  speaker: "Ba Đình",
  started_at: "2024-04-19T01:00:00Z",
  request: "r1",
  deadline: "2024-04-19T01:05:00Z",
  allotted: 300,
};

test("a speech counts down to the second", () => {
  assert.deepEqual(countdown(speech, at("01:01:18.000")), {
    left: 222,
    over: false,
    state: "calm",
    share: 0.74,
    text: "03:42",
  });
  assert.equal(countdown(speech, at("01:01:18.400")).text, "03:42");
  assert.equal(countdown(speech, at("01:01:19.000")).text, "03:41");
});

test("what was spoken and what is left make up the budget while a site speaks", () => {
  const card = {
    spoken: 100,
    spoken_from: "2024-04-19T01:00:00.600Z",
    budget_left: 380,
    budget_until: "2024-04-19T01:08:00.600Z",
  };
  for (const time of ["01:00:01.000", "01:03:20.599", "01:03:20.600", "01:09:30.250"]) {
    const now = () => at(time);
    assert.equal(spokenAt(card, now) + (leftAt(card, now) ?? 0), 480, time);
  }
  assert.equal(
    leftAt(card, () => at("01:08:30.000")),
    -29,
  );
});

test("while nobody speaks both stand, and no budget is none", () => {
  const never = () => assert.fail("no clock runs");
  assert.equal(spokenAt({ spoken: 100 }, never), 100);
  assert.equal(leftAt({ budget_left: -20 }, never), -20);
  assert.equal(leftAt({}, never), undefined);
});

test("the warning comes when the setting says", () => {
  assert.equal(countdown(speech, at("01:03:59")).state, "calm");
  assert.equal(countdown(speech, at("01:04:00")).state, "warn");
  assert.equal(countdown(speech, at("01:04:20"), 30).state, "calm");
});

test("over time is counted up, from the first whole second", () => {
  assert.equal(countdown(speech, at("01:05:00.500")).text, "00:00");
  assert.deepEqual(countdown(speech, at("01:05:12.900")), {
    left: 12,
    over: true,
    state: "over",
    share: 0,
    text: "+00:12",
  });
});

test("a paused speech stands still", () => {
  const paused = { ...speech, paused_at: "2024-04-19T01:02:00Z" };
  assert.equal(countdown(paused, at("01:20:00")).text, "03:00");
  assert.equal(countdown(paused, at("01:20:00")).state, "paused");
});

test("how late the conference will end", () => {
  const agenda = {
    order: ["1", "2"],
    starts: ["2024-04-19T01:00:00Z", "2024-04-19T01:30:00Z"],
    current: "1",
    due: "2024-04-19T01:30:00Z",
    rest: 1200,
  };
  assert.deepEqual(drift(agenda, 20, at("01:10:00")), { end: at("01:50:00"), seconds: 0 });
  assert.deepEqual(drift(agenda, 20, at("01:34:10")), { end: at("01:54:10"), seconds: 250 });
  assert.equal(drift({ order: [], starts: [] }, 0, 0), null);
});

test("times are those of the conference's place", () => {
  assert.equal(clock("2024-04-19T01:30:00Z"), "08:30");
  assert.equal(clockSeconds("2024-04-19T17:05:09Z"), "00:05:09");
  assert.equal(day("2024-04-18T17:05:09Z"), "19/04/2024");
  assert.equal(isoDay("2024-06-30"), "30/06/2024");
});

test("lengths of time", () => {
  assert.deepEqual([0, 59, 300, 3661, -4].map(duration), [
    "00:00",
    "00:59",
    "05:00",
    "1:01:01",
    "00:00",
  ]);
  assert.deepEqual([0, 9, 300, 61.9, -390, 3600, 3905].map(lasting), [
    "0″",
    "9″",
    "5′",
    "1′01″",
    "−6′30″",
    "1h00′",
    "1h05′05″",
  ]);
  assert.deepEqual([9, 65, 3700].map(span), ["9″", "1′", "1h01"]);
  assert.equal(since("2024-04-19T01:00:00Z", at("00:59:00")), 0);
});

test("two telephone numbers are two, and an extension is one", () => {
  assert.deepEqual(telephones("0912.345.678 / 024.3825.3536 (máy lẻ 102)"), [
    { shown: "0912.345.678", href: "tel:0912345678" },
    { shown: "024.3825.3536 (máy lẻ 102)", href: "tel:02438253536;ext=102" },
  ]);
  assert.deepEqual(telephones("+84 24 3825 3536"), [
    { shown: "+84 24 3825 3536", href: "tel:+842438253536" },
  ]);
  assert.deepEqual(telephones("hỏi văn thư"), []);
});

test("whoever waits is told about when: after who speaks, and those before", () => {
  const when = at("01:03:00.000");
  assert.equal(turnAt(null, [], when), when);
  assert.equal(turnAt(speech, [300, 180], when), at("01:13:00.000"));
  assert.equal(
    turnAt(speech, [60], at("01:09:00.000")),
    at("01:10:00.000"),
    "overtime is no credit",
  );
});
