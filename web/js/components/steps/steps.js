/** Where a paper stands on its way: each step with its icon, its word, who and when. */
import { h } from "preact";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** @typedef {{label: string, state: "done" | "now" | "todo", note?: string}} Step */
/** @type {Record<Step["state"], import("../icon/icon.js").IconName>} */
const SIGN = { done: "circle-check", now: "play", todo: "circle" };

/** @param {{steps: readonly Step[], label: string}} props */
export const Steps = ({ steps, label }) =>
  html`<ol class="steps plain" aria-label=${label}>
    ${steps.map(
      (
        step,
      ) => html`<li class=${step.state} aria-current=${step.state === "now" ? "step" : undefined}>
        ${h(Icon, { name: SIGN[step.state] })}
        <span>
          <span class="step-label">${step.label}</span>
          <span class="visually-hidden"> – ${t(`ui.step.${step.state}`)}</span>
          ${step.note && html`<span class="step-note muted">${step.note}</span>`}
        </span>
      </li>`,
    )}
  </ol>`;
