/** Asked once before a draft of a conclusion is dropped: its words are gone. */
import { h } from "preact";

import { Confirm } from "../../components/dialog/dialog.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").ConclusionView} ConclusionView */

/** @param {{page: Page, conclusion: ConclusionView, onClose: () => void}} props */
export const DropConclusion = ({ page, conclusion, onClose }) =>
  h(Confirm, {
    title: `${t("act.drop_conclusion")} ${conclusion.number}`,
    text: t("ui.conclusion.drop_words"),
    label: t("act.drop_conclusion"),
    onClose,
    onYes: () => page.act("drop_conclusion", { conclusion: conclusion.id }),
    children: html`<blockquote>${conclusion.text}</blockquote>`,
  });
