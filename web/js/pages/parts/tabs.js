/** What the middle of the console shows: the draft, the wall, the round, votes, words, papers. */
import { html } from "../../html.js";
import { t } from "../../words.js";
import { draftsOf, unapproved } from "./approval.js";
import { counted } from "./counted.js";
import { over } from "./offers.js";
import { openVote, wordsOf } from "./open.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {"draft" | "wall" | "round" | "votes" | "papers" | "words"} Tab */

/** A draft or a board on the current item. @param {Page} page */
export const lies = ({ store }) => store.get("draft") ?? store.get("board");

/** What is shown until somebody chooses. @param {Page} page @returns {Tab} */
export function firstTab(page) {
  if (over(page)) return "papers";
  if (page.store.get("round")) return "round";
  return lies(page) ? "draft" : "wall";
}

/** @param {Page} page */
export const lyingTab = ({ store }) => t(store.get("draft") ? "ui.tab.draft" : "ui.tab.board");

/** @param {{page: Page, shown: Tab, show: (tab: Tab) => void}} props */
export function Tabs({ page, shown, show }) {
  const round = page.store.get("round");
  const vote = openVote(page);
  const papers = draftsOf(page).length + (unapproved(page) ? 1 : 0);
  const tabs = /** @type {const} */ ([
    ...(lies(page) ? [/** @type {const} */ (["draft", lyingTab(page)])] : []),
    ["wall", t("ui.tab.wall")],
    ...(round ? [/** @type {const} */ (["round", t("ui.tab.round")])] : []),
    [
      "votes",
      vote ? t("ui.tab.votes_open", { n: vote.cast ?? 0, of: vote.electors }) : t("ui.tab.votes"),
    ],
    ["words", t("ui.tab.words_counts", wordsOf(page))],
    ["papers", counted(t("ui.tab.papers"), "papers", papers)],
  ]);
  return html`<div class="tabs" role="group" aria-label=${t("ui.tab.title")}>
    ${tabs.map(
      ([name, words]) => html`<button
        key=${name}
        type="button"
        class="tab"
        aria-pressed=${String(shown === name)}
        onClick=${() => show(name)}
      >
        ${words}
      </button>`,
    )}
  </div>`;
}
