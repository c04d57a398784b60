/** What every live screen has around it: the band, the bar of a lost line, notices, the menu. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Band } from "../../components/band/band.js";
import { Icon } from "../../components/icon/icon.js";
import { LineBar } from "../../components/line-bar/line-bar.js";
import { Toasts } from "../../components/notice/notice.js";
import { clock, day, telephones } from "../../format.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { looksOn } from "../../lead.js";
import { drift, offset, second } from "../../state/now.js";
import { t } from "../../words.js";
import { Quiet, useHelp } from "./help.js";

const MenuSheet = later(() => import("./menu-sheet.js").then((part) => part.MenuSheet));

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page, children?: import("preact").ComponentChildren, plain?: boolean}} props */
export function Frame({ page, children, plain = false }) {
  const help = useHelp(page, seatOf(page));
  return html`<div class=${`frame frame-${page.screen}`}>
    ${h(BandNow, { page, plain, onTour: help.walk })}
    ${h(OnPaper, { page })}
    ${h(LineBarNow, { page })}
    ${children}
    ${h(Strip, { page, onHelp: help.open, onTour: help.walk })}
    ${help.sheet}
  </div>`;
}

/** Whoever only looks on at a console is told other things. @param {Page} page */
const seatOf = (page) => (looksOn(page) ? "looking" : page.screen);

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
    here: location.pathname,
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
      seat: seatOf(page),
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

/** @param {{page: Page, onTour: () => void}} props */
function Menu({ page, onTour }) {
  const [opened, see] = useState(false);
  return html`<details
    class="menu"
    onToggle=${() => see(true)}
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
      ${opened && h(MenuSheet, { page, onTour })}
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

/**
 * Whom a site sends. A page of the hall begins without, and asks when somebody first looks.
 * @param {Page} page @param {string} code
 */
export function delegatesOf(page, code) {
  void page.fill();
  return page.store.get("roster", code)?.delegates ?? [];
}

/** Who may speak for a site. @param {Page} page @param {string} code */
export const namesOf = (page, code) => delegatesOf(page, code).map((each) => each.name);

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
