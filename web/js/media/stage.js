/** The stage: the picture that all see, or in words why there is none and what becomes of it. */
import { h } from "preact";

import { html } from "../html.js";
import { t } from "../words.js";
import { Picture } from "./picture.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("./desk.js").Desk} Desk */

/**
 * Whose picture this page is sent: of who has the floor or was interrupted; of the hall where that
 * is nobody, or oneself.
 * @param {Page} page
 */
function shownTo({ store, site, role }) {
  const floor = store.get("floor");
  const shown = floor?.speech ?? floor?.interrupted?.at(-1);
  return shown?.site && !(role === "site" && shown.site === site) ? shown : null;
}

/** Why there is the sound alone, if so it is. @param {Page} page @param {Desk} desk */
export function whyAlone(page, { thin, alone, state }) {
  if (state.value !== "on" || page.store.get("conference")?.phase === "break") return "";
  if (thin.value) return t("ui.media.thin");
  const shown = shownTo(page);
  const { hall = false, sites = [] } = alone.value;
  if (shown ? !sites.includes(shown.site ?? "") : !hall || page.role === "screen") return "";
  return t("ui.media.alone", { name: shown?.speaker ?? t("ui.lines.hall") });
}

/**
 * What is not sent is black at the far end, so that words stand in its place; where it is too small
 * for them they stand `beside` it.
 * @param {{page: Page, desk: Desk, card: string, beside?: boolean}} props
 */
export function Stage({ page, desk, card, beside = false }) {
  const why = whyAlone(page, desk);
  return html`${h(Picture, {
    stream: why ? null : desk.picture.value,
    label: t("ui.media.stage"),
    card: beside ? card : why || card,
    look: `is-stage${why ? " is-told" : ""}`,
  })}`;
}
