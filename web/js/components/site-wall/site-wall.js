/**
 * The sites on their schematic map, as a list, or in moving pictures; filtered by state, found by
 * name. Each tile reads its own site and hears of no other.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { html } from "../../html.js";
import { later } from "../../later.js";
import { findsSite, needles, t } from "../../words.js";
import { Icon } from "../icon/icon.js";
import { is, WallFilters } from "./filters.js";
import { useRoving } from "./roving.js";
import { SiteTile } from "./tile.js";

const SiteRows = later(() => import("./rows.js").then((part) => part.SiteRows));

/** @typedef {import("../../contract.js").SiteView} SiteView */
/** @typedef {(code: string) => SiteView | undefined} SiteOf */
/** @typedef {import("./filters.js").Filter} Filter */

/**
 * @param {object} props
 * @param {readonly string[]} props.codes
 * @param {SiteOf} props.siteOf
 * @param {(code: string) => number | null} props.placeOf place in the current queue
 * @param {string | null} [props.speaking]
 * @param {(code: string) => void} props.onPick
 * @param {boolean} [props.list] a list instead of the map, at first
 * @param {false | undefined | ((codes: readonly string[]) => unknown)} [props.pictures]
 * @param {() => number} [props.now] milliseconds, for the row of a site that speaks
 */
export function SiteWall({
  codes,
  siteOf,
  placeOf,
  speaking = null,
  onPick,
  list = false,
  pictures,
  now = Date.now,
}) {
  const [view, setView] = useState(list ? "list" : "map");
  const [filter, setFilter] = useState(/** @type {Filter} */ ("all"));
  const [wanted, setWanted] = useState("");
  const words = needles(wanted);
  const { box, ...roving } = useRoving(".tile, .link");

  const keeps = (/** @type {string} */ code) => {
    if (filter === "all" && !words.length) return true;
    const site = siteOf(code);
    if (!site) return false;
    return is(site, filter, speaking, placeOf) && findsSite(words, site);
  };
  const shown = codes.filter(keeps);
  const views = /** @type {const} */ (["map", "list", "monitor"]).slice(0, pictures ? 3 : 2);
  const dense = codes.length > 60;

  return html`<section class=${`wall${dense ? " is-dense" : ""}`} aria-label=${t("ui.wall.title")}>
    <div class="wall-tools">
      ${h(WallFilters, { codes, siteOf, placeOf, speaking, filter, onFilter: setFilter })}
      <div class="wall-aside">
        <div class="wall-find">
          <label class="visually-hidden" for="wall-find">${t("ui.wall.find")}</label>
          <input
            id="wall-find"
            type="search"
            placeholder=${t("ui.wall.find_hint")}
            value=${wanted}
            onInput=${(/** @type {any} */ event) => setWanted(event.target.value)}
            onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
              if (event.key === "Escape") setWanted("");
              if (event.key === "Enter" && shown[0]) onPick(shown[0]);
            }}
          />
        </div>
        <div class="segments" role="group" aria-label=${t("ui.wall.view")}>
          ${views.map(
            (name) => html`<button
              key=${name}
              id=${`wall-${name}`}
              type="button"
              class="button small"
              title=${t(`ui.wall.as.${name}`)}
              aria-pressed=${String(view === name)}
              onClick=${() => setView(view === name ? "map" : name)}
            >
              ${h(Icon, { name })}
              <span class="visually-hidden">${t(`ui.wall.as.${name}`)}</span>
            </button>`,
          )}
        </div>
      </div>
    </div>
    ${
      shown.length === 0 &&
      html`<p class="empty">${t(codes.length === 0 ? "ui.wall.empty" : "ui.wall.none")}</p>`
    }
    <div class="wall-stops" ref=${box} ...${roving}>
      ${
        view === "monitor"
          ? pictures && pictures(shown)
          : view === "list"
            ? h(SiteRows, { codes: shown, siteOf, placeOf, speaking, onPick, now })
            : html`<ul class="wall-map plain" aria-label=${t("ui.wall.map_keys")}>
            ${shown.map((code) =>
              h(SiteTile, {
                key: code,
                code,
                siteOf,
                placeOf,
                speaking: code === speaking,
                onPick,
              }),
            )}
          </ul>`
      }
    </div>
  </section>`;
}
