/**
 * The words of the page's language (web/i18n): a file that the page names and has preloaded.
 * `t("ui.me.place", {n: 3})` fills `{n}`. A key without words shows itself, so that it is seen.
 */

/** @type {Record<string, string>} */
let known = {};
let tongue = "vi";

/** @param {Record<string, string>} words @param {string} [lang] */
export function useWords(words, lang = "vi") {
  known = words;
  tongue = lang;
}

let from = "";

/** @param {string} address @param {string} lang */
export async function fetchWords(address, lang) {
  from = address;
  useWords(await fetched(address), lang);
}

/**
 * What few are told, beside the rest: `vi-tour.json` beside `vi.json`.
 * @param {string} part
 */
export async function fetchMoreWords(part) {
  useWords({ ...known, ...(await fetched(from.replace(/\.json$/, `-${part}.json`))) }, tongue);
}

/** @param {string} address @returns {Promise<Record<string, string>>} */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} at ${address}`);
  return answer.json();
}

export const lang = () => tongue;

/** @param {string} key @param {Record<string, string | number>} [filled] */
export function t(key, filled) {
  const text = known[key] ?? key;
  return filled ? text.replace(/\{(\w+)\}/g, (whole, name) => String(filled[name] ?? whole)) : text;
}

/** Whether there are words for a key. @param {string} key */
export const has = (key) => key in known;

/** What a refusal says to do now. @param {string} code */
export const refusal = (code) =>
  has(`refusal.${code}`) ? t(`refusal.${code}`) : t("ui.refused", { code });

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
