/** The board of a round, "mời lần lượt": done, passed, skipped, to come. */
import { h } from "preact";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../contract.js").RoundView} RoundView */
/**
 * @type {Record<import("../../contract.js").RoundState, {icon: import("../icon/icon.js").IconName,
 *   tone: string}>}
 */
const SIGN = {
  to_come: { icon: "circle-dashed", tone: "idle" },
  speaking: { icon: "mic", tone: "bad" },
  done: { icon: "check", tone: "ok" },
  passed: { icon: "hand", tone: "info" },
  skipped: { icon: "skip-forward", tone: "warn" },
};

/**
 * @param {object} props
 * @param {RoundView} props.round
 * @param {{onCall: (site: string) => unknown, onSkip: (site: string) => unknown}} [props.acts]
 * @param {string} [props.blocked]
 * @param {string} [props.mine]
 */
export function RoundBoard({ round, acts, blocked = "", mine }) {
  const names = round.names ?? [];
  const count = round.states.filter((state) => state !== "to_come" && state !== "speaking").length;
  return html`<section class="round" aria-label=${t("ui.round.title")}>
    <p class="round-count">${t("ui.round.count", { n: count, of: round.order.length })}</p>
    <ol class="round-list plain">
      ${round.order.map((code, n) => {
        const state = round.states[n] ?? "to_come";
        const look = SIGN[state];
        const called = (round.next ?? []).includes(code);
        const marks = `${called ? " is-called" : ""}${code === mine ? " is-mine" : ""}`;
        return html`<li key=${code} class=${`round-site is-${state}${marks}`}>
          <span class="round-name">${n + 1}. ${names[n] ?? code}</span>
          <span class=${`mark ${look.tone}`}>
            ${h(Icon, { name: look.icon })} ${t(`round.${state}`)}
          </span>
          ${
            (round.ready ?? []).includes(code) &&
            state === "to_come" &&
            html`<span class="mark ok">${h(Icon, { name: "check" })} ${t("ui.queue.ready")}</span>`
          }
          ${
            acts &&
            state === "to_come" &&
            html`<span class="row round-acts">
              ${h(Button, {
                label: t("ui.queue.invite"),
                look: "small",
                blocked,
                onPress: () => acts.onCall(code),
              })}
              ${h(Button, {
                label: t("act.skip_in_round"),
                look: "small quiet",
                blocked,
                onPress: () => acts.onSkip(code),
              })}
            </span>`
          }
        </li>`;
      })}
    </ol>
  </section>`;
}
