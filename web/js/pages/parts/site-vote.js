/** A vote as a site is asked. */
import { h } from "preact";

import { useBroughtUp } from "../../brought-up.js";
import { Ballot, Vote } from "../../components/vote/vote.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { currentItem } from "./frame.js";
import { votesOf } from "./open.js";
import { VoteNow } from "./vote-now.js";

/** @typedef {import("../../page.js").Page} Page */

/**
 * What a site is asked, or what its last vote came to while the item lasts.
 * @param {{page: Page, me: import("../../contract.js").Me}} props
 */
export function SiteVote({ page, me }) {
  const vote = votesOf(page)[0];
  const asked = useBroughtUp(me.voted ? "" : String(me.vote ?? ""), "");
  if (!vote) return null;
  const mine = me.vote === vote.no;
  if (vote.state === "open" && !mine)
    return html`<section class="card">
      ${h(VoteNow, { vote })}
      <p class="hint">${t("refusal.not_an_elector")}</p>
    </section>`;
  if (!mine)
    return vote.item === currentItem(page)?.id
      ? html`<details class="card" open>
          <summary>${t("ui.vote.over", { text: vote.text })}</summary>
          ${h(Vote, { vote })}
        </details>`
      : null;
  return html`<section class=${`card act-now${me.voted ? "" : " is-called"}`} ref=${asked}>
    <h2>${t(me.voted ? "ui.vote.title" : "ui.vote.please")}</h2>
    ${h(VoteNow, { vote })}
    ${h(Ballot, {
      key: vote.no,
      vote,
      voted: me.voted ?? false,
      blocked: page.blocked(),
      onCast: (choice) => page.act("cast_vote", { vote: vote.no, choice: place(vote, choice) }),
    })}
  </section>`;
}

/**
 * Where a choice stands among the others: as long for one as for another.
 * @param {import("../../contract.js").VoteView} vote
 * @param {string} choice
 */
const place = (vote, choice) => String(vote.choices.indexOf(choice)).padStart(2, "0");
