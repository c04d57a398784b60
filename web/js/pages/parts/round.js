/** The round on the chair's console. */
import { h } from "preact";

import { RoundBoard } from "../../components/round-board/round-board.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { believes } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function RoundPart({ page }) {
  const round = page.store.get("round");
  if (!round) return html`<p class="empty">${t("refusal.no_round")}</p>`;
  return h(RoundBoard, {
    round,
    blocked: page.blocked(),
    acts: {
      onCall: (site) => page.act("call_in_round", { site, believes: believes(page) }),
      onSkip: (site) => page.act("skip_in_round", { site }),
    },
  });
}
