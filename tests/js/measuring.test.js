/** What a page measures of its own line, and what it makes of it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { FAIR, GOOD, STALE, grade, graded } from "../../web/js/media/grades.js";
import { counted, lostDown, measured } from "../../web/js/media/measure.js";
import { ENOUGH, checked, filledIn, withEars } from "../../web/js/media/own-check.js";
import { HALL, received } from "../../web/js/media/told-lines.js";

const on = /** @type {const} */ ({ microphone: "on", camera: "on" });

/** What a browser counts, `n` seconds in. @param {number} n */
const stats = (n) => ({
  sent: [
    { type: "outbound-rtp", kind: "audio", bytesSent: 4000 * n, packetsSent: 50 * n },
    { type: "outbound-rtp", kind: "video", bytesSent: 33_500 * n, framesSent: 25 * n },
    { type: "media-source", kind: "audio", totalAudioEnergy: n / 100, totalSamplesDuration: n },
    { type: "remote-inbound-rtp", fractionLost: 0.01, roundTripTime: 0.04 },
    { type: "remote-inbound-rtp", fractionLost: 0.05, roundTripTime: 0.02 },
  ],
  received: [
    {
      type: "inbound-rtp",
      id: "a",
      kind: "audio",
      mid: "1",
      bytesReceived: 0,
      packetsReceived: 50 * n,
    },
    { type: "inbound-rtp", id: "v", kind: "video", mid: "0", bytesReceived: 125_000 * n },
  ],
});

test("of two looks comes what went through between them", () => {
  const [first, second] = [counted(stats(1), 1000), counted(stats(3), 3000)];
  assert.deepEqual(measured(first, second, stats(3), on), {
    reading: {
      sound: true,
      picture: true,
      lost_up: 0.05,
      lost_down: 0,
      delay: 40,
      up: 300,
      down: 1000,
    },
    ...on,
    loud: true,
    echoed: true,
  });
});

test("nothing leaves where nothing was counted since, or where it was switched off", () => {
  const now = counted(stats(3), 3000);
  const still = measured(now, { ...now, at: 5000 }, stats(3), on);
  assert.deepEqual([still.reading.sound, still.reading.picture], [false, false]);
  assert.deepEqual([still.loud, still.echoed, still.reading.up], [false, false, 0]);
  const off = measured(counted(stats(1), 1000), now, stats(3), {
    microphone: "off",
    camera: "off",
  });
  assert.deepEqual([off.reading.sound, off.reading.picture], [false, false]);
});

/** @param {Record<string, [got: number, lost: number]>} of */
const lines = (of) => new Map(Object.entries(of).map(([id, [got, lost]]) => [id, { got, lost }]));

test("of a line that is received only what was lost since counts", () => {
  assert.equal(lostDown(lines({}), lines({ a: [100, 50] })), 0);
  assert.equal(lostDown(lines({ a: [100, 50] }), lines({ a: [190, 60] })), 0.1);
  assert.equal(lostDown(lines({ a: [190, 60] }), lines({ a: [195, 65] })), 0, "too few to tell");
});

test("what one sender has lost on its way is no loss of those who listen", () => {
  const before = lines({ hall: [100, 0], site: [100, 0] });
  assert.equal(lostDown(before, lines({ hall: [200, 0], site: [150, 50] })), 0);
  assert.equal(lostDown(before, lines({ hall: [190, 10], site: [150, 50] })), 0.1);
});

test("the gap of a line that was cut off is no loss, and what is lost after it is", () => {
  const of = (/** @type {number} */ packetsReceived, /** @type {number} */ packetsLost) => ({
    sent: [],
    received: [{ type: "inbound-rtp", id: "a", packetsReceived, packetsLost }],
  });
  const [talks, cut] = [counted(of(100, 0), 0), counted(of(100, 0), 2000)];
  const still = counted(of(100, 0), 4000, cut);
  const back = counted(of(150, 500), 6000, still);
  assert.equal(lostDown(talks.lines, counted(of(190, 10), 2000, talks).lines), 0.1);
  assert.equal(lostDown(still.lines, back.lines), 0);
  assert.equal(lostDown(back.lines, counted(of(240, 510), 8000, back).lines), 0.1);
});

