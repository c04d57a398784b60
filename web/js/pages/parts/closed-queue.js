/** A queue that is closed, on the page of a site that has something left to say. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { itemsFor } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/** Nobody is put down any more; what is left to say is written. @param {{page: Page}} props */
export function Closed({ page }) {
  const writes = itemsFor(page, "hand_in_opinion").length > 0;
  return html`<div class="notice warn stack tight" role="status">
    <p>${t("ui.me.closed")}</p>
    ${
      writes &&
      html`<p>
        ${h(Button, { label: t("ui.me.write_instead"), icon: "send", onPress: toOpinion })}
      </p>`
    }
  </div>`;
}

/** Opens the card further down, and puts the hand where the words go. */
function toOpinion() {
  const card = document.querySelector("details#opinion");
  if (!(card instanceof HTMLDetailsElement)) return;
  card.open = true;
  card.scrollIntoView({ block: "center" });
  writeIn(card);
}

const SOON = 50;
/** What stands in a card may still be on its way. @param {Element} card */
function writeIn(card, tries = 100) {
  const words = card.querySelector("textarea");
  if (words) words.focus();
  else if (tries) setTimeout(() => writeIn(card, tries - 1), SOON);
}
