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

/** @param {{screen: string, seat: string, onClose: () => void, onTour: () => void}} props */
export const HelpSheet = ({ screen, seat, onClose, onTour }) =>
  h(Dialog, {
    title: t("ui.help.title"),
    onClose,
    children: html`
      <dl class="help">
        ${(KEYS[screen] ?? []).map(
          ([key, what]) => html`<div>
            <dt><kbd>${key === "Space" ? t("ui.key.space") : key}</kbd></dt>
            <dd>${t(`ui.help.${what}`)}</dd>
          </div>`,
        )}
      </dl>
      ${
        STOPS[screen] &&
        html`<p>
          ${h(Button, { label: t("ui.tour.again"), icon: "chevron-right", onPress: onTour })}
          <a class="button quiet" href=${`/manual/${screen}`} target="_blank">
            ${t("ui.help.manual")}
          </a>
        </p>`
      }
      ${has(`ui.hint.${seat}`) && html`<p class="hint">${t(`ui.hint.${seat}`)}</p>`}
    `,
  });
