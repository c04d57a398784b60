/** A tab says how much waits behind it: as a figure to the eye, in whole words to the ear. */
import { html } from "../../html.js";
import { t } from "../../words.js";

/**
 * @param {string} words of the tab
 * @param {string} what by which words it is said: `ui.waits.…`
 * @param {number} n nothing is said of none
 */
export const counted = (words, what, n) =>
  n
    ? html`${words} <span aria-hidden="true">(${n})</span
        ><span class="visually-hidden">${t(`ui.waits.${what}`, { n })}</span>`
    : words;
