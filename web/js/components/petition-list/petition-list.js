/** Petitions of a board that are gone through: which is before the room, and all of them. */
import { h } from "preact";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

/** @typedef {import("../../contract.js").BoardedPetition} BoardedPetition */

/**
 * One press to the petition before and the one after, or back to the figures.
 * @param {object} props
 * @param {readonly BoardedPetition[]} props.petitions
 * @param {string | null} props.focus
 * @param {string} [props.blocked]
 * @param {(petition: string | null) => unknown} props.onFocus
 */
export function PetitionBar({ petitions, focus, blocked = "", onFocus }) {
  const at = petitions.findIndex((each) => each.code === focus);
  const last = petitions.length - 1;
  const go = (/** @type {number} */ to) => () => onFocus(petitions[to]?.code ?? null);
  return html`<div class="clause-bar">
    ${h(Button, {
      label: t("ui.board.previous"),
      icon: "chevron-left",
      bare: true,
      look: "small",
      blocked: blocked || (at > 0 ? "" : t("ui.board.first")),
      onPress: go(at - 1),
    })}
    <p class="clause-at" role="status">
      ${at < 0 ? t("ui.board.figures") : html`<strong>${focus}</strong>`}
      ${at >= 0 && html` <span class="muted tabular">${at + 1}/${petitions.length}</span>`}
    </p>
    ${h(Button, {
      label: t("ui.board.next"),
      icon: "chevron-right",
      bare: true,
      look: "small",
      blocked: blocked || (at < last ? "" : t("ui.board.last")),
      onPress: go(at + 1),
    })}
    ${
      at >= 0 &&
      h(Button, {
        label: t("ui.board.drop"),
        icon: "x",
        look: "small quiet",
        blocked,
        onPress: () => onFocus(null),
      })
    }
  </div>`;
}

/**
 * All of them, with why they are gone through; one press puts one before the room.
 * @param {object} props
 * @param {readonly BoardedPetition[]} props.petitions
 * @param {string | null} props.focus
 * @param {string} [props.blocked]
 * @param {(petition: string) => unknown} [props.onFocus] left out for those who only look
 */
export function PetitionLines({ petitions, focus, blocked = "", onFocus }) {
  if (petitions.length === 0) return html`<p class="empty">${t("ui.board.none")}</p>`;
  return html`<ol class="plain clause-list" aria-label=${t("ui.board.list")}>
    ${petitions.map(
      (each) => html`<li key=${each.code}>
        ${h(Line, { petition: each, current: each.code === focus, blocked, onFocus })}
      </li>`,
    )}
  </ol>`;
}

/**
 * @param {object} props
 * @param {BoardedPetition} props.petition
 * @param {boolean} props.current
 * @param {string} props.blocked
 * @param {((petition: string) => unknown) | undefined} props.onFocus
 */
function Line({ petition, current, blocked, onFocus }) {
  const words = html`
    <span class="clause-label">${petition.title || petition.code}</span>
    <span class="clause-heading">
      ${petition.code} · ${petition.lead || t("ui.board.no_lead")}
    </span>
    <span class="clause-heading">
      ${(petition.why ?? []).map((why) => t(`ui.board.why.${why}`)).join(" · ")}
    </span>
  `;
  if (!onFocus) return html`<p class="clause-line">${words}</p>`;
  return html`<button
    type="button"
    class="clause-line"
    aria-current=${current ? "true" : undefined}
    aria-disabled=${blocked ? "true" : undefined}
    title=${blocked || undefined}
    onClick=${() => !blocked && !current && onFocus(petition.code)}
  >
    ${words}
  </button>`;
}
