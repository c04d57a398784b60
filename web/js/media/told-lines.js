/**
 * What pages tell of their lines, as whoever looks after them sees it: asked for every few seconds
 * over the socket, while the conference has a stage.
 */
import { signal } from "@preact/signals";

import { newId } from "../live/send.js";
import { lit } from "./desk.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("./line-mark.js").Told} Told */
/** @typedef {import("@preact/signals").Signal<ReadonlyMap<string, Told>>} Lines by site */

const ASKED_EVERY = 5000;
/** No site is called so. */
export const HALL = "";

/** @type {WeakMap<Page, Lines>} */
const known = new WeakMap();

/** @param {Page} page */
export function linesOf(page) {
  const lines = known.get(page) ?? asked(page);
  known.set(page, lines);
  return lines;
}

/** @param {Page} page */
function asked(page) {
  /** @type {Lines} */
  const lines = signal(new Map());
  page.ears.add((frame) => {
    if (frame.t === "welcome") ask();
    if (frame.t === "lines_told") lines.value = received(frame, Date.now());
  });
  const ask = () => lit(page) && page.line.send({ t: "ask_lines", id: `lines-${newId()}` });
  setInterval(ask, ASKED_EVERY);
  ask();
  return lines;
}

/**
 * @param {import("../contract.js").LinesToldFrame} frame @param {number} now
 * @returns {ReadonlyMap<string, Told>}
 */
export const received = ({ lines = [] }, now) =>
  new Map(lines.map(({ site, age, reading }) => [site ?? HALL, { reading, at: now - age }]));
