/**
 * Whether a line carries a picture, from what the browser counts: sound first. Three bad readings
 * in a row take the picture off, and it is tried again after thirty seconds of good ones.
 */

/** Of packets sent or received, in one reading. */
export const BAD = 0.08;
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

/**
 * The worst loss that the far end tells of what we send, and of what we are sent since the last
 * reading.
 * @param {readonly any[]} sent
 * @param {readonly any[]} received
 * @param {Map<string, {got: number, lost: number}>} seen kept between readings
 */
export function loss(sent, received, seen) {
  const told = sent
    .filter((each) => each.type === "remote-inbound-rtp")
    .map((each) => each.fractionLost ?? 0);
  for (const each of received) {
    if (each.type !== "inbound-rtp") continue;
    const now = { got: each.packetsReceived ?? 0, lost: Math.max(0, each.packetsLost ?? 0) };
    const before = seen.get(each.id) ?? now;
    seen.set(each.id, now);
    const lost = Math.max(0, now.lost - before.lost);
    const all = Math.max(0, now.got - before.got) + lost;
    if (all > 20) told.push(lost / all);
  }
  return Math.max(0, ...told);
}
