/** A line icon from the sprite. It never stands alone: a word is always beside or hidden in it. */
import { html } from "../../html.js";

/** @typedef {"alert-triangle" | "calendar" | "check" | "chevron-down" | "chevron-left" | "chevron-right" | "chevron-up" | "circle" | "circle-check" | "circle-dashed" | "circle-pause" | "clock" | "download" | "eye" | "eye-off" | "file-text" | "flag" | "gavel" | "grip-vertical" | "hand" | "history" | "hourglass" | "languages" | "list" | "lock" | "log-out" | "map" | "message-square" | "mic" | "mic-off" | "monitor" | "moon" | "pause" | "phone" | "play" | "plus" | "printer" | "search" | "send" | "settings" | "skip-forward" | "sun" | "undo-2" | "unlock" | "user" | "users" | "wifi" | "wifi-off" | "x"} IconName */

/** @param {{name: IconName}} props */
export const Icon = ({ name }) =>
  html`<svg class="icon" aria-hidden="true" focusable="false"><use href=${`/assets/vendor/icons.svg#${name}`} /></svg>`;
