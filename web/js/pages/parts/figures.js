/** What a site hands in of a quarter. */
import { h } from "preact";

import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

/** The quarter's figures, as long as they are asked for. @param {{page: Page, me: Me}} props */
export function FiguresCard({ page, me }) {
  if (!me.figures || me.figures === "handed_in") return null;
  return html`<section class="card stack">
    <h2 class="card-title">${t("ui.figures.own")}</h2>
    <p>${t(`ui.figures.${me.figures}`)}</p>
    <p>
      <a class="button" href=${`/conferences/${page.meeting}/figures`}>
        ${h(Icon, { name: "send" })} ${t("ui.figures.own")}
      </a>
    </p>
  </section>`;
}
