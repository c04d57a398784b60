/** Who speaks and how long, in one line, where the hall looks at something else. */
import { html } from "../../html.js";
import { countdown, now } from "../../state/now.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function SpeakingPart({ page }) {
  const speech = page.store.get("floor")?.speech;
  if (!speech) return null;
  const warning = page.store.get("conference")?.warning ?? 60;
  return html`<p class="next">
    <span class="next-label">${t("ui.hall.speaking")}</span>
    <span class="strong">${speech.speaker}</span>
    <span class="tabular strong">${countdown(speech, now.value, warning).text}</span>
  </p>`;
}
