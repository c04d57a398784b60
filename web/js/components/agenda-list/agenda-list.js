/**
 * The running order: what is done, what is now, what comes, planned and actual times. What is to
 * come is moved by its handle or with Alt and an arrow; to the right it goes under the one above.
 */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { clock, day, minutes, moment, severalDays } from "../../format.js";
import { html } from "../../html.js";
import { keepInPane } from "../../scroll.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** Where an item goes; nobody but who conducts moves one. */
const places = () => import("./places.js");

/** @typedef {import("../../contract.js").ItemView} ItemView */
/** @typedef {import("./places.js").Place} Place */
/** @typedef {(id: string, place: Place) => unknown} OnMove */
/** @typedef {{id: string, gap: number, under: boolean}} Drag */
/** @type {Record<string, "up" | "down" | "in" | "out">} */
const WAYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
const KEYS = Object.keys(WAYS)
  .map((key) => `Alt+${key}`)
  .join(" ");
/** How far to the side an item is drawn before it changes its level, in pixels. */
const ASIDE = 24;
/** @typedef {import("../../contract.js").ItemState | "not_held"} State */
/** @type {Record<State, import("../icon/icon.js").IconName>} */
const SIGN = {
  planned: "circle",
  current: "play",
  done: "check",
  skipped: "skip-forward",
  not_held: "x",
};

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
 * @param {OnMove} [props.onMove] left out for those who only look, and while nothing can be sent
 * @param {boolean} [props.over] what was not held will not be
 */
export function AgendaList({ items, starts, end, planned, actions, open, onOpen, onMove, over }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const current = items.find((item) => item.state === "current")?.id;
  useEffect(() => keepInPane(box.current?.querySelector("[aria-current]")), [current]);
  const dayOf = (/** @type {number} */ n) => (starts[n] ? day(starts[n] ?? "") : "");
  const time = (/** @type {string | number} */ at) => moment(at, several);
  const several = severalDays(starts[0], planned ?? starts.at(-1));
  const { drag, handsOf } = useHands(box, items, onMove);
  const markOf = (/** @type {number} */ n) => {
    if (!drag) return "";
    const side = drag.under ? " mark-under" : "";
    if (drag.gap === n) return `mark-above${side}`;
    return n === items.length - 1 && drag.gap === items.length ? `mark-below${side}` : "";
  };
  return html`<div class="agenda" ref=${box}>
    <ol class=${`agenda-list plain${drag ? " is-dragging" : ""}`}>
      ${items.map((item, n) =>
        h(AgendaItem, {
          key: item.id,
          item,
          state: over && item.state === "planned" ? "not_held" : item.state,
          start: starts[n] ?? null,
          day: several && dayOf(n) !== dayOf(n - 1) ? dayOf(n) : "",
          actions,
          open: open === item.id,
          onOpen,
          mark: markOf(n),
          hands: onMove && item.state === "planned" ? handsOf(item) : null,
        }),
      )}
    </ol>
    ${items.length === 0 && html`<p class="empty">${t("ui.agenda.empty")}</p>`}
    ${
      end &&
      html`<p class="agenda-end">
        <strong>${t("ui.agenda.end", { time: time(end) })}</strong>
        ${
          planned &&
          html` <span class="muted">${t("ui.agenda.planned_end", { time: time(planned) })}</span>`
        }
      </p>`
    }
  </div>`;
}

/**
 * What moves an item, by its handle or by keys, and where one that is held would go.
 * @param {{current: HTMLElement | null}} box
 * @param {readonly ItemView[]} items
 * @param {OnMove | undefined} onMove
 */
function useHands(box, items, onMove) {
  const [drag, setDrag] = useState(/** @type {(Drag & {from: number}) | null} */ (null));
  const move = (/** @type {string} */ id, /** @type {Place | undefined} */ place) => {
    if (place) onMove?.(id, place);
  };
  const gapAt = (/** @type {number} */ y) => {
    const rows = [...(box.current?.querySelector("ol")?.children ?? [])];
    const below = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return below < 0 ? rows.length : below;
  };
  const handsOf = (/** @type {ItemView} */ item) => ({
    onKeyDown: (/** @type {KeyboardEvent} */ event) => {
      const way = WAYS[event.key];
      if (!event.altKey || !way) return;
      event.preventDefault();
      places().then(({ stepped }) => move(item.id, stepped(items, item.id, way)));
    },
    onPointerDown: (/** @type {PointerEvent} */ event) => {
      if (!(event.currentTarget instanceof HTMLElement)) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const gap = items.indexOf(item);
      setDrag({ id: item.id, gap, under: Boolean(item.parent), from: event.clientX });
    },
    onPointerMove: (/** @type {PointerEvent} */ event) => {
      if (drag?.id !== item.id) return;
      const aside = event.clientX - drag.from;
      const under = aside > ASIDE || (aside > -ASIDE && Boolean(item.parent));
      setDrag({ ...drag, gap: gapAt(event.clientY), under });
    },
    onPointerUp: () => {
      if (drag?.id === item.id)
        places().then(({ dropped }) =>
          move(item.id, dropped(items, item.id, drag.gap, drag.under)),
        );
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
  });
  return { drag, handsOf };
}

/**
 * @param {object} props
 * @param {ItemView} props.item
 * @param {State} props.state
 * @param {string | null} props.start
 * @param {string} props.day of several, if it is the first on that day
 * @param {any} props.actions
 * @param {boolean} props.open
 * @param {any} props.onOpen
 * @param {string} props.mark
 * @param {any} props.hands
 */
function AgendaItem({ item, state, start, day: onDay, actions, open, onOpen, mark, hands }) {
  const acts = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (open) acts.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  const body = html`
    <span class="agenda-number tabular">${h(Icon, { name: SIGN[state] })}${item.number}</span>
    <span class="agenda-words">
      <span class="agenda-title">${item.title}</span>
      <span class="agenda-line muted">
        <span class="visually-hidden">${t(`item_state.${state}`)}. </span>
        ${h(Times, { item, state, start })}
        ${item.internal && html` · ${h(Icon, { name: "lock" })} ${t("ui.agenda.internal")}`}
      </span>
    </span>
  `;
  const marks = `${item.parent ? " is-sub" : ""}${open ? " is-open" : ""}`;
  return html`<li
    class=${`agenda-item is-${item.state}${marks} ${mark}`}
    onKeyDown=${hands?.onKeyDown}
    aria-current=${item.state === "current" ? "step" : undefined}
  >
    ${onDay && html`<p class="agenda-day">${onDay}</p>`}
    ${
      hands &&
      html`<span
        class="agenda-handle"
        onPointerDown=${hands.onPointerDown}
        onPointerMove=${hands.onPointerMove}
        onPointerUp=${hands.onPointerUp}
        onPointerCancel=${hands.onPointerCancel}
        title=${t("ui.agenda.drag")}
        aria-hidden="true"
      >
        ${h(Icon, { name: "grip-vertical" })}
      </span>`
    }
    ${
      onOpen
        ? html`<button
          type="button"
          class="agenda-row"
          aria-keyshortcuts=${hands ? KEYS : undefined}
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
    ${open && actions && html`<div class="agenda-actions row" ref=${acts}>${actions(item)}</div>`}
  </li>`;
}

/** @param {{item: ItemView, state: State, start: string | null}} props */
function Times({ item, state, start }) {
  if (state === "skipped" || state === "not_held")
    return html`<span aria-hidden="true">${t(`item_state.${state}`)}</span>`;
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
