/** One site in moving pictures: its state, its microphone, and the floor where it waits. */
import { h } from "preact";

import { Button } from "../components/button/button.js";
import { Icon } from "../components/icon/icon.js";
import { siteState, STATES } from "../components/site-wall/site-state.js";
import { html } from "../html.js";
import { believes, currentItem } from "../pages/parts/frame.js";
import { blockedBy, offered, passes } from "../pages/parts/offers.js";
import { second } from "../state/now.js";
import { t } from "../words.js";
import { SIGNS, graded } from "./grades.js";
import { pictureOf } from "./looks.js";
import { Microphone } from "./microphones.js";
import { Picture } from "./picture.js";
import { linesOf } from "./told-lines.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../contract.js").SiteView} SiteView */

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {string} props.code
 * @param {number | null} props.place in the current queue
 * @param {(code: string) => void} props.onPick
 */
export function Tile({ page, code, place, onPick }) {
  const site = page.store.get("site", code);
  if (!site) return null;
  const speech = speechOf(page, code);
  const state = siteState(site, page.store.get("floor")?.speech?.site === code);
  const { tone, icon } = STATES[state];
  return html`<li class=${`moving-tile tone-${tone}`} data-site=${code}>
    ${h(Picture, {
      stream: pictureOf(page, code),
      label: t("ui.tiles.of", { name: site.name }),
      card: t(cardOf(page, site)),
    })}
    <button type="button" class="link moving-name" onClick=${() => onPick(code)}>
      ${site.name}
    </button>
    <p class="moving-marks">
      <span class=${`mark ${tone}`}>${h(Icon, { name: icon })} ${t(`ui.site.${state}`)}</span>
      ${
        speech?.muted &&
        html`<span class="mark warn">${h(Icon, { name: "mic-off" })} ${t("ui.tiles.muted")}</span>`
      }
      ${
        place !== null &&
        html`<span class="mark tabular">
          ${h(Icon, { name: "hand" })} ${t("ui.site.place")} ${place}
        </span>`
      }
      ${h(Line, { page, code })}
    </p>
    <p class="moving-acts row">
      ${speech && h(Microphone, { page, site: code, muted: !!speech.muted })}
      ${h(Invite, { page, site })}
    </p>
  </li>`;
}

/** Of whoever has the floor, or gave way. @param {Page} page @param {string} code */
function speechOf({ store }, code) {
  const floor = store.get("floor");
  return [floor?.speech, ...(floor?.interrupted ?? [])].find((each) => each?.site === code);
}

/** Why there is no picture. @param {Page} page @param {SiteView} site */
function cardOf({ store }, site) {
  if (site.line?.state === "lost") return "ui.site.lost";
  return store.get("conference")?.phase === "break" ? "phase.break" : "ui.media.no_picture";
}

/** @param {{page: Page, code: string}} props */
function Line({ page, code }) {
  const told = linesOf(page).value.get(code);
  const now = Date.now() + 0 * second.value;
  if (!told) return null;
  const grade = graded(told, now);
  const { icon, tone } = SIGNS[grade];
  return html`<span class=${`mark ${tone}`}>
    ${h(Icon, { name: icon })} <span class="visually-hidden">${t("ui.lines.worth")}: </span>
    ${t(`ui.lines.${grade}`, { n: Math.round((now - told.at) / 1000) })}
  </span>`;
}

/** Out of the queue, or in its turn of a round. @param {{page: Page, site: SiteView}} props */
function Invite({ page, site }) {
  const { store } = page;
  const item = currentItem(page)?.id;
  const waits = (site.waiting ?? []).find((id) => store.get("request", id)?.item === item);
  const press = (/** @type {string} */ blocked, /** @type {() => unknown} */ onPress) =>
    h(Button, {
      label: t("ui.tiles.invite", { name: site.name }),
      icon: "mic",
      look: "small",
      blocked,
      onPress,
    });
  if (waits && offered(page, "give_floor"))
    return press(blockedBy(page, "give_floor", "request", waits), () =>
      page.act("give_floor", { request: waits, believes: believes(page) }),
    );
  if (!passes(page, "call_in_round", "site", site.code) || !store.get("round")) return null;
  return press(page.blocked(), () =>
    page.act("call_in_round", { site: site.code, believes: believes(page) }),
  );
}
