/** What somebody said or handed in is taken down as a comment on the draft. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Dialog } from "../../components/dialog/dialog.js";
import { html } from "../../html.js";
import { sendForm, sendPaper } from "../../live/papers.js";
import { part } from "../../live/pieces.js";
import { refusal, t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").VoteView} VoteView */
/** @typedef {{item: string, of: "speech" | "opinion", id: string}} Saying */

/**
 * The button, where there is a draft to speak of.
 * @param {{page: Page, saying: Saying}} props
 */
export function TakeDown({ page, saying }) {
  const [open, setOpen] = useState(false);
  if (!page.store.get("item", saying.item)?.draft) return null;
  return html`
    ${h(Button, {
      label: t(saying.of === "speech" ? "ui.clause.take_down" : "ui.clause.make_comment"),
      icon: "message-square",
      look: "small",
      blocked: page.blocked(),
      onPress: () => setOpen(true),
    })}
    ${open && h(TakingDown, { page, saying, onClose: () => setOpen(false) })}
  `;
}

/** @param {Page} page @param {Saying} saying */
const addressOf = ({ meeting }, { item, of, id }) =>
  `/conferences/${encodeURIComponent(meeting)}/drafts/${encodeURIComponent(item)}/comments?` +
  new URLSearchParams({ [of]: id }).toString();

/**
 * The form as the server draws it: which clauses there are, and what the site has sent before.
 * @param {{page: Page, saying: Saying, onClose: () => void}} props
 */
function TakingDown({ page, saying, onClose }) {
  const [form, take] = useState(/** @type {string | null | undefined} */ (undefined));
  const [wrong, tell] = useState("");
  useEffect(() => {
    void part(addressOf(page, saying), "spoken").then(take);
  }, []);
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const answer = await sendForm(page, event.target);
    if (!answer.ok) return tell(refusal(answer.code ?? ""));
    page.say("ok", t("ui.clause.taken_down", { code: answer.said?.code ?? "" }));
    return onClose();
  };
  return h(Dialog, {
    title: t("ui.clause.take_down"),
    onClose,
    children: html`
      ${form === undefined && html`<p class="empty" role="status">${t("ui.loading")}</p>`}
      ${form === null && html`<p class="error" role="alert">${t("ui.clause.not_asked")}</p>`}
      ${form && html`<div onSubmit=${send} dangerouslySetInnerHTML=${{ __html: form }} />`}
      ${wrong && html`<p class="error" role="alert">${wrong}</p>`}
    `,
  });
}

/**
 * A spoken answer, or a proposal that is to be a statement, is entered at the register.
 * @param {{page: Page, speech: import("../../contract.js").SpeechView}} props
 */
export const IntoRegister = ({ page, speech }) =>
  html`<a
    class="button small"
    href=${`/conferences/${encodeURIComponent(page.meeting)}/speeches/${speech.no}/petitions`}
  >
    ${t("ui.board.into_register")}
  </a>`;

/**
 * A closed vote on a clause is put into the table of its draft.
 * @param {{page: Page, vote: VoteView}} props
 */
export function NoteVote({ page, vote }) {
  if (vote.state !== "closed" || !page.store.get("item", vote.item)?.draft) return null;
  const item = encodeURIComponent(vote.item);
  const note = async () => {
    const path = `/conferences/${page.meeting}/drafts/${item}/votes/${vote.no}`;
    const answer = await sendPaper(page, path, {});
    if (answer.ok) page.say("ok", t("ui.clause.vote_noted"));
    else page.say("bad", refusal(answer.code ?? ""));
  };
  return h(Button, {
    label: t("ui.clause.note_vote"),
    icon: "file-text",
    look: "small",
    blocked: page.blocked(),
    onPress: note,
  });
}
