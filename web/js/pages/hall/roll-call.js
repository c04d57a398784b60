/** The roll call on the hall screen: two figures, and the names of the sites that are missing. */
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */

/** Names that can be read across a room; of more only the number is of use. */
const MOST = 60;

/** @param {{page: Page}} props */
export function RollCall({ page }) {
  const counts = page.store.get("counts");
  const missing = page.store.get("screen")?.missing ?? [];
  return html`
    <p class="hall-big">${counts?.checked_in ?? 0}/${counts?.sites ?? 0}</p>
    <p class="hall-words">${t("ui.hall.checked_in")}</p>
    <p class="hall-words">
      ${t("ui.roll.delegates", { n: counts?.here ?? 0, of: counts?.expected ?? 0 })}
    </p>
    ${
      missing.length > 0 &&
      html`<p class="hall-names">
        ${t("ui.hall.missing", { n: missing.length })}
        ${missing.length <= MOST ? ` ${missing.join(", ")}` : ""}
      </p>`
    }
  `;
}
