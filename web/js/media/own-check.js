/** The technical check, as far as a browser can measure it: the ears of the room it has not. */
import { grade } from "./grades.js";

/** @typedef {import("./measure.js").Measured} Measured */
/** @typedef {import("../contract.js").LineCheck} LineCheck */
/** @typedef {import("../contract.js").CheckResult} CheckResult */
/** @typedef {Omit<LineCheck, "at">} Answers */

/** Looks at the lines, before which nothing is said. */
export const ENOUGH = 3;
/** @type {Answers} */
const UNTRIED = { picture: "untried", sound_in: "untried", sound_out: "untried", line: "untried" };

/**
 * What can be said of the last looks. A microphone that nobody speaks into is not tried, and
 * neither is what somebody has switched off.
 * @param {readonly Measured[]} looks
 * @returns {Answers}
 */
export function checked(looks) {
  const last = looks.slice(-ENOUGH);
  if (last.length < ENOUGH) return UNTRIED;
  const some = (/** @type {(look: Measured) => boolean} */ what) => last.some(what);
  const all = (/** @type {(look: Measured) => boolean} */ what) => last.every(what);
  return {
    ...UNTRIED,
    picture: some((look) => look.reading.picture ?? false)
      ? "ok"
      : all((look) => look.camera === "off")
        ? "untried"
        : "fault",
    sound_out: soundOut(some, all),
    line: all((look) => grade(look.reading) === "poor") ? "fault" : "ok",
  };
}

/**
 * @param {(what: (look: Measured) => boolean) => boolean} some
 * @param {(what: (look: Measured) => boolean) => boolean} all
 * @returns {CheckResult}
 */
function soundOut(some, all) {
  if (all((look) => look.microphone === "off")) return "untried";
  if (!some((look) => look.reading.sound ?? false)) return "fault";
  if (!some((look) => look.echoed)) return "fault";
  return some((look) => look.loud) ? "ok" : "untried";
}

/**
 * What is known, and what people say of what they hear.
 * @param {LineCheck} known @param {CheckResult} sound_in @returns {Answers}
 */
export const withEars = ({ picture, sound_out, line }, sound_in) => ({
  picture,
  sound_in,
  sound_out,
  line,
});

/**
 * What is to be answered now: what was measured, where nobody has said anything yet. Nothing where
 * it would say no more than is known.
 * @param {LineCheck | null} known
 * @param {Answers} measured
 * @returns {Answers | null}
 */
export function filledIn(known, measured) {
  const answers = { ...UNTRIED };
  let more = false;
  for (const part of /** @type {(keyof Answers)[]} */ (Object.keys(UNTRIED))) {
    const said = known?.[part] ?? "untried";
    answers[part] = said === "untried" ? measured[part] : said;
    more ||= said === "untried" && measured[part] !== "untried";
  }
  return more ? answers : null;
}
