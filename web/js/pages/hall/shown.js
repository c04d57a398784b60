/** What the middle of the hall screen shows: as the operator or the chair chose it. */
import { h } from "preact";

import { html } from "../../html.js";
import { later } from "../../later.js";
import { FloorPart } from "../parts/floor.js";
import { currentItem } from "../parts/frame.js";
import { VoteNow } from "../parts/vote-now.js";
import { focusOf } from "../parts/clauses.js";
import { Agenda } from "./agenda.js";
import { boardShows } from "./board.js";
import { Figures } from "./figures.js";
import { Quiet } from "./quiet.js";
import { RollCall } from "./roll-call.js";

const BoardAloud = later(() => import("../parts/board.js").then((part) => part.BoardAloud));
const Aloud = later(() => import("../parts/draft.js").then((part) => part.Aloud));

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").OnScreen} OnScreen */

/** @type {Readonly<Record<OnScreen, (props: {page: Page}) => any>>} */
const PARTS = {
  floor: Floor,
  agenda: Agenda,
  roll_call: RollCall,
  vote: VotePart,
  figures: Figures,
  message: (props) => h(Message, props),
  blank: () => null,
};

/** @param {{page: Page, shown: OnScreen}} props */
export const Shown = ({ page, shown }) => h(PARTS[shown], { page });

/**
 * The clause under discussion, else whoever speaks; else what there is to say instead.
 * @param {{page: Page}} props
 */
function Floor({ page }) {
  const item = currentItem(page);
  if (focusOf(page)) return h(Clause, { page });
  if (boardShows(page)) return h(Board, { page });
  return html`
    ${item && html`<p class="hall-item">${item.number}. ${item.title}</p>`}
    ${page.store.get("floor")?.speech ? h(FloorPart, { page, big: true }) : h(Quiet, { page })}
  `;
}

/** What everybody may know of it. @param {{page: Page}} props */
const Clause = ({ page }) =>
  html`<div class="hall-clause" role="group" aria-label=${focusOf(page)?.label ?? ""}>
    ${h(Aloud, { page })}
  </div>`;

/** @param {{page: Page}} props */
const Board = ({ page }) =>
  html`<div class="hall-clause hall-board">${h(BoardAloud, { page })}</div>`;

/** @param {{page: Page}} props */
function VotePart({ page }) {
  const no = page.store.get("screen")?.vote;
  const vote = no ? page.store.get("vote", no) : undefined;
  return vote ? h(VoteNow, { vote, big: true }) : null;
}

/** @param {{page: Page}} props */
const Message = ({ page }) =>
  html`<p class="hall-message as-written">${page.store.get("screen")?.text ?? ""}</p>`;
