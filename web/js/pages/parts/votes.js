/** Votes at the table: the chair puts a question, everybody there watches it. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Vote } from "../../components/vote/vote.js";
import { clauseField } from "../../components/draft-clause/clause-field.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { AskFor, FormDialog } from "./ask.js";
import { clausesOf, focusOf } from "./clauses.js";
import { blockedBy } from "./offers.js";
import { openVote, votesOf } from "./open.js";
import { DismissResult } from "./screen-choice.js";
import { NoteVote } from "./spoken.js";
import { CloseVote } from "./turn-questions.js";
import { VoteNow } from "./vote-now.js";

/** @typedef {import("../../page.js").Page} Page */

/**
 * Of the console: put a question, watch it, close it; of the others at the table: watch.
 * @param {{page: Page, conducts?: boolean}} props
 */
export function VotesPart({ page, conducts = false }) {
  const [asked, ask] = useState(/** @type {"" | "open" | "close" | "annul"} */ (""));
  const all = votesOf(page);
  const open = openVote(page);
  const blocked = page.blocked();
  const close = () => ask("");
  return html`<div class="stack">
    ${
      conducts &&
      !open &&
      html`<div class="row">
        ${h(Button, {
          label: t("act.open_vote"),
          icon: "vote",
          blocked: blockedBy(page, "open_vote"),
          onPress: () => ask("open"),
        })}
      </div>`
    }
    ${
      open &&
      html`<div class="stack tight">
        ${h(VoteNow, { vote: open })}
        ${h(Lacking, { page })}
        ${
          conducts &&
          html`<div class="row">
            ${h(Button, {
              label: t("act.close_vote"),
              icon: "check",
              blocked,
              onPress: () => ask("close"),
            })}
            ${h(Button, {
              label: t("act.annul_vote"),
              look: "small quiet",
              blocked,
              onPress: () => ask("annul"),
            })}
          </div>`
        }
      </div>`
    }
    ${
      all.length === 0 &&
      html`<p class="empty">${t(conducts ? "ui.vote.none_yet" : "ui.vote.none")}</p>`
    }
    ${all
      .filter((vote) => vote !== open)
      .map(
        (vote) => html`<div key=${vote.no} class="vote-past stack tight">
          ${h(Vote, { vote })} ${h(DismissResult, { page, no: vote.no })}
          ${page.role === "secretary" && vote.clause && h(NoteVote, { page, vote })}
        </div>`,
      )}
    ${asked === "open" && h(OpenVote, { page, onClose: close })}
    ${asked === "close" && h(CloseVote, { page, onClose: close })}
    ${
      asked === "annul" &&
      open &&
      h(AskFor, {
        title: t("act.annul_vote"),
        text: open.text,
        field: t("ui.reason"),
        label: t("act.annul_vote"),
        onClose: close,
        onDone: (reason) => page.tryAct("annul_vote", { vote: open.no, reason }),
      })
    }
  </div>`;
}

/** Who has still to vote, for whoever phones them. @param {{page: Page}} props */
function Lacking({ page }) {
  const names = page.store
    .each("site")
    .filter((site) => site.voted === false)
    .map((site) => site.name);
  if (names.length === 0) return html`<p class="mark ok">${t("ui.vote.all_in")}</p>`;
  return html`<p class="muted">
    ${t("ui.vote.lacking", { n: names.length })} ${names.slice(0, SHOWN).join(", ")}
    ${names.length > SHOWN ? " …" : ""}
  </p>`;
}

/** Names of sites that fit beside a question. */
const SHOWN = 12;

/** @param {{page: Page, onClose: () => void}} props */
function OpenVote({ page, onClose }) {
  const kinds = /** @type {const} */ (["formal", "straw"]).map((value) => ({
    value,
    words: t(`vote_kind.${value}`),
  }));
  const clauses = clausesOf(page);
  const lengths = ["", "60", "120", "300"].map((value) => ({
    value,
    words: value ? t("ui.vote.minutes", { n: Number(value) / 60 }) : t("ui.vote.by_hand"),
  }));
  return h(FormDialog, {
    title: t("act.open_vote"),
    text: t("ui.vote.open_words", { n: page.store.get("counts")?.checked_in ?? 0 }),
    label: t("act.open_vote"),
    onClose,
    fields: [
      { name: "text", label: t("ui.vote.text"), kind: "area", required: true },
      { name: "kind", label: t("ui.vote.kind"), options: kinds, value: "formal" },
      { name: "secret", label: t("ui.vote.make_secret"), kind: "tick" },
      ...(clauses.length > 0 ? [clauseField(clauses, focusOf(page)?.id ?? "")] : []),
      {
        name: "choices",
        label: t("ui.vote.choices"),
        kind: "area",
        hint: t("ui.vote.choices_hint"),
      },
      { name: "seconds", label: t("ui.vote.closes"), options: lengths, value: "" },
    ],
    onDone: ({ text = "", kind = "", secret = "", choices = "", seconds = "", clause = "" }) =>
      page.tryAct("open_vote", {
        text,
        kind: kind === "straw" ? "straw" : "formal",
        secret: secret === "yes",
        choices: choices
          .split("\n")
          .map((each) => each.trim())
          .filter(Boolean),
        ...(seconds ? { seconds: Number(seconds) } : {}),
        ...(clause ? { clause } : {}),
      }),
  });
}
