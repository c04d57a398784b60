/** What is asked about the queue, the vote and who speaks: until when, how much longer, whether. */
import { h } from "preact";

import { Confirm } from "../../components/dialog/dialog.js";
import { clock, upcoming } from "../../format.js";
import { second } from "../../state/now.js";
import { t } from "../../words.js";
import { FormDialog } from "./ask.js";
import { openVote } from "./open.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {{page: Page, onClose: () => void}} Asking */

const MINUTE = 60_000;

/** @param {Asking} props */
export function CloseQueue({ page, onClose }) {
  const item = page.store.get("agenda")?.current ?? "";
  return h(FormDialog, {
    title: t("ui.queue.close_at"),
    label: t("ui.queue.close_at"),
    onClose,
    fields: [
      {
        name: "at",
        label: t("ui.queue.closes_at"),
        kind: "time",
        value: clock(second.peek() + 10 * MINUTE),
        required: true,
      },
    ],
    onDone: ({ at = "" }) =>
      page.tryAct("close_queue", { item, closes_at: upcoming(at, second.peek()) }),
  });
}

/** What was voted so far is the result, and no vote comes after it. @param {Asking} props */
export function CloseVote({ page, onClose }) {
  const vote = openVote(page);
  if (!vote) return null;
  return h(Confirm, {
    title: t("act.close_vote"),
    text: t("ui.vote.close_words", { n: vote.cast ?? 0, of: vote.electors }),
    label: t("act.close_vote"),
    onClose,
    onYes: () => page.act("close_vote", { vote: vote.no }),
  });
}

/** @param {Asking} props */
export function Extend({ page, onClose }) {
  const speech = page.store.get("floor")?.speech;
  if (!speech) return null;
  return h(FormDialog, {
    title: t("ui.floor.more_any"),
    text: speech.speaker,
    label: t("ui.floor.more_any"),
    onClose,
    fields: [
      {
        name: "minutes",
        label: t("ui.me.minutes"),
        kind: "number",
        min: 1,
        max: 60,
        value: "3",
        required: true,
      },
    ],
    onDone: ({ minutes = "" }) =>
      page.tryAct("extend_speech", { speech: speech.no, seconds: 60 * Number(minutes) }),
  });
}
