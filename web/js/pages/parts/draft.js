/** The draft on the current item: which clause is discussed, and what is said of it. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { ClauseBar, ClauseList, ClauseText } from "../../components/draft-clause/draft-clause.js";
import { html } from "../../html.js";
import { data, piece } from "../../live/pieces.js";
import { t } from "../../words.js";
import { clausesOf, focusOf } from "./clauses.js";
import "./discussing.js";
import { blockedBy, passes } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../components/draft-clause/draft-clause.js").Weight} Weight */

/** @param {Page} page @param {string} item */
const addressOf = ({ meeting }, item) =>
  `/conferences/${encodeURIComponent(meeting)}/drafts/${encodeURIComponent(item)}`;

/** What the consultation made of speeches: more of it, whenever the secretary takes one down. */
export const notedOf = (/** @type {Page} */ { store }) =>
  [...store.each("speech"), ...[store.get("floor")?.speech ?? []].flat()].flatMap(
    (each) => each.comments ?? [],
  );

/** Milliseconds over which many screens ask, which are all told of another clause at once. */
const SPREAD = 800;

/**
 * The clause before the room as the server draws it for us; again when somebody has said more.
 * @param {Page} page
 * @returns {{body: string | null, gone: boolean}}
 */
function useAloud(page) {
  const draft = page.store.get("draft");
  const focus = draft?.focus ?? "";
  const said = notedOf(page).length;
  const at = draft && focus ? `${addressOf(page, draft.item)}/clauses/${focus}` : "";
  const [got, take] = useState(
    /** @type {{at: string, body: string | null}} */ ({ at: "", body: null }),
  );
  useEffect(() => {
    if (!at) return undefined;
    let waits = true;
    const ask = async () => {
      const body = await piece(at);
      if (waits) take({ at, body });
    };
    const timer = setTimeout(ask, page.screen === "site" ? Math.random() * SPREAD : 0);
    return () => {
      waits = false;
      clearTimeout(timer);
    };
  }, [at, said, draft?.version]);
  const there = got.at === at;
  return { body: there ? got.body : null, gone: there && got.body === null };
}

/** What stands of the clause before the room. @param {{page: Page}} props */
export const Aloud = ({ page }) => h(ClauseText, useAloud(page));

/**
 * How much was written on each clause: a hall that chooses asks once for every item.
 * @param {Page} page
 * @param {boolean} asks
 * @returns {(clause: string) => Weight | undefined}
 */
function useWeights(page, asks) {
  const draft = page.store.get("draft");
  const at = asks && draft ? `${addressOf(page, draft.item)}/weights` : "";
  const [weights, take] = useState(/** @type {Map<string, Weight>} */ (new Map()));
  useEffect(() => {
    if (!at) return;
    void data(at).then((all) => {
      take(new Map((all ?? []).map((/** @type {any} */ each) => [each.clause, each])));
    });
  }, [at, draft?.version, draft?.focus]);
  return (clause) => weights.get(clause);
}

/**
 * For the hall: the list of clauses and the one that is before the room; whoever may puts another
 * there.
 * @param {{page: Page}} props
 */
export function DraftPart({ page }) {
  const { store } = page;
  const draft = store.get("draft");
  const weightOf = useWeights(page, true);
  if (!draft) return null;
  const clauses = clausesOf(page);
  const focus = draft.focus ?? null;
  const may = passes(page, "focus_clause");
  const blocked = blockedBy(page, "focus_clause");
  const onFocus = (/** @type {string | null} */ clause) =>
    page.act("focus_clause", { item: draft.item, clause });
  return html`<div class="draft-desk">
    <div class="draft-head">
      ${h(ClauseBar, { clauses, focus, blocked, onFocus })}
      <p class="muted">
        <a href=${`/consultations/${draft.consultation}`} target="_blank" rel="noopener">
          ${draft.title}
        </a>
        ${" "}${t("ui.clause.version", { n: draft.version })}
      </p>
    </div>
    <div class="draft-clauses">
      ${h(ClauseList, {
        clauses,
        focus,
        tallyOf: (clause) => draft.tally?.find((each) => each.clause === clause),
        weightOf,
        blocked,
        ...(may ? { onFocus } : {}),
      })}
    </div>
    <div class="draft-aloud" role="group" tabindex="0" aria-label=${t("ui.clause.said")}>
      ${focus ? h(Aloud, { page }) : html`<p class="empty">${t("ui.clause.choose")}</p>`}
    </div>
  </div>`;
}

/** For a site: the clause before the room, and what was said of it. @param {{page: Page}} props */
export function DraftCard({ page }) {
  const mark = focusOf(page);
  if (!mark) return null;
  return html`<section class="card stack tight">
    <h2 class="card-title">${t("ui.clause.now", { clause: mark.label })}</h2>
    ${h(Aloud, { page })}
  </section>`;
}

/**
 * What was taken down of this site waits for its yes: the server says how many, and where.
 * Asked again whenever the conference has noted another.
 * @param {{page: Page}} props
 */
export function WaitingWords({ page }) {
  const [words, take] = useState("");
  const noted = notedOf(page).length;
  useEffect(() => {
    let waits = true;
    void piece(`/conferences/${encodeURIComponent(page.meeting)}/spoken/waiting`).then(
      (said) => waits && take(said ?? ""),
    );
    return () => {
      waits = false;
    };
  }, [noted]);
  return html`<div dangerouslySetInnerHTML=${{ __html: words }} />`;
}
