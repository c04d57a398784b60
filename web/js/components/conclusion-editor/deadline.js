/**
 * Deadlines as they are dictated: "30/6", "30/06/2026", "cuối quý III", "trong tháng 5",
 * "10 ngày", "thường xuyên". A day without its year is the next such day.
 */
import { plain } from "../../words.js";

/**
 * @typedef {object} Deadline `words` is what was said when it was no plain date
 * @property {string | null} deadline
 * @property {boolean} standing
 * @property {string} words
 */

const ROMAN = ["i", "ii", "iii", "iv"];

/** @param {number} year @param {number} month 1–12; beyond, the next year @param {number} date */
function iso(year, month, date) {
  const made = new Date(Date.UTC(year, month - 1, date));
  return made.toISOString().slice(0, 10);
}

/** The last day of a month. @param {number} year @param {number} month */
const lastOf = (year, month) => iso(year, month + 1, 0);

/** @param {string} day @param {number} days */
function after(day, days) {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return iso(year, month, date + days);
}

/**
 * @param {string} text
 * @param {string} today `2024-04-19`
 * @returns {Deadline | null} null when it is not understood
 */
export function parseDeadline(text, today) {
  const words = text.normalize("NFC").trim().replace(/\s+/g, " ");
  const said = plain(words)
    .replace(/^(truoc|den|cham nhat|han|by|before)( ngay)? /, "")
    .replace(/^(trong|vao|ngay) /, "");
  if (!said) return null;
  if (/^(thuong xuyen|lien tuc|standing|ongoing|continuous(ly)?)$/.test(said))
    return { deadline: null, standing: true, words };
  const exact = dayAndMonth(said, today);
  if (exact !== undefined) return exact ? { deadline: exact, standing: false, words: "" } : null;
  const meant = spoken(said, today);
  return meant ? { deadline: meant, standing: false, words } : null;
}

/** `undefined`: no such form; `null`: no such day. @param {string} said @param {string} today */
function dayAndMonth(said, today) {
  const found =
    /^(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?$/.exec(said) ??
    /^(\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?$/.exec(said);
  const reversed = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said);
  if (!found && !reversed) return undefined;
  const [date, month] = found
    ? [Number(found[1]), Number(found[2])]
    : [Number(reversed?.[3]), Number(reversed?.[2])];
  const named = found ? found[3] : reversed?.[1];
  const year = named
    ? Number(named.length === 2 ? `20${named}` : named)
    : Number(today.slice(0, 4));
  if (!isDay(year, month, date)) return null;
  const day = iso(year, month, date);
  return named || day >= today ? day : iso(year + 1, month, date);
}

/** @param {number} year @param {number} month @param {number} date */
const isDay = (year, month, date) =>
  month >= 1 &&
  month <= 12 &&
  date >= 1 &&
  iso(year, month, date) ===
    `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;

/** @param {string} said @param {string} today @returns {string | null} */
function spoken(said, today) {
  const [year = 0, month = 1] = today.split("-").map(Number);
  /** The last day of a month of the year named, else of the next that is not past. */
  const endOf = (/** @type {number} */ which, /** @type {string | undefined} */ named) => {
    const end = lastOf(named ? Number(named) : year, which);
    return named || end >= today ? end : lastOf(year + 1, which);
  };
  if (/^(hom nay|today)$/.test(said)) return today;
  if (/^(ngay )?mai$|^tomorrow$/.test(said)) return after(today, 1);

  const length = /^(\d{1,3}) (ngay|tuan|thang|days?|weeks?|months?)( nua| toi)?$/.exec(said);
  if (length) {
    const n = Number(length[1]);
    const unit = length[2] ?? "";
    if (/^(ngay|day)/.test(unit)) return after(today, n);
    if (/^(tuan|week)/.test(unit)) return after(today, 7 * n);
    const end = lastOf(year, month + n);
    const same = `${end.slice(0, 8)}${today.slice(8)}`;
    return same < end ? same : end;
  }

  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  if (/^(cuoi )?tuan( nay)?$|^(end of )?(this )?week$/.test(said))
    return after(today, weekday <= 4 ? 4 - weekday : 0);
  if (/^(cuoi )?tuan (sau|toi)$|^(end of )?next week$/.test(said))
    return after(today, 11 - weekday);

  if (/^(cuoi )?thang( nay)?$|^(end of )?(this |the )?month$/.test(said))
    return lastOf(year, month);
  if (/^(cuoi )?thang (sau|toi)$|^(end of )?next month$/.test(said)) return lastOf(year, month + 1);
  const inMonth = /^(?:cuoi )?thang (\d{1,2})(?:(?:\/| nam )(\d{4}))?$/.exec(said);
  if (inMonth)
    return Number(inMonth[1]) >= 1 && Number(inMonth[1]) <= 12
      ? endOf(Number(inMonth[1]), inMonth[2])
      : null;

  const quarter = Math.ceil(month / 3);
  if (/^(cuoi )?quy( nay)?$|^(end of )?(this |the )?quarter$/.test(said))
    return lastOf(year, 3 * quarter);
  if (/^(cuoi )?quy (sau|toi)$|^(end of )?next quarter$/.test(said))
    return lastOf(year, 3 * quarter + 3);
  const inQuarter = /^(?:cuoi )?quy (iv|i{1,3}|[1-4])(?:(?:\/| nam )(\d{4}))?$/.exec(said);
  if (inQuarter) {
    const which = ROMAN.indexOf(inQuarter[1] ?? "") + 1 || Number(inQuarter[1]);
    return endOf(3 * which, inQuarter[2]);
  }

  if (/^(cuoi )?nam( nay)?$|^(end of )?(this |the )?year$/.test(said)) return iso(year, 12, 31);
  if (/^(cuoi )?nam (sau|toi)$|^(end of )?next year$/.test(said)) return iso(year + 1, 12, 31);
  if (/^(giua nam|6 thang dau nam)$/.test(said)) return endOf(6, undefined);
  return null;
}
