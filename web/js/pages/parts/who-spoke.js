/** The record has somebody else than spoke: the secretary corrects it, with a reason. */
import { h } from "preact";

import { t } from "../../words.js";
import { FormDialog } from "./ask.js";

/** @typedef {import("../../page.js").Page} Page */

/**
 * @param {{page: Page, speech: import("../../contract.js").SpeechView, onClose: () => void}} props
 */
export function CorrectSpeaker({ page, speech, onClose }) {
  const sites = page.store.each("site").map(({ code, name }) => ({ value: code, words: name }));
  return h(FormDialog, {
    title: t("act.correct_speaker"),
    text: t("ui.log.correct_words"),
    fields: [
      {
        name: "site",
        label: t("ui.request.who"),
        value: speech.site ?? "",
        options: [{ value: "", words: t("ui.request.person") }, ...sites],
      },
      { name: "name", label: t("ui.request.name"), hint: t("ui.request.person") },
      { name: "title", label: t("ui.request.title") },
      { name: "delegate", label: t("ui.ask.delegate"), value: speech.delegate ?? "" },
      { name: "reason", label: t("ui.reason"), required: true },
    ],
    label: t("act.correct_speaker"),
    onClose,
    onDone: ({ site = "", name = "", title = "", delegate = "", reason = "" }) =>
      page.tryAct("correct_speaker", {
        speech: speech.no,
        delegate,
        reason,
        ...(site ? { site } : { person: { name, title } }),
      }),
  });
}
