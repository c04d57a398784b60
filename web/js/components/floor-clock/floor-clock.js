/**
 * Who has the floor and how long. The warning comes `warning` seconds before the end; over time
 * it counts up, to the second. Each state has its colour, its icon and its word.
 */
import { h } from "preact";

import { span } from "../../format.js";
import { html } from "../../html.js";
import { countdown, since } from "../../state/now.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../contract.js").SpeechView} SpeechView */
/**
 * @type {Record<import("../../state/now.js").Countdown["state"],
 *   import("../icon/icon.js").IconName>}
 */
const SIGN = { calm: "clock", warn: "hourglass", over: "alert-triangle", paused: "circle-pause" };

/**
 * @param {object} props
 * @param {SpeechView | null} [props.speech]
 * @param {number} props.at milliseconds of the server's clock
 * @param {number} [props.warning] seconds
 * @param {string | null} [props.lostSince] the speaker's line is lost since then
 * @param {boolean} [props.big] for the hall screen and the site that speaks
 * @param {boolean} [props.nameless] the site itself is looking: leave out who speaks
 */
export function FloorClock({ speech, at, warning = 60, lostSince, big = false, nameless = false }) {
  if (!speech) {
    return html`<div class=${`floor is-free${big ? " big" : ""}`}>
      <p class="floor-speaker">${t("ui.floor.free")}</p>
    </div>`;
  }
  const clock = countdown(speech, at, warning);
  return html`<div class=${`floor is-${clock.state}${big ? " big" : ""}`}>
    ${!nameless && html`<p class="floor-speaker">${speech.speaker}</p>`}
    <p class="floor-words">
      ${speech.delegate && html`<span class="strong">${speech.delegate}</span> · `}
      ${t(`kind.${speech.kind}`)} · ${t("ui.floor.nth", { n: speech.nth ?? 1 })}
      ${speech.out_of_order && html` · ${t("ui.floor.out_of_order")}`}
    </p>
    <div class="floor-time" role="timer">
      <span class="floor-clock">${clock.text}</span>
      <span class="floor-state">
        ${h(Icon, { name: SIGN[clock.state] })} ${t(`ui.clock.${clock.state}`)}
      </span>
    </div>
    <div class="floor-bar" aria-hidden="true">
      <div class="floor-fill" style=${{ transform: `scaleX(${clock.share.toFixed(4)})` }} />
    </div>
    ${
      speech.muted &&
      html`<p class="floor-lost badge warn">
        ${h(Icon, { name: "mic-off" })} ${t("ui.floor.muted")}
      </p>`
    }
    ${
      lostSince &&
      html`<p class="floor-lost badge bad">
        ${h(Icon, { name: "wifi-off" })} ${t("ui.floor.lost", { time: span(since(lostSince, at)) })}
      </p>`
    }
  </div>`;
}
