/**
 * One timer for the whole page: `now` in milliseconds of the server's clock, `second` the same
 * in whole seconds. Deadlines arrive as moments; what is left is counted here.
 */
import { computed, signal } from "@preact/signals";

/** @typedef {import("../contract.js").SpeechView} SpeechView */
/**
 * @typedef {object} Countdown
 * @property {number} left
 * @property {boolean} over
 * @property {"calm" | "warn" | "over" | "paused"} state
 * @property {number} share
 * @property {string} text
 */

import { duration, ms } from "../format.js";

const EVERY = 250;

export const now = signal(Date.now());
/** Server clock less ours, in milliseconds. */
export const offset = signal(0);
export const second = computed(() => Math.floor(now.value / 1000) * 1000);

export const tick = () => {
  now.value = Date.now() + offset.peek();
};

export function startClock() {
  tick();
  return setInterval(tick, EVERY);
}

/**
 * Seconds left on a speech, below zero over time. While it is paused the clock stands still.
 * @param {SpeechView} speech @param {number} at milliseconds
 */
export const secondsLeft = (speech, at) =>
  (ms(speech.deadline) - (speech.paused_at ? ms(speech.paused_at) : at)) / 1000;

/**
 * @param {SpeechView} speech @param {number} at @param {number} [warning] seconds before the end
 * @returns {Countdown}
 */
export function countdown(speech, at, warning = 60) {
  const exact = secondsLeft(speech, at);
  const over = exact <= -1;
  const left = over ? Math.floor(-exact) : Math.max(0, Math.ceil(exact));
  const whole = speech.allotted + (speech.extended ?? 0);
  const state = speech.paused_at ? "paused" : over ? "over" : exact <= warning ? "warn" : "calm";
  const share = whole > 0 ? Math.min(1, Math.max(0, exact / whole)) : 0;
  return { left, over, state, share, text: `${over ? "+" : ""}${duration(left)}` };
}

/**
 * Whole seconds that somebody has spoken: of one who speaks now, counted from `spoken_from`.
 * @param {{spoken?: number, spoken_from?: string | null}} view
 * @param {() => number} at milliseconds, asked for only while a clock runs
 */
export const spokenAt = ({ spoken = 0, spoken_from: from }, at) =>
  from ? Math.max(0, Math.floor((at() - ms(from)) / 1000)) : spoken;

/**
 * Whole seconds left of a budget, below zero if overdrawn; undefined where there is none. With
 * what was spoken they make up the budget, to the second.
 * @param {{budget_left?: number | null, budget_until?: string | null}} view
 * @param {() => number} at milliseconds, asked for only while a clock runs
 */
export const leftAt = ({ budget_left: left, budget_until: until }, at) =>
  until ? Math.ceil((ms(until) - at()) / 1000) : (left ?? undefined);

/**
 * When somebody who waits will be called, as things stand: after who speaks, then those before.
 * @param {SpeechView | null | undefined} speech
 * @param {readonly number[]} before seconds of each who is called first
 * @param {number} at milliseconds
 */
export function turnAt(speech, before, at) {
  const speaking = speech ? Math.max(0, secondsLeft(speech, at)) : 0;
  return at + 1000 * before.reduce((sum, each) => sum + each, speaking);
}

/** Seconds since a moment, never negative. @param {string} at @param {number} when */
export const since = (at, when) => Math.max(0, (when - ms(at)) / 1000);

/**
 * How long after the plan the conference will end, in seconds; below zero it is ahead.
 * `end` is the end now foretold: whatever is current takes until `due` or longer, then the rest.
 * @param {import("../contract.js").Agenda} agenda @param {number} lastMinutes of the last item
 * @param {number} at
 */
export function drift(agenda, lastMinutes, at) {
  const lastStart = agenda.starts.at(-1);
  if (lastStart === undefined) return null;
  const end = Math.max(at, agenda.due ? ms(agenda.due) : at) + 1000 * (agenda.rest ?? 0);
  return { end, seconds: Math.round((end - ms(lastStart)) / 1000) - 60 * lastMinutes };
}
