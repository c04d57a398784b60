/** What every live screen has around it: the band, the bar of a lost line, notices, the menu. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Band } from "../../components/band/band.js";
import { Icon } from "../../components/icon/icon.js";
import { LineBar } from "../../components/line-bar/line-bar.js";
import { Toasts } from "../../components/notice/notice.js";
import { clock, day, telephones } from "../../format.js";
import { html } from "../../html.js";
import { choose, chosen } from "../../look.js";
import { drift, offset, second } from "../../state/now.js";
import { lang, t } from "../../words.js";
import { Quiet, SHOWN_AROUND, useHelp } from "./help.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page, children?: import("preact").ComponentChildren, plain?: boolean}} props */
export function Frame({ page, children, plain = false }) {
  const help = useHelp(page.screen);
  return html`<div class=${`frame frame-${page.screen}`}>
    ${h(BandNow, { page, plain, onTour: help.walk })}
    ${h(OnPaper, { page })}
    ${h(LineBarNow, { page })}
    ${children}
    ${h(Strip, { page, onHelp: help.open, onTour: help.walk })}
    ${help.sheet}
  </div>`;
}

/** @param {{page: Page, plain: boolean, onTour: () => void}} props */
function BandNow({ page, plain, onTour }) {
  const { store } = page;
  const conference = store.get("conference");
  const counts = store.get("counts");
  const item = currentItem(page);
  const at = second.value;
  return h(Band, {
    title: conference?.title ?? "",
    phase: conference?.phase ?? "draft",
    at,
    item: item
      ? { number: item.number, of: itemsOf(page).filter((each) => !each.parent).length }
      : null,
    late: !plain && underWay(page) ? (foretold(page, at)?.seconds ?? null) : null,
    counts: counts
      ? {
          connected: counts.connected ?? 0,
          checkedIn: counts.checked_in ?? 0,
          sites: counts.sites ?? 0,
        }
      : null,
    recording: !!conference?.recording,
    line: page.line.status.value.state,
    who: named(page),
    tools: h(Menu, { page, onTour }),
  });
}

/** Who sits here, and as what. @param {Page} page */
function named({ name, role }) {
  const post = t(`role.${role}`);
  return name && name !== post ? `${name} · ${post}` : post;
}

/**
 * A sheet says of which day it is, and how late the figures on it are.
 * @param {{page: Page}} props
 */
function OnPaper({ page }) {
  const starts = page.store.get("conference")?.starts_at;
  const at = second.value;
  return html`<p class="print-only">
    ${starts && t("ui.print.held", { day: day(starts) })}
    ${" "}${t("ui.print.as_of", { time: clock(at), day: day(at) })}
  </p>`;
}

/** @param {{page: Page}} props */
export function LineBarNow({ page }) {
  const { state, code } = page.line.status.value;
  const quiet = state === "live" || state === "starting" || state === "waiting";
  const age = quiet ? 0 : (second.value - offset.peek() - page.line.heardAt()) / 1000;
  return h(LineBar, {
    state,
    code,
    age,
    ...(page.phone ? { phone: page.phone } : {}),
    ...(page.screen === "site" ? { join: `/join/${page.meeting}` } : {}),
  });
}

/** @param {{page: Page, onHelp: () => void, onTour: () => void}} props */
function Strip({ page, onHelp, onTour }) {
  const phone = telephones(page.phone ?? "").map(
    ({ shown, href }) =>
      html`<a key=${href} href=${href}>
        ${h(Icon, { name: "phone" })} ${t("ui.line.phone", { phone: shown })}
      </a>`,
  );
  return h(Toasts, {
    toasts: page.toasts.value,
    onDismiss: page.dismiss,
    children: h(Quiet, {
      screen: page.screen,
      onHelp,
      onTour,
      links: linksOf(page),
      children: phone,
    }),
  });
}

const IN_THE_HALL = new Set(["chair", "deputy", "secretary", "operator"]);

/**
 * The other pages of the conference that are for the hall: address and words.
 * @param {Page} page
 * @returns {readonly (readonly [string, string])[]}
 */
function linksOf({ meeting, role, screen }) {
  if (!IN_THE_HALL.has(role)) return [];
  const pages = /** @type {const} */ ([
    ["roll-call", t("ui.roll.open")],
    ["pictures", t("ui.pictures.open")],
  ]);
  return pages
    .filter(([name]) => name !== screen)
    .map(([name, words]) => [`/conferences/${meeting}/${name}`, words]);
}

const THEMES = /** @type {const} */ ([
  ["", "monitor"],
  ["light", "sun"],
  ["dark", "moon"],
]);

