/**
 * The words of the page's language (web/i18n). What its screen may say at once comes first, in a
 * file that the page has preloaded; all the rest once the screen stands, or with the first part
 * that is opened. `t("ui.me.place", {n: 3})` fills `{n}`. A key without words shows itself, so that
 * it is seen.
 */
import { signal } from "@preact/signals";

/** Whatever shows a word is drawn again when more of them come. */
const known = signal(/** @type {Record<string, string>} */ ({}));
let tongue = "vi";
let from = "";
/** Which file holds what has not come yet; "" where all of it is one. */
let rest = "";
/** @type {Promise<void> | null} */
let whole = null;

/** @param {Record<string, string>} words @param {string} [lang] */
export function useWords(words, lang = "vi") {
  known.value = words;
  tongue = lang;
}

/**
 * @param {string} address of all of them
 * @param {string} lang
 * @param {string} [screen] of whose words alone one begins with
 */
export async function fetchWords(address, lang, screen) {
  from = address;
  rest = screen ? `${screen}-rest` : "";
  if (screen) useWords(await fetched(screen), lang);
  else await allWords(lang);
}

/** All that any screen says; asked for again where it did not come. */
export function allWords(lang = tongue) {
  whole ??= fetched(rest).then((words) => useWords({ ...known.peek(), ...words }, lang));
  return whole.catch((error) => {
    whole = null;
    throw error;
  });
}

/**
 * What few are told, beside the rest: `vi-tour.json` beside `vi.json`.
 * @param {string} part
 */
export async function fetchMoreWords(part) {
  const more = await fetched(part); // what is known is looked at afterwards: meanwhile more came
  useWords({ ...known.peek(), ...more }, tongue);
}

/** @param {string} part @returns {Promise<Record<string, string>>} */
async function fetched(part) {
  const address = part ? from.replace(/\.json$/, `-${part}.json`) : from;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} at ${address}`);
  return answer.json();
}

export const lang = () => tongue;

/** @param {string} key @param {Record<string, string | number>} [filled] */
export function t(key, filled) {
  const text = known.value[key] ?? key;
  return filled ? text.replace(/\{(\w+)\}/g, (whole, name) => String(filled[name] ?? whole)) : text;
}

/** Whether there are words for a key. @param {string} key */
export const has = (key) => key in known.value;

/** What a refusal says to do now; its words are not among the first. @param {string} code */
export function refusal(code) {
  if (has(`refusal.${code}`)) return t(`refusal.${code}`);
  return whole || !from ? t("ui.refused", { code }) : t("ui.loading");
}

/** Without marks and case, so that "dong anh" finds "Đông Anh". @param {string} text */
export const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/**
 * The words by which somebody looks for a site: signs around them count for nothing, and what has
 * no vowel (`q.`, `TX.`) says what a place is and not its name.
 * @param {string} wanted
 */
export function needles(wanted) {
  const words = plain(wanted).match(/[a-z0-9]+/g) ?? [];
  const named = words.filter((word) => /[aeiouy0-9]/.test(word));
  return named.length ? named : words;
}

/**
 * Whether a site is one that was looked for.
 * @param {readonly string[]} words as `needles` gives them
 * @param {{name: string, code: string, kind?: string}} site
 */
export function findsSite(words, site) {
  const known = plain(`${site.kind ?? ""} ${site.name} ${site.code}`);
  return words.every((word) => known.includes(word));
}
