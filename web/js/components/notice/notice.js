/** Passing notices. They are read out politely, once, and never take the focus. */
import { h } from "preact";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../page.js").Tone} Tone */
/** @type {Record<Tone, import("../icon/icon.js").IconName>} */
const SIGN = { ok: "circle-check", info: "message-square", warn: "alert-triangle", bad: "alert-triangle" };

/** @param {{toasts: readonly {id: number, tone: Tone, text: string}[], onDismiss: (id: number) => void}} props */
export const Toasts = ({ toasts, onDismiss }) =>
  html`<div class="toasts" role="status" aria-live="polite">
    ${toasts.map(
      (toast) => html`<div key=${toast.id} class=${`toast notice ${toast.tone}`}>
        ${h(Icon, { name: SIGN[toast.tone] })}<span>${toast.text}</span>
        <button type="button" class="button quiet small" onClick=${() => onDismiss(toast.id)}>
          ${h(Icon, { name: "x" })}<span class="visually-hidden">${t("ui.notice.dismiss")}</span>
        </button>
      </div>`,
    )}
  </div>`;
