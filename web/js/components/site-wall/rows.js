/** The sites as a list. */
import { h } from "preact";

import { lasting, there } from "../../format.js";
import { html } from "../../html.js";
import { spokenAt } from "../../state/now.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";
import { siteState, STATES } from "./site-state.js";

/** @typedef {import("./site-wall.js").SiteOf} SiteOf */

/**
 * @param {object} props
 * @param {readonly string[]} props.codes
 * @param {SiteOf} props.siteOf
 * @param {(code: string) => number | null} props.placeOf
 * @param {string | null} props.speaking
 * @param {(code: string) => void} props.onPick
 * @param {() => number} props.now
 */
export function SiteRows({ codes, siteOf, placeOf, speaking, onPick, now }) {
  return html`<div class="table-wrap wall-rows">
    <table class="list">
      <thead>
        <tr>
          <th scope="col">${t("ui.wall.col.site")}</th>
          <th scope="col">${t("ui.wall.col.state")}</th>
          <th scope="col" class="number">${t("ui.wall.col.here")}</th>
          <th scope="col" class="number">${t("ui.wall.col.place")}</th>
          <th scope="col" class="number">${t("ui.wall.col.spoken")}</th>
        </tr>
      </thead>
      <tbody>
        ${codes.map((code) =>
          h(SiteRow, {
            key: code,
            code,
            siteOf,
            placeOf,
            speaking: code === speaking,
            onPick,
            now,
          }),
        )}
      </tbody>
    </table>
  </div>`;
}

/**
 * @param {object} props
 * @param {string} props.code
 * @param {SiteOf} props.siteOf
 * @param {(code: string) => number | null} props.placeOf
 * @param {boolean} props.speaking
 * @param {(code: string) => void} props.onPick
 * @param {() => number} props.now
 */
function SiteRow({ code, siteOf, placeOf, speaking, onPick, now }) {
  const site = siteOf(code);
  if (!site) return null;
  const state = siteState(site, speaking);
  const { icon, tone } = STATES[state];
  return html`<tr>
    <th scope="row">
      <button type="button" class="link" onClick=${() => onPick(code)}>${site.name}</button>
    </th>
    <td>
      <span class=${`mark ${tone}`}>${h(Icon, { name: icon })} ${t(`ui.site.${state}`)}</span>
    </td>
    <td class="number">${there(site)}</td>
    <td class="number">${placeOf(code) ?? "–"}</td>
    <td class="number">${site.speeches ?? 0} · ${lasting(spokenAt(site, now))}</td>
  </tr>`;
}
