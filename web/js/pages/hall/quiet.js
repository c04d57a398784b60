/** Nobody speaks: what the hall screen has to say instead. */
import { h } from "preact";

import { clock, day, severalDays } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { currentItem } from "../parts/frame.js";
import { Agenda } from "./agenda.js";
import { Figures } from "./figures.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Conference} Conference */

/** @param {{page: Page}} props */
export function Quiet({ page }) {
  const conference = page.store.get("conference");
  switch (conference?.phase) {
    case "break":
      return h(Break, { conference });
    case "running":
      return currentItem(page)?.kind === "report" && page.store.get("figures")
        ? h(Figures, { page })
        : html`<p class="hall-words">${t("ui.floor.free")}</p>`;
    case "ended":
    case "closed":
      return html`<p class="hall-big">${t("phase.ended")}</p>`;
    default:
      return html`${conference && h(Starts, { conference })}${h(Agenda, { page })}`;
  }
}

/** @param {{conference: Conference}} props */
const Break = ({ conference }) => html`
  <p class="hall-big">${t("phase.break")}</p>
  ${
    conference.break_until &&
    html`<p class="hall-words">
      ${t("ui.hall.back_at", { time: clock(conference.break_until) })}
    </p>`
  }
`;

/** @param {{conference: Conference}} props */
function Starts({ conference }) {
  const { starts_at: starts, ends_at: ends } = conference;
  if (!starts) return null;
  return html`
    <p class="hall-words">${t("ui.hall.starts")}</p>
    <p class="hall-big">${clock(starts)}</p>
    ${
      severalDays(starts, ends) &&
      html`<p class="hall-words">${day(starts)} – ${day(ends ?? "")}</p>`
    }
  `;
}
