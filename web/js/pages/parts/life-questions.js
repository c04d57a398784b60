/** What is asked before the conference itself goes on, pauses, ends or changes hands. */
import { h } from "preact";

import { Confirm } from "../../components/dialog/dialog.js";
import { clock, upcoming } from "../../format.js";
import { html } from "../../html.js";
import { second } from "../../state/now.js";
import { t } from "../../words.js";
import { AskFor, FormDialog } from "./ask.js";
import { leftOpen } from "./left.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {{page: Page, onClose: () => void}} Asking */

const HOUR = 3_600_000;
const A_BREAK = 15 * 60_000;

/** All that is still open is named first, and ends with the conference. @param {Asking} props */
export function End({ page, onClose }) {
  const left = leftOpen(page);
  return h(Confirm, {
    title: t("ui.life.end"),
    text: t(left.length ? "ui.life.end_all" : "ui.life.end_words"),
    label: t("act.end_conference"),
    onClose,
    onYes: () => page.act("end_conference", { finish: true }),
    children:
      left.length > 0 &&
      html`<ul class="left-open">${left.map((each) => html`<li key=${each}>${each}</li>`)}</ul>`,
  });
}

/** @param {Asking} props */
export const Cancel = ({ page, onClose }) =>
  h(AskFor, {
    title: t("ui.life.cancel"),
    field: t("ui.reason"),
    label: t("act.cancel_conference"),
    onClose,
    onDone: (reason) => page.tryAct("cancel_conference", { reason }),
  });

/** @param {Asking} props */
export const Reopen = ({ page, onClose }) =>
  h(AskFor, {
    title: t("act.reopen_conference"),
    field: t("ui.reason"),
    label: t("act.reopen_conference"),
    onClose,
    onDone: (reason) => page.tryAct("reopen_conference", { reason }),
  });

/** @param {Asking} props */
export function HandOver({ page, onClose }) {
  const deputies = page.deputies ?? [];
  return h(FormDialog, {
    title: t("act.hand_console"),
    text: t("ui.life.hand_words"),
    label: t("act.hand_console"),
    onClose,
    fields: [
      {
        name: "login",
        label: t("ui.life.hand_name"),
        required: true,
        options: deputies.map((each) => ({ value: each.login, words: each.name })),
        value: deputies[0]?.login ?? "",
      },
      {
        name: "until",
        label: t("ui.life.hand_until"),
        kind: "time",
        value: clock(second.peek() + HOUR),
        required: true,
      },
    ],
    onDone: ({ login = "", until = "" }) =>
      page.tryAct("hand_console", {
        login,
        name: deputies.find((each) => each.login === login)?.name ?? login,
        until: upcoming(until, second.peek()),
      }),
  });
}

/** @param {Asking} props */
export const Break = ({ page, onClose }) =>
  h(FormDialog, {
    title: t("act.call_break"),
    text: t("ui.life.break_words"),
    label: t("act.call_break"),
    onClose,
    fields: [
      {
        name: "until",
        label: t("ui.life.break_until"),
        kind: "time",
        value: clock(second.peek() + A_BREAK),
      },
    ],
    onDone: ({ until = "" }) =>
      page.tryAct("call_break", until ? { until: upcoming(until, second.peek()) } : {}),
  });
