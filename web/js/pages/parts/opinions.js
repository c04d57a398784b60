/** Written opinions, item by item, for chair and secretary. */
import { h } from "preact";

import { LongText } from "../../components/long-text/long-text.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { itemsOf } from "./frame.js";
import { TakeDown } from "./spoken.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").ItemView} ItemView */
/** @typedef {import("../../contract.js").OpinionView} OpinionView */

/** @param {{page: Page}} props */
export function OpinionsPart({ page }) {
  const all = page.store.each("opinion");
  if (all.length === 0) return html`<p class="empty">${t("ui.opinion.none")}</p>`;
  return html`<div class="stack tight">
    ${itemsOf(page).map((item) =>
      h(OfItem, {
        key: item.id,
        page,
        item,
        opinions: all.filter((each) => each.item === item.id),
      }),
    )}
  </div>`;
}

/** @param {{page: Page, item: ItemView, opinions: readonly OpinionView[]}} props */
const OfItem = ({ page, item, opinions }) =>
  opinions.length === 0
    ? null
    : html`<section>
      <h3>${item.number}. ${item.title} <span class="muted">(${opinions.length})</span></h3>
      <ul class="plain">
        ${opinions.map(
          (each) => html`<li key=${each.id} class="message">
            <p class="message-head">
              <strong>${each.name}</strong> <time class="muted">${clock(each.at)}</time>
            </p>
            <p class="message-text">
              ${h(LongText, { text: each.text, length: each.length, at: `opinion/${each.id}` })}
            </p>
            ${
              page.role === "secretary" &&
              h(TakeDown, { page, saying: { item: item.id, of: "opinion", id: each.id } })
            }
          </li>`,
        )}
      </ul>
    </section>`;
