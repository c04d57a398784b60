/** A request of ours that was taken out of the queue by the chair, or settled by our sub-hub. */
import { h } from "preact";

import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../contract.js").Removal} Removal */

/** @param {{removal: Removal}} props */
export const Removed = ({ removal }) =>
  html`<p class="notice warn" role="status">
    ${h(Icon, { name: "alert-triangle" })} ${t(wordOf(removal), {
      kind: t(`kind.${removal.kind}`),
      reason: removal.reason,
    })}
  </p>`;

/** @param {Removal} removal */
function wordOf(removal) {
  if (!removal.by_sub_hub) return "ui.me.removed";
  return removal.answered ? "ui.below.answered" : "ui.below.declined";
}
