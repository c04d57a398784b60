/** A line icon from the sprite. It never stands alone: a word is always beside or hidden in it. */
import { html } from "../../html.js";

/**
 * @typedef {"alert-triangle" | "calendar" | "check" | "chevron-down" | "chevron-left"
 *   | "chevron-right" | "chevron-up" | "circle" | "circle-check" | "circle-dashed" | "circle-pause"
 *   | "clock" | "download" | "eye" | "eye-off" | "file-text" | "flag" | "gavel" | "grip-vertical"
 *   | "hand" | "history" | "hourglass" | "languages" | "list" | "lock" | "log-out" | "map"
 *   | "message-square" | "mic" | "mic-off" | "monitor" | "moon" | "pause" | "phone" | "play"
 *   | "plus" | "printer" | "search" | "send" | "settings" | "skip-forward" | "sun" | "undo-2"
 *   | "unlock" | "user" | "users" | "vote" | "wifi" | "wifi-off" | "x"} IconName
 */

/** Beside this module, whatever address it came from, so that it is fetched once. */
const SPRITE = new URL("../../../vendor/icons.svg", import.meta.url).pathname;

/** @param {{name: IconName}} props */
export const Icon = ({ name }) =>
  html`<svg class="icon" aria-hidden="true" focusable="false">
    <use href=${`${SPRITE}#${name}`} />
  </svg>`;
