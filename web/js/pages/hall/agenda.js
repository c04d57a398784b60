/** The agenda on the hall screen: what is being dealt with and what comes next. */
import { html } from "../../html.js";
import { t } from "../../words.js";
import { itemsOf } from "../parts/frame.js";

/** @typedef {import("../../page.js").Page} Page */

/** Letters that are read from the back of a room; more is a list to look for one's place in. */
const LETTERS = 600;

/** @param {{page: Page}} props */
export function Agenda({ page }) {
  const current = page.store.get("agenda")?.current;
  const items = itemsOf(page).filter((item) => item.id === current || item.state === "planned");
  const shown = first(items);
  const more = items.length - shown.length;
  return html`<ol class="plain hall-agenda">
    ${shown.map(
      (item) => html`<li
        key=${item.id}
        class=${item.id === current ? "is-current" : ""}
        aria-current=${item.id === current ? "true" : undefined}
      >
        ${item.id === current ? "▶ " : ""}${item.number}. ${item.title}
      </li>`,
    )}
    ${more > 0 && html`<li>${t("ui.hall.more_items", { n: more })}</li>`}
  </ol>`;
}

/**
 * As many as there is room for, and at least one.
 * @param {readonly import("../../contract.js").ItemView[]} items
 */
function first(items) {
  let letters = 0;
  return items.filter((item, n) => (letters += item.title.length) <= LETTERS || n === 0);
}
