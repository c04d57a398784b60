/** What a line is worth, in a word and in figures. */
import { h } from "preact";

import { Icon } from "../components/icon/icon.js";
import { html } from "../html.js";
import { t } from "../words.js";
import { SIGNS, graded, lost } from "./grades.js";

/** @typedef {import("../contract.js").LineReading} LineReading */
/** @typedef {import("../components/icon/icon.js").IconName} IconName */
/** @typedef {{reading: LineReading, at: number}} Told */

/** `300 kbit/s`, `1,2 Mbit/s`. @param {number} kilobits */
const rate = (kilobits) =>
  kilobits < 1000
    ? t("ui.lines.kilobits", { n: kilobits })
    : t("ui.lines.megabits", { n: (kilobits / 1000).toFixed(1).replace(".", t("ui.lines.comma")) });

/** A line breaks between two of them, never within one. @param {LineReading} reading */
const figures = (reading) =>
  t("ui.lines.figures", {
    lost: Math.round(100 * lost(reading)),
    delay: reading.delay ?? 0,
    up: rate(reading.up ?? 0),
    down: rate(reading.down ?? 0),
  })
    .split(" · ")
    .map((each) => each.replaceAll(" ", "\u00a0"))
    .join("\u00a0· ");

/** @param {{told: Told | undefined, now: number}} props */
export function LineMark({ told, now }) {
  const grade = graded(told, now);
  const { icon, tone } = SIGNS[grade];
  return html`<span class=${`mark ${tone}`}>
      ${h(Icon, { name: icon })} ${t(`ui.lines.${grade}`, {
        n: told ? Math.round((now - told.at) / 1000) : 0,
      })}
    </span>
    ${told && html` <span class="muted tabular">${figures(told.reading)}</span>`}`;
}

/**
 * Whether sound or picture leave a place.
 * @param {{what: "sound" | "picture", is: boolean}} props
 */
export const Leaves = ({ what, is }) => html`<span class=${`mark ${is ? "ok" : "idle"}`}>
  ${h(Icon, { name: ICONS[what][is ? 0 : 1] })} ${t(`ui.lines.${what}_${is ? "on" : "off"}`)}
</span>`;

/** @type {Record<"sound" | "picture", [IconName, IconName]>} */
const ICONS = { sound: ["mic", "mic-off"], picture: ["eye", "eye-off"] };
