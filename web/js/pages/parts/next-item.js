/** No item is current: the one press is to start the next. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { nextItem } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function NextItem({ page }) {
  const next = nextItem(page);
  if (typeof next === "string") return html`<p class="empty">${next}</p>`;
  return html`<div class="stack">
    <p>${t("ui.agenda.next")} <strong>${next.number}. ${next.title}</strong></p>
    ${h(Button, {
      label: t("ui.agenda.start", { n: next.number }),
      icon: "play",
      look: "primary big wide",
      blocked: page.blocked(),
      onPress: () => page.act("start_item", { item: next.id }),
    })}
  </div>`;
}
