/** Which sites are shown: by state, by what they wait for. */
import { h } from "preact";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";
import { siteState, STATES } from "./site-state.js";

/** @typedef {import("../../contract.js").SiteView} SiteView */
/** @typedef {import("./site-state.js").SiteState} SiteState */
/** @typedef {import("./site-wall.js").SiteOf} SiteOf */
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
 * @param {SiteView} site
 * @param {Filter} filter
 * @param {string | null} speaking
 * @param {(code: string) => number | null} placeOf
 */
export function is(site, filter, speaking, placeOf) {
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
export function WallFilters({ codes, siteOf, placeOf, speaking, filter, onFilter }) {
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
