/** A closed vote on a clause, put into the table of its draft by one press. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { sendPaper } from "../../live/papers.js";
import { refusal, t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").VoteView} VoteView */

/** @param {{page: Page, vote: VoteView}} props */
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
