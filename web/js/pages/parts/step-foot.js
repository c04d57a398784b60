/** The next step, as the one strong button of the chair's console. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { leftToApprove } from "./left.js";
import { nextStep, nothingToDo } from "./next-step.js";
import { over } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page, onPress: () => unknown}} props */
export function StepFoot({ page, onPress }) {
  const step = nextStep(page);
  if (!step) return h(Nothing, { page });
  return html`<section class="next-step stack tight" aria-label=${t("ui.next.title")}>
    ${step.about && html`<p class="next-about strong" title=${step.about}>${step.about}</p>`}
    ${h(Button, {
      label: step.label,
      icon: step.icon,
      look: "primary big wide",
      hotkey: "Space",
      blocked: page.blocked() || step.blocked || "",
      onPress,
    })}
    ${h(Notes, { notes: step.notes ?? [] })}
  </section>`;
}

/** @param {{page: Page}} props */
const Nothing = ({ page }) =>
  html`<section class="next-step stack tight" aria-label=${t("ui.next.title")}>
    <p class="strong">${nothingToDo(page)}</p>
    ${h(Notes, { notes: over(page) ? leftToApprove(page) : [] })}
  </section>`;

/** @param {{notes: readonly string[]}} props */
const Notes = ({ notes }) =>
  notes.length > 0 &&
  html`<ul class="next-notes plain">
    ${notes.map((note) => html`<li key=${note}>${note}</li>`)}
  </ul>`;
