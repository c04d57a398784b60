/**
 * The strip of notices: one line in a place of its own, so that nothing is ever covered. What is
 * worst stands first, then what is newest. They are read out politely, once, and never take the
 * focus; while there is none the strip says what the page wants to say quietly.
 */
import { h } from "preact";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../page.js").Tone} Tone */
/** @typedef {import("../../page.js").Toast} Toast */
/** @type {Record<Tone, import("../icon/icon.js").IconName>} */
const SIGN = {
  ok: "circle-check",
  info: "message-square",
  warn: "alert-triangle",
  bad: "alert-triangle",
};
/** @type {readonly Tone[]} */
const WORST_FIRST = ["bad", "warn", "ok", "info"];

/** @param {readonly Toast[]} toasts @returns {Toast[]} */
export const inOrder = (toasts) =>
  [...toasts].sort(
    (a, b) => WORST_FIRST.indexOf(a.tone) - WORST_FIRST.indexOf(b.tone) || b.id - a.id,
  );

/**
 * @param {object} props
 * @param {readonly Toast[]} props.toasts
 * @param {(id: number) => void} props.onDismiss
 * @param {import("preact").ComponentChildren} [props.children]
 */
export function Toasts({ toasts, onDismiss, children }) {
  const [first, ...others] = inOrder(toasts);
  return html`<aside
    class=${`strip${first ? ` is-${first.tone}` : ""}`}
    aria-label=${t("ui.notice.title")}
  >
    <div class="strip-said" role="status" aria-live="polite">
      ${
        first &&
        html`<p key=${first.id} class="strip-words" title=${first.text}>
          ${h(Icon, { name: SIGN[first.tone] })} <span>${first.text}</span>
        </p>`
      }
    </div>
    ${
      first
        ? html`<button
          type="button"
          class="button quiet small"
          onClick=${() => onDismiss(first.id)}
        >
          ${
            others.length > 0 &&
            html`<span class="tabular">${t("ui.notice.more", { n: others.length })}</span>`
          }
          ${h(Icon, { name: "x" })}
          <span class="visually-hidden">${t("ui.notice.dismiss")}</span>
        </button>`
        : children
    }
  </aside>`;
}
