/** That there is a break, and until when, or that it is over, in one line. */
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @param {{page: import("../../page.js").Page}} props */
export function PausedPart({ page }) {
  const { phase, break_until: until } = page.store.get("conference") ?? {};
  const back = phase === "break" && until ? t("ui.hall.back_at", { time: clock(until) }) : "";
  return html`<p class="next">
    <span class="strong">${t(phase === "break" ? "phase.break" : "phase.ended")}</span>
    ${back && html`<span>${back}</span>`}
  </p>`;
}
