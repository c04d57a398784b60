/** Before a round: whom it calls, in which order, and what becomes of those who wait. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Confirm } from "../../components/dialog/dialog.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { currentQueue } from "./frame.js";
import { passes } from "./offers.js";
import { roundOrder, speakingInRound } from "./round-order.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").RoundScope} RoundScope */

/** @type {readonly RoundScope[]} */
const SCOPES = ["all", "unspoken"];

/** @param {{page: Page, onClose: () => void}} props */
export function StartRound({ page, onClose }) {
  const offered = SCOPES.filter((each) => passes(page, "start_round", "scope", each));
  const [scope, choose] = useState(offered[0] ?? "all");
  const order = roundOrder(page, scope);
  const speaking = speakingInRound(page);
  const waiting = (currentQueue(page)?.order ?? []).length;
  return h(Confirm, {
    title: t("ui.round.ask"),
    text: speaking ? t("ui.round.after", { who: speaking.name }) : t("ui.round.from_first"),
    label: t("act.start_round"),
    onClose,
    onYes: () => page.act("start_round", { scope }),
    children: html`
      <div class="segments" role="group" aria-label=${t("ui.round.whom")}>
        ${offered.map(
          (each) => html`<button
            key=${each}
            type="button"
            class="button small"
            aria-pressed=${String(each === scope)}
            onClick=${() => choose(each)}
          >
            ${t(`ui.round.scope.${each}`, { n: roundOrder(page, each).length })}
          </button>`,
        )}
      </div>
      <ol class="round-order" tabindex="0" aria-label=${t("ui.round.order")}>
        ${order.map((site) => html`<li key=${site.code}>${site.name}</li>`)}
      </ol>
      <p>${t(waiting ? "ui.round.queue" : "ui.round.no_queue", { n: waiting })}</p>
    `,
  });
}
