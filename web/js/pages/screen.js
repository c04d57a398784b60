/** The hall screen: read from fifteen metres, touched by nobody, mends itself. */
import { h } from "preact";

import { clock, day, severalDays } from "../format.js";
import { html } from "../html.js";
import { start } from "../page.js";
import { second } from "../state/now.js";
import { t } from "../words.js";
import { FloorPart, NextPart } from "./parts/floor.js";
import { currentItem, itemsOf } from "./parts/frame.js";
import { HallVote, hallVote } from "./parts/hall-vote.js";

/** @typedef {import("../page.js").Page} Page */

/** @param {{page: Page}} props */
function Hall({ page }) {
  const { store } = page;
  const conference = store.get("conference");
  const counts = store.get("counts");
  const item = currentItem(page);
  return html`<div class="hall">
    <header class="hall-head"><h1>${conference?.title ?? ""}</h1>${h(HallClock, {})}</header>
    <section class="hall-body" aria-live="polite">
      ${item && html`<p class="hall-item">${item.number}. ${item.title}</p>`}
      ${h(Main, { page })}
    </section>
    <footer class="hall-foot">
      ${h(NextPart, { page })}
      <p class="hall-counts tabular">
        ${t("ui.hall.present", {
          sites: counts?.checked_in ?? 0,
          of: counts?.sites ?? 0,
          here: (counts?.here ?? 0) + (counts?.guests ?? 0),
        })}
        ${h(HallLine, { page })}
      </p>
    </footer>
  </div>`;
}

/** A question that is open comes before whoever explains it. @param {{page: Page}} props */
function Main({ page }) {
  const vote = hallVote(page);
  const speech = page.store.get("floor")?.speech;
  if (vote && (vote.state === "open" || !speech)) return h(HallVote, { page });
  return speech ? h(FloorPart, { page, big: true }) : h(Quiet, { page });
}

const HallClock = () => html`<p class="hall-clock"><time>${clock(second.value)}</time></p>`;

/** @param {{page: Page}} props */
function HallLine({ page }) {
  const { state } = page.line.status.value;
  return state === "lost" ? html`<span class="mark bad">${t("ui.line.lost")}</span>` : null;
}

/** Nobody speaks: what there is to say instead. @param {{page: Page}} props */
function Quiet({ page }) {
  const conference = page.store.get("conference");
  const items = itemsOf(page)
    .filter((item) => item.state === "planned")
    .slice(0, 3);
  switch (conference?.phase) {
    case "break":
      return html`
        <p class="hall-big">${t("phase.break")}</p>
        ${
          conference.break_until &&
          html`<p class="hall-words">
            ${t("ui.hall.back_at", { time: clock(conference.break_until) })}
          </p>`
        }
      `;
    case "running":
      return currentItem(page)?.kind === "report" && page.store.get("figures")
        ? h(Figures, { page })
        : html`<p class="hall-words">${t("ui.floor.free")}</p>`;
    case "ended":
    case "closed":
      return html`<p class="hall-big">${t("phase.ended")}</p>`;
    default:
      return html`
        ${
          conference?.starts_at &&
          html`
            <p class="hall-words">${t("ui.hall.starts")}</p>
            <p class="hall-big">${clock(conference.starts_at)}</p>
            ${
              severalDays(conference.starts_at, conference.ends_at) &&
              html`<p class="hall-words">
                ${day(conference.starts_at)} – ${day(conference.ends_at ?? "")}
              </p>`
            }
          `
        }
        <ol class="plain hall-agenda">
          ${items.map((each) => html`<li key=${each.id}>${each.number}. ${each.title}</li>`)}
        </ol>
      `;
  }
}

/**
 * While results are reported: what the sites have handed in, summed up.
 * @param {{page: Page}} props
 */
function Figures({ page }) {
  const figures = page.store.get("figures");
  if (!figures) return null;
  const { names, levels, sums } = figures;
  return html`<table class="hall-figures">
    <caption>
      ${figures.period} · ${t("ui.figures.count", {
        n: figures.sites ?? 0,
        of: figures.asked ?? 0,
      })}
    </caption>
    <thead>
      <tr>
        <th scope="col"></th>
        ${levels.map(
          (level) => html`<th scope="col" class="number" key=${level}>${t(`level.${level}`)}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${names.map(
        (name, row) => html`<tr key=${name}>
          <th scope="row">${name}</th>
          ${levels.map(
            (level, column) =>
              html`<td class="number" key=${level}>${sums[column]?.[row] ?? ""}</td>`,
          )}
        </tr>`,
      )}
    </tbody>
  </table>`;
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
