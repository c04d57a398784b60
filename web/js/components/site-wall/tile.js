/** One site on the map. */
import { h } from "preact";

import { there } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";
import { siteState, STATES } from "./site-state.js";

/** @typedef {import("./site-wall.js").SiteOf} SiteOf */

/**
 * @param {object} props
 * @param {string} props.code
 * @param {SiteOf} props.siteOf
 * @param {(code: string) => number | null} props.placeOf
 * @param {boolean} props.speaking
 * @param {(code: string) => void} props.onPick
 */
export function SiteTile({ code, siteOf, placeOf, speaking, onPick }) {
  const site = siteOf(code);
  if (!site) return null;
  const state = siteState(site, speaking);
  const { icon, tone } = STATES[state];
  const place = placeOf(code);
  const [column, row] = site.tile ?? [];
  const at =
    column === undefined || row === undefined
      ? {}
      : { gridColumn: String(column + 1), gridRow: String(row + 1) };
  return html`<li class="tile-spot" style=${at}>
    <button
      type="button"
      class=${`tile tone-${tone}${speaking ? " is-speaking" : ""}`}
      title=${site.name}
      onClick=${() => onPick(code)}
    >
      ${h(TileName, { name: site.name })}
      ${
        place !== null &&
        html`<span class="tile-hand tabular">
          ${h(Icon, { name: "hand" })}
          <span class="visually-hidden">${t("ui.site.place")} </span>
          ${place}
        </span>`
      }
      ${
        site.voted &&
        html`<span class="tile-voted">
          ${h(Icon, { name: "vote" })}
          <span class="visually-hidden">${t("ui.wall.is.voted")}</span>
        </span>`
      }
      <span class="tile-state">
        ${h(Icon, { name: icon })}
        <span class=${`tile-word is-${state}`}>${t(`ui.site.${state}`)}</span>
      </span>
      <span class="tile-count tabular">
        <span class="visually-hidden">${t("ui.site.here")} </span>
        ${there(site)}
      </span>
    </button>
  </li>`;
}

/**
 * The name; where there is little room a double one stands by its first half.
 * @param {{name: string}} props
 */
function TileName({ name }) {
  const [short = name, ...rest] = name.split(/(?= [-–] )/);
  return html`<span class="tile-name">
    ${short}
    ${rest.length > 0 && html`<span class="tile-rest">${rest.join("")}</span>`}
  </span>`;
}
