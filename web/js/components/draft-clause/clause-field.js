/** Which clauses of a draft somebody speaks to: those chosen, and a list to choose another from. */
import { h } from "preact";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

/** @typedef {import("../../contract.js").ClauseMark} ClauseMark */

/** Clauses that one request may name. */
const MOST = 10;

/**
 * @param {object} props
 * @param {readonly ClauseMark[]} props.clauses none where the item carries no draft
 * @param {readonly string[]} props.chosen
 * @param {(chosen: readonly string[]) => void} props.onChoose
 */
export function ClauseField({ clauses, chosen, onChoose }) {
  if (clauses.length === 0) return null;
  const add = (/** @type {any} */ event) => {
    const { value } = event.target;
    if (value) onChoose([...chosen, value]);
    event.target.value = "";
  };
  return html`<div class="clause-field stack tight">
    ${
      chosen.length > 0 &&
      html`<ul class="plain row" aria-label=${t("ui.clause.about")}>
        ${chosen.map(
          (id) => html`<li key=${id} class="clause-chosen">
            ${labelOf(clauses, id)}
            ${h(Button, {
              label: t("ui.clause.leave_out", { clause: labelOf(clauses, id) }),
              icon: "x",
              bare: true,
              look: "small quiet",
              onPress: () => onChoose(chosen.filter((each) => each !== id)),
            })}
          </li>`,
        )}
      </ul>`
    }
    ${
      chosen.length < MOST &&
      html`<label class="field">
        <span class="label">
          ${t(chosen.length > 0 ? "ui.clause.another" : "ui.clause.about")}
        </span>
        <select onChange=${add}>
          <option value="">–</option>
          ${clauses
            .filter((each) => !chosen.includes(each.id))
            .map(
              (each) => html`<option key=${each.id} value=${each.id}>${optionOf(each)}</option>`,
            )}
        </select>
      </label>`
    }
  </div>`;
}

/** @param {ClauseMark} mark */
const optionOf = ({ label, heading }) => (heading ? `${label}. ${heading}` : label);

/** @param {readonly ClauseMark[]} clauses @param {string} id */
const labelOf = (clauses, id) => clauses.find((each) => each.id === id)?.label ?? "";

/**
 * One clause to choose, or none, as a field of a sheet.
 * @param {readonly ClauseMark[]} clauses @param {string} value
 */
export const clauseField = (clauses, value) => ({
  name: "clause",
  label: t("ui.clause.about"),
  value,
  options: [
    { value: "", words: "–" },
    ...clauses.map((each) => ({ value: each.id, words: each.label })),
  ],
});
