/** Figures as they are read aloud: `08:30`, `19/04/2024`, `05:00`. All in the conference's zone. */

const DAY = 24 * 60;

let zone = "Asia/Ho_Chi_Minh";
/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} name an IANA zone; an unknown one changes nothing */
export function useZone(name) {
  if (name === zone) return;
  try {
    new Intl.DateTimeFormat("vi", { timeZone: name });
  } catch {
    return;
  }
  zone = name;
  formats.clear();
}

/** @param {string} shape @param {Intl.DateTimeFormatOptions} options */
function format(shape, options) {
  let made = formats.get(shape);
  if (!made)
    formats.set(shape, (made = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options })));
  return made;
}

/** A moment in milliseconds. @param {string | number} at */
export const ms = (at) => (typeof at === "number" ? at : Date.parse(at));

/** `08:30`. @param {string | number} at */
export const clock = (at) =>
  format("hm", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms(at));

/**
 * The next moment at which clocks there show a time: `09:15` after 08:30 is today, after 10:00
 * tomorrow.
 * @param {string} hm `HH:MM` @param {number} at milliseconds
 * @returns {string} the moment, in UTC; empty when that is no time
 */
export function upcoming(hm, at) {
  const [hours = NaN, mins = NaN] = hm.split(":").map(Number);
  const wanted = 60 * hours + mins;
  const [h = 0, m = 0] = clock(at).split(":").map(Number);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted >= DAY) return "";
  const ahead = (wanted - 60 * h - m + DAY) % DAY || DAY;
  return new Date((Math.floor(at / 60_000) + ahead) * 60_000).toISOString();
}

/** `08:30:05`. @param {string | number} at */
export const clockSeconds = (at) =>
  format("hms", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(
    ms(at),
  );

/** `19/04/2024`. @param {string | number} at */
export const day = (at) =>
  format("d", { day: "2-digit", month: "2-digit", year: "numeric" }).format(ms(at));

/**
 * When something takes place: `08:30`, or with `withDay` `08:30 20/04/2024`.
 * @param {string | number} at @param {boolean} withDay
 */
export const moment = (at, withDay) => (withDay ? `${clock(at)} ${day(at)}` : clock(at));

/**
 * Whether it goes on to another day.
 * @param {string | null | undefined} first @param {string | null | undefined} last
 */
export const severalDays = (first, last) => Boolean(first && last && day(first) !== day(last));

/**
 * When something starts, and over several days until when it goes on.
 * @param {string} first @param {string | null | undefined} last
 */
export const until = (first, last) =>
  last && severalDays(first, last)
    ? `${moment(first, true)} – ${moment(last, true)}`
    : clock(first);

/** A day without a time, `2024-06-30`, as `30/06/2024`. @param {string} iso */
export const isoDay = (iso) => iso.split("-").reverse().join("/");

/** What a clock that runs shows: `05:00`, above an hour `1:05:00`. @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/**
 * A length of time as it is read: `6′30″`, `5′`, `1h05′`, `−30″`; no hour of the day looks so.
 * @param {number} seconds
 */
export function lasting(seconds) {
  const whole = Math.floor(Math.abs(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const told = h ? `${h}h${two(m)}′` : m ? `${m}′` : "";
  const rest = s || !told ? `${told ? two(s) : s}″` : "";
  return `${seconds < 0 ? "−" : ""}${told}${rest}`;
}

/** Whole minutes, rounded up: `23′`. @param {number} seconds */
export const minutes = (seconds) => `${Math.ceil(seconds / 60)}′`;

/**
 * A length of time in the largest unit that fits: seconds, minutes, hours.
 * @param {number} seconds
 */
export function span(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole}″`;
  if (whole < 3600) return `${Math.floor(whole / 60)}′`;
  return `${Math.floor(whole / 3600)}h${String(Math.floor(whole / 60) % 60).padStart(2, "0")}`;
}

/**
 * The numbers in what somebody wrote as a telephone number, each with where a press leads (RFC
 * 3966): `0912.345.678 / 024.3825.3536 (máy lẻ 102)` are two, and one has an extension.
 * @param {string} written @returns {{shown: string, href: string}[]}
 */
export function telephones(written) {
  return written
    .split(/[/;,\n]|hoặc/i)
    .map((part) => part.trim())
    .flatMap((shown) => {
      const number = shown.match(/\+?\d(?:[\d\s.()-]*\d)?/)?.[0];
      if (!number) return [];
      const inside = shown.match(/(?:máy lẻ|nội bộ|ext)\D*(\d+)/i)?.[1];
      return [
        { shown, href: `tel:${number.replace(/[^+\d]/g, "")}${inside ? `;ext=${inside}` : ""}` },
      ];
    });
}

/**
 * How many of a site are there: of its delegates, or heads where nobody was named.
 * Behind a sub-hub stand its sites, those that checked in of all.
 * @param {{here?: number, expected?: number, head_count?: number | null,
 *   branch?: {sites?: number, checked_in?: number}}} site
 */
export const there = ({ here = 0, expected = 0, head_count: heads, branch: b }) =>
  (expected > 0 ? `${here}/${expected}` : String(heads ?? "–")) +
  (b?.sites ? ` · ${b.checked_in ?? 0}/${b.sites}` : "");
