/**
 * The sites on their schematic map, or as a list; filtered by state, found by name. Each tile
 * reads its own site and hears of no other.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { duration } from "../../format.js";
import { html } from "../../html.js";
import { plain, t } from "../../words.js";
import { Icon } from "../icon/icon.js";
import { siteState, STATES } from "./site-state.js";

/** @typedef {import("../../contract.js").SiteView} SiteView */
/** @typedef {import("./site-state.js").SiteState} SiteState */
/** @typedef {(code: string) => SiteView | undefined} SiteOf */
/** @typedef {"all" | "asking" | "unspoken" | "unvoted" | SiteState} Filter */

/** @type {readonly Filter[]} */
const FILTERS = [
  "all",
  "ready",
  "absent",
  "fault",
  "lost",
  "never",
  "asking",
  "unvoted",
  "unspoken",
];

/**
 * @param {object} props
 * @param {readonly string[]} props.codes
 * @param {SiteOf} props.siteOf
 * @param {(code: string) => number | null} props.placeOf place in the current queue
 * @param {string | null} [props.speaking]
 * @param {(code: string) => void} props.onPick
 * @param {boolean} [props.list] a list instead of the map, at first
 */
export function SiteWall({ codes, siteOf, placeOf, speaking = null, onPick, list = false }) {
  const [asList, setAsList] = useState(list);
  const [filter, setFilter] = useState(/** @type {Filter} */ ("all"));
  const [wanted, setWanted] = useState("");
  const needle = plain(wanted.trim());

  const keeps = (/** @type {string} */ code) => {
    if (filter === "all" && !needle) return true;
    const site = siteOf(code);
    if (!site) return false;
    return (
      is(site, filter, speaking, placeOf) &&
      (!needle || plain(`${site.name} ${site.code}`).includes(needle))
    );
  };
  const shown = codes.filter(keeps);
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
          <button
            type="button"
            class="button small"
            title=${t("ui.wall.map")}
            aria-pressed=${String(!asList)}
            onClick=${() => setAsList(false)}
          >
            ${h(Icon, { name: "map" })}
            <span class="visually-hidden">${t("ui.wall.map")}</span>
          </button>
          <button
            type="button"
            class="button small"
            title=${t("ui.wall.list")}
            aria-pressed=${String(asList)}
            onClick=${() => setAsList(true)}
          >
            ${h(Icon, { name: "list" })}
            <span class="visually-hidden">${t("ui.wall.list")}</span>
          </button>
        </div>
      </div>
    </div>
    ${
      shown.length === 0 &&
      html`<p class="empty">${t(codes.length === 0 ? "ui.wall.empty" : "ui.wall.none")}</p>`
    }
    ${
      asList
        ? h(SiteRows, { codes: shown, siteOf, placeOf, speaking, onPick })
        : html`<ul class="wall-map plain">
          ${shown.map((code) =>
            h(SiteTile, { key: code, code, siteOf, placeOf, speaking: code === speaking, onPick }),
          )}
        </ul>`
    }
  </section>`;
}

/**
 * @param {SiteView} site
 * @param {Filter} filter
 * @param {string | null} speaking
 * @param {(code: string) => number | null} placeOf
 */
function is(site, filter, speaking, placeOf) {
  if (filter === "all") return true;
  if (filter === "asking") return placeOf(site.code) !== null;
  if (filter === "unvoted") return site.voted === false;
  if (filter === "unspoken") return !site.speeches && site.code !== speaking;
  return siteState(site, site.code === speaking) === filter;
}

/**
 * How many sites each filter keeps, in one pass.
 * @param {readonly SiteView[]} sites
 * @param {string | null} speaking
 * @param {(code: string) => number | null} placeOf
 */
function countsOf(sites, speaking, placeOf) {
  /** @type {Map<Filter, number>} */
  const counts = new Map([["all", sites.length]]);
  const add = (/** @type {Filter} */ filter) => counts.set(filter, (counts.get(filter) ?? 0) + 1);
  for (const site of sites) {
    add(siteState(site, site.code === speaking));
    if (placeOf(site.code) !== null) add("asking");
    if (site.voted === false) add("unvoted");
    if (!site.speeches && site.code !== speaking) add("unspoken");
  }
  return counts;
}

/**
 * @param {object} props
 * @param {readonly string[]} props.codes
 * @param {SiteOf} props.siteOf
 * @param {(code: string) => number | null} props.placeOf
 * @param {string | null} props.speaking
 * @param {Filter} props.filter
 * @param {(filter: Filter) => void} props.onFilter
 */
function WallFilters({ codes, siteOf, placeOf, speaking, filter, onFilter }) {
  const counts = countsOf(
    codes.map(siteOf).filter((site) => site !== undefined),
    speaking,
    placeOf,
  );
  return html`<div class="wall-filters" role="group" aria-label=${t("ui.wall.filter")}>
    ${FILTERS.map((each) => {
      const count = counts.get(each) ?? 0;
      if (count === 0 && each !== "all" && each !== filter) return null;
      const look = each in STATES ? STATES[/** @type {SiteState} */ (each)] : null;
      return html`<button
        key=${each}
        type="button"
        class=${`filter tone-${look?.tone ?? "none"}`}
        aria-pressed=${String(filter === each)}
        onClick=${() => onFilter(filter === each ? "all" : each)}
      >
        ${
          look
            ? h(Icon, { name: look.icon })
            : each === "asking"
              ? h(Icon, { name: "hand" })
              : each === "unvoted"
                ? h(Icon, { name: "vote" })
                : null
        }
        ${t(`ui.wall.is.${each}`)} <span class="tabular strong">${count}</span>
      </button>`;
    })}
  </div>`;
}

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
        <span class="tile-word">${t(`ui.site.${state}`)}</span>
      </span>
      <span class="tile-count tabular">
        <span class="visually-hidden">${t("ui.site.here")} </span>
        ${site.here ?? 0}/${site.expected ?? 0}
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

/**
 * @param {object} props
 * @param {readonly string[]} props.codes
 * @param {SiteOf} props.siteOf
 * @param {(code: string) => number | null} props.placeOf
 * @param {string | null} props.speaking
 * @param {(code: string) => void} props.onPick
 */
function SiteRows({ codes, siteOf, placeOf, speaking, onPick }) {
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
          h(SiteRow, { key: code, code, siteOf, placeOf, speaking: code === speaking, onPick }),
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
 */
function SiteRow({ code, siteOf, placeOf, speaking, onPick }) {
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
    <td class="number">${site.here ?? 0}/${site.expected ?? 0}</td>
    <td class="number">${placeOf(code) ?? "–"}</td>
    <td class="number">${site.speeches ?? 0} · ${duration(site.spoken ?? 0)}</td>
  </tr>`;
}
