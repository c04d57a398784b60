/** The running order: what is done, what is now, what comes, planned and actual times. */
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { clock, minutes } from "../../format.js";
import { html } from "../../html.js";
import { keepInPane } from "../../scroll.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../contract.js").ItemView} ItemView */
/** @type {Record<import("../../contract.js").ItemState, import("../icon/icon.js").IconName>} */
const SIGN = { planned: "circle", current: "play", done: "check", skipped: "skip-forward" };

/**
 * @param {object} props
 * @param {readonly ItemView[]} props.items
 * @param {readonly string[]} props.starts planned starts, beside `items`
 * @param {number | null} [props.end] foretold end, milliseconds
 * @param {string | null} [props.planned] planned end
 * @param {(item: ItemView) => import("preact").ComponentChildren} [props.actions] what may be done
 *   to an item
 * @param {string | null} [props.open] the item whose actions are shown
 * @param {(id: string | null) => void} [props.onOpen]
 */
export function AgendaList({ items, starts, end, planned, actions, open, onOpen }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const current = items.find((item) => item.state === "current")?.id;
  useEffect(() => keepInPane(box.current?.querySelector("[aria-current]")), [current]);
  return html`<div class="agenda" ref=${box}>
    <ol class="agenda-list plain">
      ${items.map((item, n) =>
        h(AgendaItem, {
          key: item.id,
          item,
          start: starts[n] ?? null,
          actions,
          open: open === item.id,
          onOpen,
        }),
      )}
    </ol>
    ${items.length === 0 && html`<p class="empty">${t("ui.agenda.empty")}</p>`}
    ${
      end &&
      html`<p class="agenda-end">
        <strong>${t("ui.agenda.end", { time: clock(end) })}</strong>
        ${
          planned &&
          html` <span class="muted">${t("ui.agenda.planned_end", { time: clock(planned) })}</span>`
        }
      </p>`
    }
  </div>`;
}

/**
 * @param {{item: ItemView, start: string | null, actions: any, open: boolean, onOpen: any}} props
 */
function AgendaItem({ item, start, actions, open, onOpen }) {
  const body = html`
    <span class="agenda-number tabular">${h(Icon, { name: SIGN[item.state] })}${item.number}</span>
    <span class="agenda-words">
      <span class="agenda-title">${item.title}</span>
      <span class="agenda-line muted">
        <span class="visually-hidden">${t(`item_state.${item.state}`)}. </span>
        ${h(Times, { item, start })}
        ${item.internal && html` · ${h(Icon, { name: "lock" })} ${t("ui.agenda.internal")}`}
      </span>
    </span>
  `;
  return html`<li
    class=${`agenda-item is-${item.state}${item.parent ? " is-sub" : ""}`}
    aria-current=${item.state === "current" ? "step" : undefined}
  >
    ${
      onOpen
        ? html`<button
          type="button"
          class="agenda-row"
          aria-expanded=${String(open)}
          onClick=${() => onOpen(open ? null : item.id)}
        >
          ${body}
        </button>`
        : html`<div class="agenda-row">${body}</div>`
    }
    ${
      (item.documents ?? []).length > 0 &&
      html`<ul class="agenda-papers plain">
        ${(item.documents ?? []).map(
          (paper) => html`<li>
            <a href=${paper.address} target="_blank" rel="noopener">
              ${h(Icon, { name: "file-text" })} ${paper.title}
            </a>
          </li>`,
        )}
        ${(item.replaced ?? []).map(
          (paper) => html`<li class="muted">
            <a href=${paper.address} target="_blank" rel="noopener">
              ${h(Icon, { name: "history" })} ${t("ui.agenda.replaced", { title: paper.title })}
            </a>
          </li>`,
        )}
      </ul>`
    }
    ${open && actions && html`<div class="agenda-actions row">${actions(item)}</div>`}
  </li>`;
}

/** @param {{item: ItemView, start: string | null}} props */
function Times({ item, start }) {
  if (item.state === "skipped") return html`<span>${t("item_state.skipped")}</span>`;
  if (item.started_at) {
    const till = item.finished_at ? `–${clock(item.finished_at)}` : "→";
    return html`<span class="tabular">
      ${clock(item.started_at)}
      ${till}
      ${item.presenter ? ` · ${item.presenter}` : ""}
    </span>`;
  }
  return html`<span class="tabular">
    ${start ? clock(start) : ""}
    ${item.minutes ? ` · ${minutes(item.minutes * 60)}` : ""}
    ${item.presenter ? ` · ${item.presenter}` : ""}
  </span>`;
}
