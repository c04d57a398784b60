/** Conclusions: written down as they are dictated, and what they still lack. */
import { h } from "preact";
import { useState } from "preact/hooks";

import {
  ConclusionCard,
  ConclusionEditor,
} from "../../components/conclusion-editor/conclusion-editor.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { findingSites, understanding } from "../../live/understood.js";
import { t } from "../../words.js";
import { currentItem } from "./frame.js";
import { over } from "./offers.js";
import { ConclusionSteps } from "./steps.js";

const DropConclusion = later(() =>
  import("./drop-conclusion.js").then((part) => part.DropConclusion),
);

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").ConclusionView} ConclusionView */

/**
 * What drafts still lack before they can be approved, said before anybody presses.
 * @param {{drafts: readonly import("../../contract.js").ConclusionView[]}} props
 */
export function Missing({ drafts }) {
  const lacking = drafts
    .map((each) => ({
      number: each.number,
      what: [
        ...(each.lead ? [] : [t("ui.papers.lead")]),
        ...(each.deadline || each.standing ? [] : [t("ui.papers.deadline")]),
      ],
    }))
    .filter((each) => each.what.length > 0);
  if (lacking.length === 0) return null;
  return html`<div class="notice warn" role="status">
    <p><strong>${t("ui.papers.missing")}</strong></p>
    <ul>
      ${lacking.map(
        (each) => html`<li key=${each.number}>
          ${t("ui.papers.missing_of", { n: each.number, what: each.what.join(", ") })}
        </li>`,
      )}
    </ul>
  </div>`;
}

/** The secretary writes conclusions as they are dictated. @param {{page: Page}} props */
export function ConclusionsPart({ page }) {
  const { store } = page;
  const [editing, edit] = useState(/** @type {string | null} */ (null));
  const [dropping, drop] = useState(/** @type {ConclusionView | null} */ (null));
  const blocked = page.blocked();
  const conclusions = store.each("conclusion").sort((a, b) => a.number - b.number);
  const bodies = store.each("site").map((site) => site.name);
  const shared = {
    understand: understanding(page.meeting),
    findSites: findingSites(page.meeting),
    bodies,
    blocked,
  };
  const current = currentItem(page);
  const settled = over(page) && conclusions.length > 0 && conclusions.every(isSettled);
  return html`<div class="stack">
    ${h(ConclusionSteps, { page })}
    ${h(Missing, { drafts: conclusions.filter((each) => each.state === "draft") })}
    <ol class="plain">
      ${conclusions.map((each) =>
        editing === each.id && each.state === "draft"
          ? html`<li key=${each.id} class="conclusion-edit">
            ${h(ConclusionEditor, {
              ...shared,
              conclusion: each,
              onSave: (text, seen, base) =>
                page.tryAct("edit_conclusion", { conclusion: each.id, text, seen, base }),
              onDrop: () => drop(each),
              onClose: () => edit(null),
            })}
          </li>`
          : h(ConclusionCard, { key: each.id, conclusion: each, onEdit: () => edit(each.id) }),
      )}
    </ol>
    ${h(settled ? Folded : Card, {
      title: t("ui.conclusion.new"),
      children: h(ConclusionEditor, {
        ...shared,
        item: current?.id ?? null,
        onSave: (text) => page.tryAct("draft_conclusion", { text }),
      }),
    })}
    ${dropping && h(DropConclusion, { page, conclusion: dropping, onClose: () => drop(null) })}
  </div>`;
}

/** @param {ConclusionView} conclusion */
const isSettled = ({ state }) => state !== "draft";

/** @typedef {{title: string, children: import("preact").ComponentChildren}} Titled */

/** @param {Titled} props */
const Card = ({ title, children }) =>
  html`<section class="card">
    <h3 class="card-title">${title}</h3>
    ${children}
  </section>`;

/** Possible, and hardly what anybody came for. @param {Titled} props */
const Folded = ({ title, children }) =>
  html`<details class="card">
    <summary>${title}</summary>
    ${children}
  </details>`;
