/** What is asked before the hall acts for a speaker who phoned: withdrawn, or said otherwise. */
import { h } from "preact";

import { Confirm } from "../../components/dialog/dialog.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { ChangeRequest } from "./change-request.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").RequestView} RequestView */

/** @param {{page: Page, request: RequestView, gone: boolean, onClose: () => void}} props */
export function PhonedQuestion({ page, request, gone, onClose }) {
  if (!gone) return h(ChangeRequest, { page, request, onClose });
  return h(Confirm, {
    title: t("ui.queue.withdraw_for"),
    text: t("ui.queue.withdraw_words"),
    label: t("ui.queue.withdraw_for"),
    onClose,
    onYes: () => page.act("withdraw", { request: request.id }),
    children: html`<p class="strong">${request.speaker}</p>`,
  });
}
