/**
 * Whether a line carries a picture, from what the browser counts: sound first. Three bad readings
 * in a row take the picture off, and it is tried again after thirty seconds of good ones.
 */

import { FAIR } from "./grades.js";

/** Of packets sent or received, in one reading. */
export const BAD = FAIR.lost;
const IN_A_ROW = 3;
/** Milliseconds. */
export const TRIED_AGAIN = 30_000;

/** @typedef {{bad: number, off: boolean, since: number}} Judged */

/** @type {Judged} */
export const GOOD = { bad: 0, off: false, since: 0 };

/**
 * @param {Judged} before
 * @param {number} loss 0 ≤ loss ≤ 1
 * @param {number} now milliseconds
 * @returns {Judged}
 */
export function judged(before, loss, now) {
  const bad = loss > BAD ? before.bad + 1 : 0;
  if (before.off) {
    if (bad) return { bad, off: true, since: now };
    return now - before.since >= TRIED_AGAIN ? GOOD : { ...before, bad };
  }
  return bad >= IN_A_ROW ? { bad, off: true, since: now } : { bad, off: false, since: now };
}
