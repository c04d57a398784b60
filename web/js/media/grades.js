/** What a line is worth to whoever speaks over it: the limits stand here and nowhere else. */

/** @typedef {import("../contract.js").LineReading} LineReading */
/** @typedef {import("../components/icon/icon.js").IconName} IconName */
/** @typedef {"good" | "fair" | "poor" | "stale" | "none"} Grade */

/** Packets lost, either way, and milliseconds there and back, up to which it is still so. */
export const GOOD = { lost: 0.02, delay: 300 };
export const FAIR = { lost: 0.08, delay: 600 };
/** Milliseconds after which nobody knows any more. */
export const STALE = 15_000;

/** Never by colour alone. @type {Record<Grade, {icon: IconName, tone: string}>} */
export const SIGNS = {
  good: { icon: "wifi", tone: "ok" },
  fair: { icon: "alert-triangle", tone: "warn" },
  poor: { icon: "wifi-off", tone: "bad" },
  stale: { icon: "history", tone: "warn" },
  none: { icon: "circle-dashed", tone: "idle" },
};

/** Packets lost, the worse way. @param {LineReading} reading */
export const lost = ({ lost_up = 0, lost_down = 0 }) => Math.max(lost_up, lost_down);

/** @param {LineReading} reading @returns {"good" | "fair" | "poor"} */
export function grade(reading) {
  const within = (/** @type {typeof GOOD} */ limit) =>
    lost(reading) <= limit.lost && (reading.delay ?? 0) <= limit.delay;
  return within(GOOD) ? "good" : within(FAIR) ? "fair" : "poor";
}

/**
 * Of what was told so long ago.
 * @param {{reading: LineReading, at: number} | undefined} told @param {number} now
 * @returns {Grade}
 */
export const graded = (told, now) =>
  !told ? "none" : now - told.at > STALE ? "stale" : grade(told.reading);
