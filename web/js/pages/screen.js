/** The hall screen: read from fifteen metres, touched by nobody, mends itself. */
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { clock } from "../format.js";
import { html } from "../html.js";
import { later } from "../later.js";
import { start } from "../page.js";
import { second } from "../state/now.js";
import { t } from "../words.js";
import { boardShows } from "./hall/board.js";
import { Shown } from "./hall/shown.js";
import { keepsFitting } from "./hall/fit.js";
import { PausedPart } from "./hall/paused.js";
import { SpeakingPart } from "./hall/speaking.js";
import { focusOf } from "./parts/clauses.js";
import { NextPart } from "./parts/floor.js";

/** @typedef {import("../page.js").Page} Page */

const HallMedia = later(() => import("../media/hall-media.js").then((part) => part.HallMedia));

/** @param {{page: Page}} props */
function Hall({ page }) {
  const { store } = page;
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const shown = store.get("screen")?.shown ?? "floor";
  useEffect(() => (place.current ? keepsFitting(place.current) : undefined), []);
  return html`<div class=${`hall is-${shown}`} ref=${place}>
    <header class="hall-head">
      <h1>${store.get("conference")?.title ?? ""}</h1>
      ${h(HallClock, {})}
    </header>
    ${page.media && store.get("conference")?.video && h(HallMedia, { page })}
    <section class="hall-body" aria-live="polite">${h(Shown, { page, shown })}</section>
    ${h(Foot, { page, shown })}
  </div>`;
}

/**
 * Who is next, and how many are there; where the middle tells of something else, who speaks, or
 * that there is a break.
 * @param {{page: Page, shown: import("../contract.js").OnScreen}} props
 */
function Foot({ page, shown }) {
  const counts = page.store.get("counts");
  return html`<footer class="hall-foot">
    ${h(shown === "floor" && !focusOf(page) && !boardShows(page) ? NextPart : Meanwhile, { page })}
    <p class="hall-counts tabular">
      ${t("ui.hall.present", {
        sites: counts?.checked_in ?? 0,
        of: counts?.sites ?? 0,
        here: (counts?.here ?? 0) + (counts?.guests ?? 0),
      })}
      ${
        page.store.get("conference")?.recording &&
        html`<span class="mark">${t("ui.recording")}</span>`
      }
      ${h(HallLine, { page })}
    </p>
  </footer>`;
}

/** @param {{page: Page}} props */
function Meanwhile({ page }) {
  if (page.store.get("floor")?.speech) return h(SpeakingPart, { page });
  const phase = page.store.get("conference")?.phase ?? "draft";
  return h(["break", "ended", "closed"].includes(phase) ? PausedPart : NextPart, { page });
}

const HallClock = () => html`<p class="hall-clock"><time>${clock(second.value)}</time></p>`;

/** @param {{page: Page}} props */
function HallLine({ page }) {
  const { state } = page.line.status.value;
  return state === "lost" ? html`<span class="mark bad">${t("ui.line.lost")}</span>` : null;
}

/**
 * A sleeping screen shows nothing: ask the machine to stay awake, again whenever it is looked at.
 */
async function stayAwake() {
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // Not every machine can; the hall's settings then have to.
  }
}

void start(Hall);
void stayAwake();
document.addEventListener(
  "visibilitychange",
  () => document.visibilityState === "visible" && void stayAwake(),
);
