/** To what a priority request is. */
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../contract.js").Kind} Kind */
/** @typedef {{value: string, words: string}} Target */

/**
 * Whom an answer or a rebuttal is to; nothing for other kinds.
 * @param {object} props
 * @param {Kind} props.kind
 * @param {readonly Target[]} props.answers
 * @param {readonly Target[]} props.rebuts
 * @param {string} props.value
 * @param {(value: string) => void} props.onSet
 */
export function TargetField({ kind, answers, rebuts, value, onSet }) {
  const targets = kind === "answer" ? answers : kind === "rebuttal" ? rebuts : [];
  if (targets.length === 0) return null;
  return html`<label class="field">
    <span class="label">${t(`ui.request.to.${kind}`)}</span>
    <select value=${value} onChange=${(/** @type {any} */ event) => onSet(event.target.value)}>
      <option value="">${t(`ui.request.to.${kind}_any`)}</option>
      ${targets.map(
        (each) => html`<option
          key=${each.value}
          value=${each.value}
          selected=${each.value === value}
        >
          ${each.words}
        </option>`,
      )}
    </select>
  </label>`;
}
