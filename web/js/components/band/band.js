/** The band at the top of a live screen: where the conference stands, in one glance. */
import { h } from "preact";

import { clockSeconds, span } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../live/socket.js").LineStatus["state"]} LineState */

/** Seconds. */
const DAY = 86_400;

/**
 * @param {object} props
 * @param {string} props.title
 * @param {import("../../contract.js").Phase} props.phase
 * @param {number} props.at milliseconds
 * @param {{number: string, of: number} | null} [props.item] the current item and how many there are
 * @param {number | null} [props.late] seconds behind the plan, below zero ahead
 * @param {{connected: number, checkedIn: number, sites: number} | null} [props.counts] two figures:
 *   a line that stands is not a delegation that is there
 * @param {boolean} [props.recording] everybody is told as long as it is so
 * @param {LineState} props.line
 * @param {string} [props.who] whose screen this is
 * @param {import("preact").ComponentChildren} [props.tools]
 */
export function Band({ title, phase, at, item, late, counts, recording, line, who, tools }) {
  return html`<header class="band live-band">
    <h1 class="band-title" title=${title}>${title}</h1>
    <ul class="band-facts plain">
      <li><span class="band-phase">${t(`phase.${phase}`)}</span></li>
      ${item && html`<li>${t("ui.band.item", { n: item.number, of: item.of })}</li>`}
      <li class="band-clock">
        <span class="visually-hidden">${t("ui.band.clock")} </span>
        <time>${clockSeconds(at)}</time>
      </li>
      ${typeof late === "number" && h(Late, { late })}
      ${
        counts &&
        html`
          <li>
            ${h(Icon, { name: "wifi" })} ${t("ui.band.connected", {
              n: counts.connected,
              of: counts.sites,
            })}
          </li>
          <li>
            ${h(Icon, { name: "users" })} ${t("ui.band.checked_in", {
              n: counts.checkedIn,
              of: counts.sites,
            })}
          </li>
        `
      }
      ${
        recording &&
        html`<li>
          <span class="band-phase">${h(Icon, { name: "circle" })} ${t("ui.recording")}</span>
        </li>`
      }
      <li>${h(LineMark, { line })}</li>
    </ul>
    <div class="band-tools">
      ${who && html`<span class="band-who" title=${who}>${h(Icon, { name: "user" })} ${who}</span>`}
      ${tools}
    </div>
  </header>`;
}

/** @param {{late: number}} props */
function Late({ late }) {
  const size = Math.abs(late);
  if (size < 60) return html`<li>${h(Icon, { name: "check" })} ${t("ui.band.on_time")}</li>`;
  const word = late > 0 ? "ui.band.behind" : "ui.band.ahead";
  const days = Math.round(size / DAY);
  return html`<li class=${late > 0 ? "band-late" : ""}>
    ${h(Icon, { name: "hourglass" })} ${t(word, {
      time: size < DAY ? span(size) : t("ui.band.days", { n: days }),
    })}
  </li>`;
}

/** @type {Record<LineState, import("../icon/icon.js").IconName>} */
const SIGN = {
  starting: "circle-dashed",
  live: "wifi",
  waiting: "wifi",
  polled: "wifi",
  lost: "wifi-off",
  over: "lock",
};

/** @param {{line: LineState}} props */
export const LineMark = ({ line }) =>
  html`<span class=${`line-mark is-${line}`}>
    ${h(Icon, { name: SIGN[line] })} ${t(`ui.line.${line}`)}
  </span>`;