/** @param {{page: Page, onTour: () => void}} props */
function Menu({ page, onTour }) {
  const [, redraw] = useState(0);
  const pick =
    (/** @type {import("../../look.js").Choice} */ name, /** @type {string} */ value) => () => {
      choose(name, value);
      redraw((n) => n + 1);
    };
  const other = lang() === "vi" ? "en" : "vi";
  return html`<details
    class="menu"
    onKeyDown=${(/** @type {any} */ event) => {
      if (event.key === "Escape") event.currentTarget.open = false;
    }}
  >
    <summary class="button">
      ${h(Icon, { name: "settings" })}
      <span class="visually-hidden">${t("ui.menu.title")}</span>
    </summary>
    <div class="menu-sheet">
      <p class="muted">${h(Icon, { name: "user" })} ${named(page)}</p>
      <div class="segments" role="group" aria-label=${t("ui.menu.theme")}>
        ${THEMES.map(
          ([value, icon]) => html`<button
            type="button"
            class="button small"
            aria-pressed=${String(chosen("theme") === value)}
            onClick=${pick("theme", value)}
          >
            ${h(Icon, { name: icon })} ${t(`ui.menu.theme.${value || "auto"}`)}
          </button>`,
        )}
      </div>
      <div class="segments" role="group" aria-label=${t("ui.menu.size")}>
        ${["s", "", "l"].map(
          (value) => html`<button
            type="button"
            class="button small"
            aria-pressed=${String(chosen("size") === value)}
            onClick=${pick("size", value)}
          >
            ${t(`ui.menu.size.${value || "m"}`)}
          </button>`,
        )}
      </div>
      <form method="post" action=${`/language/${other}`}>
        <input type="hidden" name="csrf" value=${page.csrf} />
        <input type="hidden" name="back" value=${`/conferences/${page.meeting}/${page.screen}`} />
        <button class="button small wide" lang=${other}>
          ${h(Icon, { name: "languages" })} ${t("ui.menu.language")}
        </button>
      </form>
      ${
        SHOWN_AROUND.has(page.screen) &&
        html`<button type="button" class="button small wide" onClick=${onTour}>
          ${h(Icon, { name: "chevron-right" })} ${t("ui.tour.again")}
        </button>`
      }
      <a class="button small" href="/conferences">
        ${h(Icon, { name: "list" })} ${t("ui.menu.conferences")}
      </a>
      <a class="button small" href="/sign-out">
        ${h(Icon, { name: "log-out" })} ${t("ui.menu.sign_out")}
      </a>
    </div>
  </details>`;
}

// -- what several screens ask of the view ------------------------------------------------------

/** Begun and not ended. @param {Page} page */
export function underWay({ store }) {
  const conference = store.get("conference");
  return !!conference?.started_at && !conference.ended_at;
}

/** The items of the agenda in their order. @param {Page} page */
export const itemsOf = ({ store }) =>
  (store.get("agenda")?.order ?? [])
    .map((id) => store.get("item", id))
    .filter((item) => item !== undefined);

/** @param {Page} page */
export function currentItem({ store }) {
  const current = store.get("agenda")?.current;
  return current ? store.get("item", current) : undefined;
}

/**
 * Whom the chair believes to be speaking: an act meant for another is refused.
 * @param {Page} page
 */
export const believes = ({ store }) => store.get("floor")?.speech?.no ?? null;

/** The queue of the current item. @param {Page} page */
export function currentQueue({ store }) {
  const current = store.get("agenda")?.current;
  return current ? store.get("queue", current) : undefined;
}

/** What this site has registered ahead. @param {Page} page */
export const registeredBy = ({ store, site }) =>
  store
    .each("request")
    .filter(
      (each) =>
        each.registered && each.site === site && store.get("item", each.item)?.state === "planned",
    );

/** Who may speak for a site. @param {Page} page @param {string} code */
export const namesOf = ({ store }, code) =>
  (store.get("roster", code)?.delegates ?? []).map((each) => each.name);

/** When it will end, and how far that is behind the plan. @param {Page} page @param {number} at */
export function foretold(page, at) {
  const agenda = page.store.get("agenda");
  const last = agenda?.order.at(-1);
  if (!agenda || last === undefined) return null;
  return drift(agenda, page.store.get("item", last)?.minutes ?? 0, at);
}

/**
 * Since when the line of a site is lost; null while it is not.
 * @param {Page} page
 * @param {string | null | undefined} code
 */
export function lostSince({ store }, code) {
  const line = code ? store.get("site", code)?.line : undefined;
  return line?.state === "lost" ? (line.since ?? null) : null;
}
