/**
 * A draft under discussion: the clause that is before the room, and the list of all of them. What
 * is said of a clause comes drawn by the server, for whoever looks.
 */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

/** @typedef {import("../../contract.js").ClauseMark} ClauseMark */
/** @typedef {{waiting?: number, spoken?: number}} Tally */
/** @typedef {{comments: number, opposed: boolean}} Weight */

/**
 * @param {object} props
 * @param {string | null} props.body of the server; none while it is on its way
 * @param {boolean} [props.gone] it did not come
 */
export function ClauseText({ body, gone = false }) {
  if (gone) return html`<p class="empty" role="alert">${t("refusal.unavailable")}</p>`;
  if (body === null) return html`<p class="empty" role="status">${t("ui.loading")}</p>`;
  return html`<div class="clause-aloud" dangerouslySetInnerHTML=${{ __html: body }} />`;
}

/**
 * Which clause is before the room, and one press to the one before and the one after.
 * @param {object} props
 * @param {readonly ClauseMark[]} props.clauses
 * @param {string | null} props.focus
 * @param {string} [props.blocked]
 * @param {(clause: string | null) => unknown} props.onFocus
 */
export function ClauseBar({ clauses, focus, blocked = "", onFocus }) {
  const at = clauses.findIndex((each) => each.id === focus);
  const go = (/** @type {number} */ to) => () => onFocus(clauses[to]?.id ?? null);
  const last = clauses.length - 1;
  return html`<div class="clause-bar">
    ${h(Button, {
      label: t("ui.clause.previous"),
      icon: "chevron-left",
      bare: true,
      look: "small",
      hotkey: ",",
      blocked: blocked || (at > 0 ? "" : t("ui.clause.first")),
      onPress: go(at - 1),
    })}
    <p class="clause-at" role="status">
      ${at < 0 ? t("ui.clause.none") : html`<strong>${clauses[at]?.label}</strong>`}
      ${at >= 0 && html` <span class="muted tabular">${at + 1}/${clauses.length}</span>`}
    </p>
    ${h(Button, {
      label: t("ui.clause.next"),
      icon: "chevron-right",
      bare: true,
      look: "small",
      hotkey: ".",
      blocked: blocked || (at < last ? "" : t("ui.clause.last")),
      onPress: go(at + 1),
    })}
    ${
      at >= 0 &&
      h(Button, {
        label: t("ui.clause.drop"),
        icon: "x",
        look: "small quiet",
        blocked,
        onPress: () => onFocus(null),
      })
    }
  </div>`;
}

/**
 * All clauses, with who waits, who has spoken and what was written; one press puts one before the
 * room. What is disputed can stand first.
 * @param {object} props
 * @param {readonly ClauseMark[]} props.clauses
 * @param {string | null} props.focus
 * @param {(clause: string) => Tally | undefined} props.tallyOf
 * @param {(clause: string) => Weight | undefined} props.weightOf
 * @param {string} [props.blocked]
 * @param {(clause: string) => unknown} [props.onFocus] left out for those who only look
 */
export function ClauseList({ clauses, focus, tallyOf, weightOf, blocked = "", onFocus }) {
  const [disputed, order] = useState(false);
  const list = useRef(/** @type {HTMLOListElement | null} */ (null));
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [focus]);
  const shown = disputed ? byWeight(clauses, weightOf) : clauses;
  return html`<div class="clause-list">
    ${h(Button, {
      label: t("ui.clause.disputed_first"),
      icon: "list",
      look: "small",
      pressed: disputed,
      onPress: () => order(!disputed),
    })}
    <ol class="plain" ref=${list} aria-label=${t("ui.clause.list")}>
      ${shown.map(
        (each) => html`<li key=${each.id}>
          ${h(Line, {
            mark: each,
            current: each.id === focus,
            tally: tallyOf(each.id) ?? {},
            weight: weightOf(each.id),
            blocked,
            onFocus,
          })}
        </li>`,
      )}
    </ol>
  </div>`;
}

/**
 * @param {object} props
 * @param {ClauseMark} props.mark
 * @param {boolean} props.current
 * @param {Tally} props.tally
 * @param {Weight | undefined} props.weight
 * @param {string} props.blocked
 * @param {((clause: string) => unknown) | undefined} props.onFocus
 */
function Line({ mark, current, tally, weight, blocked, onFocus }) {
  const words = html`
    <span class="clause-label">${mark.label}</span>
    ${mark.heading && html`<span class="clause-heading">${mark.heading}</span>`}
    <span class="clause-counts">${counts(tally, weight)}</span>
  `;
  if (!onFocus) return html`<p class="clause-line">${words}</p>`;
  return html`<button
    type="button"
    class="clause-line"
    aria-current=${current ? "true" : undefined}
    aria-disabled=${blocked ? "true" : undefined}
    title=${blocked || undefined}
    onClick=${() => !blocked && !current && onFocus(mark.id)}
  >
    ${words}
  </button>`;
}

/** @param {Tally} tally @param {Weight | undefined} weight */
const counts = ({ waiting = 0, spoken = 0 }, weight) =>
  [
    waiting > 0 && t("ui.clause.waiting", { n: waiting }),
    spoken > 0 && t("ui.clause.spoken", { n: spoken }),
    weight && t("ui.clause.comments", { n: weight.comments }),
    weight?.opposed && t("ui.clause.opposed"),
  ]
    .filter(Boolean)
    .join(" · ");

/**
 * @param {readonly ClauseMark[]} clauses
 * @param {(clause: string) => Weight | undefined} weightOf
 */
function byWeight(clauses, weightOf) {
  const heavy = (/** @type {ClauseMark} */ { id }) => {
    const weight = weightOf(id);
    return weight ? weight.comments + (weight.opposed ? MUCH : 0) : 0;
  };
  return [...clauses].sort((one, other) => heavy(other) - heavy(one));
}

/** More than comments hang on any clause: what is disputed stands before what is long. */
const MUCH = 1_000_000;