test("where nothing is sent, the way is known from the pair of addresses", () => {
  const pair = { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.07 };
  const told = { sent: [], received: [pair] };
  const now = counted(told, 1000);
  const none = /** @type {const} */ ({ microphone: "none", camera: "none" });
  assert.equal(measured(now, now, told, none).reading.delay, 70);
});

test("a line is good, fair or poor by its loss and its delay, the worse of them", () => {
  const of = (/** @type {number} */ lost, /** @type {number} */ delay) => [
    grade({ lost_up: lost, delay }),
    grade({ lost_down: lost, delay }),
  ];
  assert.deepEqual(of(0, 0), ["good", "good"]);
  assert.deepEqual(of(GOOD.lost, GOOD.delay), ["good", "good"]);
  assert.deepEqual(of(GOOD.lost + 0.01, 0), ["fair", "fair"]);
  assert.deepEqual(of(0, FAIR.delay), ["fair", "fair"]);
  assert.deepEqual(of(FAIR.lost + 0.01, 0), ["poor", "poor"]);
  assert.deepEqual(of(0, FAIR.delay + 1), ["poor", "poor"]);
});

test("what was told too long ago is old, whatever it said", () => {
  const told = { reading: {}, at: 1000 };
  assert.equal(graded(told, 1000 + STALE), "good");
  assert.equal(graded(told, 1001 + STALE), "stale");
  assert.equal(graded(undefined, 0), "none");
});

test("what is told of the hall and of sites lies under their names, with when it was", () => {
  const reading = { up: 300 };
  const lines = [
    { age: 500, reading },
    { site: "001", age: 2000, reading },
  ];
  const told = received({ t: "lines_told", id: "1", lines }, 10_000);
  assert.deepEqual(
    [...told],
    [
      [HALL, { reading, at: 9500 }],
      ["001", { reading, at: 8000 }],
    ],
  );
});

/** @param {Partial<import("../../web/js/media/measure.js").Measured>} [but] */
const look = (but = {}) => ({
  reading: { sound: true, picture: true },
  ...on,
  loud: true,
  echoed: true,
  ...but,
});
/** @param {ReturnType<typeof look>} one */
const often = (one) => Array.from({ length: ENOUGH }, () => one);
const untried = { picture: "untried", sound_in: "untried", sound_out: "untried", line: "untried" };

test("of a single look nothing is said", () => {
  assert.deepEqual(checked([look()]), untried);
});

test("what goes up and comes back is good; whether the room hears, nobody can measure", () => {
  const answers = { ...untried, picture: "ok", sound_out: "ok", line: "ok" };
  assert.deepEqual(checked(often(look())), answers);
});

const silent = { sound: false, picture: true };
const dark = { sound: true, picture: false };
const poor = { sound: true, picture: true, lost_up: 1 };
for (const [name, but, part, said] of /** @type {const} */ ([
  ["no camera", { camera: "none", reading: dark }, "picture", "fault"],
  ["a camera that is switched off", { camera: "off", reading: dark }, "picture", "untried"],
  ["a camera of which nothing leaves", { reading: dark }, "picture", "fault"],
  ["no microphone", { microphone: "none", reading: silent }, "sound_out", "fault"],
  [
    "a microphone that is switched off",
    { microphone: "off", reading: silent },
    "sound_out",
    "untried",
  ],
  ["a sound that does not come back", { echoed: false }, "sound_out", "fault"],
  ["a room in which nobody speaks", { loud: false }, "sound_out", "untried"],
  ["a poor line", { reading: poor }, "line", "fault"],
]))
  test(`${name}: ${part} is ${said}`, () => {
    assert.equal(checked(often(look(but)))[part], said);
  });

test("only what nobody has said yet is filled in, and only where it says more", () => {
  const measured = checked(often(look()));
  assert.deepEqual(filledIn(null, measured), measured);
  const said = { ...measured, sound_in: /** @type {const} */ ("ok"), at: "2024-04-19T01:00:00Z" };
  assert.equal(filledIn(said, measured), null);
  assert.deepEqual(withEars(said, "fault"), { ...measured, sound_in: "fault" });
  const quiet = { ...said, sound_out: /** @type {const} */ ("untried") };
  const { at: _, ...answers } = said;
  assert.deepEqual(filledIn(quiet, measured), answers);
  const fault = { ...said, picture: /** @type {const} */ ("fault") };
  assert.equal(filledIn(fault, measured), null, "people have the last word");
  assert.equal(filledIn(null, checked([])), null);
});
