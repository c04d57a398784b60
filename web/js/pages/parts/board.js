/** The board of petitions on the current item: its figures, and the petition before the room. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { PetitionBar, PetitionLines } from "../../components/petition-list/petition-list.js";
import { ClauseText } from "../../components/draft-clause/draft-clause.js";
import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { piece } from "../../live/pieces.js";
import { t } from "../../words.js";
import "./discussing.js";
import { believes } from "./frame.js";
import { blockedBy, passes } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").BoardedPetition} BoardedPetition */

/** Milliseconds over which many screens ask, which are all told of another petition at once. */
const SPREAD = 800;

/** @param {Page} page @param {string} item */
const addressOf = ({ meeting }, item) =>
  `/conferences/${encodeURIComponent(meeting)}/boards/${encodeURIComponent(item)}`;

/**
 * A piece as the server draws it for us; again when the board is renewed.
 * @param {Page} page
 * @param {string} at
 * @returns {{body: string | null, gone: boolean}}
 */
function usePiece(page, at) {
  const since = page.store.get("board")?.at;
  const [got, take] = useState(
    /** @type {{at: string, body: string | null}} */ ({ at: "", body: null }),
  );
  useEffect(() => {
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
  }, [at, since]);
  const there = got.at === at;
  return { body: there ? got.body : null, gone: there && got.body === null };
}

/** The petition before the room, else the figures. @param {{page: Page}} props */
export function BoardAloud({ page }) {
  const board = page.store.get("board");
  const at = board ? addressOf(page, board.item) : "";
  return h(ClauseText, usePiece(page, board?.focus ? `${at}/petitions/${board.focus}` : at));
}

/** For the hall: whoever may puts one before the room, and calls who is to speak to it. */
export function BoardPart(/** @type {{page: Page}} */ { page }) {
  const board = page.store.get("board");
  if (!board) return null;
  const focus = board.focus ?? null;
  const blocked = blockedBy(page, "focus_petition");
  const may = passes(page, "focus_petition");
  const onFocus = (/** @type {string | null} */ petition) =>
    page.act("focus_petition", { item: board.item, petition });
  return html`<div class="draft-desk">
    <div class="draft-head">
      ${h(PetitionBar, { petitions: board.petitions, focus, blocked, onFocus })}
      ${page.role === "secretary" && h(Conclude, { page, item: board.item, focus })}
      ${focus && h(Calls, { page, petition: board.petitions.find((each) => each.code === focus) })}
    </div>
    <div class="draft-clauses">
      ${h(PetitionLines, {
        petitions: board.petitions,
        focus,
        blocked,
        ...(may ? { onFocus } : {}),
      })}
    </div>
    <div class="draft-aloud" role="group" tabindex="0" aria-label=${t("ui.board.told")}>
      ${h(BoardAloud, { page })}
    </div>
  </div>`;
}

/**
 * A conclusion is drawn from it.
 * @param {{page: Page, item: string, focus: string | null}} props
 */
function Conclude({ page, item, focus }) {
  const about = focus ? `?petition=${encodeURIComponent(focus)}` : "";
  return html`<a class="button small" href=${`${addressOf(page, item)}/conclusion${about}`}>
    ${t("ui.board.conclude")}
  </a>`;
}

/** The sites that are concerned, its lead first. */
function Calls(/** @type {{page: Page, petition: BoardedPetition | undefined}} */ props) {
  const { page, petition } = props;
  const sites = petition?.sites ?? [];
  const callable = sites.filter((site) => passes(page, "call_on_petition", "site", site));
  if (callable.length === 0) return null;
  return html`<div class="row" role="group" aria-label=${t("act.call_on_petition")}>
    ${callable.map((site) =>
      h(Button, {
        key: site,
        label: t("ui.board.call", { site: page.store.get("site", site)?.name ?? site }),
        icon: "mic",
        look: "small",
        blocked: page.blocked(),
        onPress: () => page.act("call_on_petition", { site, believes: believes(page) }),
      }),
    )}
  </div>`;
}

/** For a site: what is before the room, or the figures. @param {{page: Page}} props */
export function BoardCard({ page }) {
  const focus = page.store.get("board")?.focus;
  const title = focus ? t("ui.board.now", { petition: focus }) : t("ui.tab.board");
  return html`<section class="card stack tight">
    <h2 class="card-title">${title}</h2>
    ${h(BoardAloud, { page })}
  </section>`;
}
