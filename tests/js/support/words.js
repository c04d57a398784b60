/** The words of both languages, as files. */
import { readFileSync } from "node:fs";

/** @param {string} lang @returns {Record<string, string>} */
export const wordsOf = (lang) =>
  JSON.parse(readFileSync(new URL(`../../../web/i18n/${lang}.json`, import.meta.url), "utf8"));
