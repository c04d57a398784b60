/** The keys of a screen, as a sheet. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { Dialog } from "../../components/dialog/dialog.js";
import { html } from "../../html.js";
import { has, t } from "../../words.js";
import { STOPS } from "./tour.js";

/**
 * A key as it is shown, and what it does: `ui.help.<what>`.
 * @typedef {readonly [key: string, what: string]} Key
 */

/** The keys of each screen that has any. @type {Record<string, readonly Key[]>} */
export const KEYS = {
  chair: [
    ["Space", "next"],
    ["N", "item"],
    ["E", "end"],
    ["+", "more"],
    ["P", "pause"],
    [", .", "clause"],
    ["U", "undo"],
    ["Shift+U", "redo"],
    ["/", "find"],
    ["Alt+↑ ↓", "move"],
    ["?", "help"],
  ],
  secretary: [
    ["Alt+1…7", "tabs"],
    ["Ctrl+Enter", "write"],
    ["?", "help"],
  ],
  operator: [
    ["/", "find"],
    ["?", "help"],
  ],
  "roll-call": [["?", "help"]],
  site: [["?", "help"]],
};

/** @type {readonly Key[]} */
const TILES = [
  ["T", "tiles"],
  ["PgUp PgDn", "page"],
];
/** Of picture and sound. @type {Record<string, readonly Key[]>} */
const OF_MEDIA = { chair: [["M", "mute"], ...TILES], operator: TILES };

/**
 * Those of picture and sound only where they go through us.
 * @param {import("../../page.js").Page} page
 */
export function keysOf({ screen, looks, store }) {
  const keys = KEYS[screen] ?? [];
  const more = (looks && store.get("conference")?.video && OF_MEDIA[screen]) || [];
  return [...keys.slice(0, -1), ...more, ...keys.slice(-1)];
}

/**
 * @param {object} props
 * @param {import("../../page.js").Page} props.page
 * @param {string} props.seat
 * @param {() => void} props.onClose
 * @param {() => void} props.onTour
 */
export const HelpSheet = ({ page, seat, onClose, onTour }) =>
  h(Dialog, {
    title: t("ui.help.title"),
    onClose,
    children: html`
      <dl class="help">
        ${keysOf(page).map(
          ([key, what]) => html`<div>
            <dt><kbd>${key === "Space" ? t("ui.key.space") : key}</kbd></dt>
            <dd>${t(`ui.help.${what}`)}</dd>
          </div>`,
        )}
      </dl>
      ${
        STOPS[page.screen] &&
        html`<p>
          ${h(Button, { label: t("ui.tour.again"), icon: "chevron-right", onPress: onTour })}
          <a class="button quiet" href=${`/manual/${page.screen}`} target="_blank">
            ${t("ui.help.manual")}
          </a>
        </p>`
      }
      ${has(`ui.hint.${seat}`) && html`<p class="hint">${t(`ui.hint.${seat}`)}</p>`}
    `,
  });
