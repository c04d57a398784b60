/** What is asked before the chair approves, and how a conclusion is set right. */
import { h } from "preact";

import { Confirm } from "../../components/dialog/dialog.js";
import { t } from "../../words.js";
import { approves, awaiting, draftsOf, withConclusions } from "./approval.js";
import { FormDialog } from "./ask.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").ConclusionView} ConclusionView */

/** @param {{page: Page, onClose: () => void}} props */
export function Approve({ page, onClose }) {
  const last = awaiting(page);
  if (!last) return null;
  const n = draftsOf(page).length;
  return h(Confirm, {
    title: `${approves(page)}?`,
    text: [
      ...(n ? [t("ui.papers.approve_conclusions_words", { n })] : []),
      t("ui.papers.approve_minutes_words"),
    ].join(" "),
    label: approves(page),
    onClose,
    onYes: () =>
      page.act("approve_minutes", { version: last.number, conclusions: withConclusions(page) }),
  });
}

/** While there is no draft of the minutes. @param {{page: Page, onClose: () => void}} props */
export const ApproveConclusions = ({ page, onClose }) =>
  h(Confirm, {
    title: t("ui.papers.approve_conclusions"),
    text: t("ui.papers.approve_conclusions_words", { n: draftsOf(page).length }),
    label: t("act.approve_conclusions"),
    onClose,
    onYes: () => page.act("approve_conclusions", {}),
  });

/** The words alone; all else stays as the secretary wrote it. */
export function SetRight(
  /** @type {{page: Page, conclusion: ConclusionView, onClose: () => void}} */
  { page, conclusion, onClose },
) {
  const { id, number, state, version, approved_by: _by, approved_at: _at, ...text } = conclusion;
  return h(FormDialog, {
    title: t("ui.papers.set_right", { n: number }),
    label: t("ui.save"),
    onClose,
    fields: [
      {
        name: "text",
        label: t("ui.conclusion.text"),
        kind: "area",
        value: conclusion.text,
        required: true,
      },
    ],
    onDone: (said) =>
      page.tryAct("edit_conclusion", {
        conclusion: id,
        text: { ...text, text: said.text ?? "" },
        seen: version,
        base: text,
      }),
  });
}
