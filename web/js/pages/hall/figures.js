/** While results are reported: what the sites have handed in, summed up. */
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function Figures({ page }) {
  const figures = page.store.get("figures");
  if (!figures) return null;
  const { names, levels, sums } = figures;
  return html`<table class="hall-figures">
    <caption>
      ${figures.period} · ${t("ui.figures.count", {
        n: figures.sites ?? 0,
        of: figures.asked ?? 0,
      })}
    </caption>
    <thead>
      <tr>
        <th scope="col"></th>
        ${levels.map(
          (level) => html`<th scope="col" class="number" key=${level}>${t(`level.${level}`)}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${names.map(
        (name, row) => html`<tr key=${name}>
          <th scope="row">${name}</th>
          ${levels.map(
            (level, column) =>
              html`<td class="number" key=${level}>${sums[column]?.[row] ?? ""}</td>`,
          )}
        </tr>`,
      )}
    </tbody>
  </table>`;
}
