/**
 * The roll call ("điểm danh") as a board: every site, how many are there, who is missing and why.
 * Sorted by place, by name or by state when somebody asks for it, and then left as it is: no row
 * moves under the pointer because a delegate came in.
 */
import { h } from "preact";
import { useMemo, useState } from "preact/hooks";

import { clock, minutes } from "../../format.js";
import { html } from "../../html.js";
import { findsSite, needles, t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../contract.js").SiteView} SiteView */
/** @typedef {import("../../contract.js").Delegate} Delegate */
/** @typedef {"place" | "name" | "state"} Order */
/** @typedef {"all" | "missing" | "late"} Filter */
/** @typedef {(code: string) => SiteView | undefined} SiteOf */
/** @typedef {(code: string) => readonly Delegate[]} DelegatesOf */

/** @type {readonly Order[]} */
const ORDERS = ["place", "name", "state"];
/** @type {readonly Filter[]} */
const FILTERS = ["all", "missing", "late"];
const HERE = new Set(["in_room", "online", "substituted"]);
const collator = new Intl.Collator("vi");

/**
 * Delegates who are not there themselves, and who stands in for them.
 * @param {readonly Delegate[]} delegates
 */
export const missingOf = (delegates) =>
  delegates.filter((each) => !["in_room", "online"].includes(each.presence ?? ""));

/** Not checked in, somebody missing, everybody there. @param {SiteView} site */
const rank = (site) => (!site.checked_in_at ? 0 : (site.here ?? 0) < (site.expected ?? 0) ? 1 : 2);

/**
 * @param {readonly string[]} codes @param {Order} order @param {SiteOf} siteOf
 * @returns {readonly string[]} in that order; those alike stay in their places
 */
export function ordered(codes, order, siteOf) {
  if (order === "place") return codes;
  const sites = codes.map(siteOf).filter((each) => each !== undefined);
  const by =
    order === "name"
      ? (/** @type {SiteView} */ a, /** @type {SiteView} */ b) => collator.compare(a.name, b.name)
      : (/** @type {SiteView} */ a, /** @type {SiteView} */ b) => rank(a) - rank(b);
  return sites.sort(by).map((each) => each.code);
}

/** @param {SiteView} site @param {Filter} filter */
function keeps(site, filter) {
  if (filter === "missing") return rank(site) < 2;
  return filter === "all" || (site.late ?? 0) > 0;
}

/**
 * @param {object} props
 * @param {readonly string[]} props.codes in the order of the list
 * @param {SiteOf} props.siteOf
 * @param {DelegatesOf} props.delegatesOf
 * @param {(code: string) => void} props.onPick
 */
export function RollCall({ codes, siteOf, delegatesOf, onPick }) {
  const [order, sort] = useState(/** @type {Order} */ ("place"));
  const [sorted, again] = useState(0);
  const [filter, only] = useState(/** @type {Filter} */ ("all"));
  const [wanted, want] = useState("");
  const rows = useMemo(() => ordered(codes, order, siteOf), [codes, order, sorted]);
  const words = needles(wanted);
  const shown = rows.filter((code) => {
    if (filter === "all" && !words.length) return true;
    const site = siteOf(code);
    return site && keeps(site, filter) && findsSite(words, site);
  });
  const by = (/** @type {Order} */ next) => {
    sort(next);
    again(sorted + 1);
  };
  return html`<section class="roll-call">
    <div class="roll-tools print-hidden">
      <div class="segments" role="group" aria-label=${t("ui.roll.show")}>
        ${FILTERS.map(
          (each) => html`<button
            key=${each}
            type="button"
            class="button small"
            aria-pressed=${String(filter === each)}
            onClick=${() => only(each)}
          >
            ${t(`ui.roll.only.${each}`)}
          </button>`,
        )}
      </div>
      <div class="segments" role="group" aria-label=${t("ui.roll.sort")}>
        ${ORDERS.map(
          (each) => html`<button
            key=${each}
            type="button"
            class="button small"
            aria-pressed=${String(order === each)}
            onClick=${() => by(each)}
          >
            ${t(`ui.roll.by.${each}`)}
          </button>`,
        )}
      </div>
      <label class="visually-hidden" for="roll-find">${t("ui.wall.find")}</label>
      <input
        id="roll-find"
        type="search"
        placeholder=${t("ui.wall.find_hint")}
        value=${wanted}
        onInput=${(/** @type {any} */ event) => want(event.target.value)}
      />
      ${h(Button, {
        label: t("ui.roll.print"),
        icon: "printer",
        look: "small",
        onPress: () => print(),
      })}
    </div>
    ${
      shown.length === 0
        ? html`<p class="empty">${t(codes.length === 0 ? "ui.wall.empty" : "ui.roll.none")}</p>`
        : html`<div class="table-wrap" role="group" tabindex="0" aria-label=${t("ui.roll.title")}>
          <table class="list">
            <caption class="visually-hidden">${t("ui.roll.title")}</caption>
            <thead>
              <tr>
                <th scope="col">${t("ui.wall.col.site")}</th>
                <th scope="col">${t("ui.wall.col.state")}</th>
                <th scope="col" class="number">${t("ui.wall.col.here")}</th>
                <th scope="col" class="number">${t("ui.roll.heads")}</th>
                <th scope="col">${t("ui.roll.missing")}</th>
              </tr>
            </thead>
            <tbody>
              ${shown.map((code) => h(RollRow, { key: code, code, siteOf, delegatesOf, onPick }))}
            </tbody>
          </table>
        </div>`
    }
  </section>`;
}

/**
 * Each row hears of its own site and roster.
 * @param {object} props
 * @param {string} props.code
 * @param {SiteOf} props.siteOf
 * @param {DelegatesOf} props.delegatesOf
 * @param {(code: string) => void} props.onPick
 */
function RollRow({ code, siteOf, delegatesOf, onPick }) {
  const site = siteOf(code);
  if (!site) return null;
  const here = site.here ?? 0;
  const full = here >= (site.expected ?? 0);
  return html`<tr>
    <th scope="row">
      <button type="button" class="link" onClick=${() => onPick(code)}>${site.name}</button>
      ${
        site.branch?.sites
          ? html`<br /><a href=${`?branch=${encodeURIComponent(code)}`}>
              ${t("ui.roll.branch", { n: site.branch.checked_in ?? 0, of: site.branch.sites })}
            </a>`
          : null
      }
    </th>
    <td>
      ${
        site.checked_in_at
          ? html`
            <span class=${`mark ${full ? "ok" : "info"}`}>
              ${h(Icon, { name: full ? "circle-check" : "users" })} ${clock(site.checked_in_at)}
            </span>
            ${
              site.late
                ? html` <span class="mark warn">
                    ${h(Icon, { name: "clock" })} ${t("ui.roll.late", { time: minutes(site.late) })}
                  </span>
                `
                : null
            }
          `
          : html`<span class="mark warn">
            ${h(Icon, {
              name: "circle",
            })} ${t("ui.site.absent")}
          </span>`
      }
    </td>
    <td class="number">
      ${site.expected ? html`<span class="strong">${here}</span>/${site.expected}` : "–"}
    </td>
    <td class="number">${site.head_count ?? "–"}${site.guests ? ` + ${site.guests}` : ""}</td>
    <td>${site.checked_in_at ? h(Missing, { delegates: delegatesOf(code) }) : null}</td>
  </tr>`;
}

/** @param {{delegates: readonly Delegate[]}} props */
function Missing({ delegates }) {
  const missing = missingOf(delegates);
  if (missing.length === 0) return html`<span class="muted">${t("ui.roster.all_here")}</span>`;
  return html`<ul class="plain roll-missing">
    ${missing.map(
      (each) => html`<li key=${each.id}>
        <span class=${HERE.has(each.presence ?? "") ? "" : "strong"}>
          ${each.name}
        </span> – ${t(`presence.${each.presence ?? "not_called"}`)}
        ${each.substitute ? `: ${each.substitute}` : ""}
        ${each.reason ? ` (${each.reason})` : ""}
        ${each.left_at ? ` ${clock(each.left_at)}` : ""}
      </li>`,
    )}
  </ul>`;
}
