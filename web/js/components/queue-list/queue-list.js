/**
 * Who waits to speak. Cards are moved by the handle or with Alt+↑/↓; what is sent is "before
 * whom". While somebody points at the list nothing in it changes place: newcomers stand at the
 * end until the pointer leaves.
 */
import { h } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";

import { clock, duration, minutes, span } from "../../format.js";
import { html } from "../../html.js";
import { since } from "../../state/now.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";
import { dropped, neighbour, steady } from "./steady.js";

/** @typedef {import("../../contract.js").RequestView} RequestView */
/** @typedef {import("../../contract.js").Connection} Line */
/** What moves a card, by its handle or by keys.
 * @typedef {object} Hands
 * @property {(event: KeyboardEvent, id: string) => void} onKey
 * @property {(id: string) => void} onHead
 * @property {(event: PointerEvent, id: string) => void} onDown
 * @property {(event: PointerEvent, id: string) => void} onDrag
 * @property {(id: string) => void} onDrop
 * @property {() => void} onLost
 */
/**
 * What the chair may do to a card; left out for those who only look.
 * @typedef {object} QueueActs
 * @property {(id: string, before: string | null) => unknown} onMove
 * @property {(request: RequestView) => unknown} onInvite
 * @property {(request: RequestView) => unknown} [onInterject] only while somebody speaks
 * @property {(request: RequestView) => void} [onInviteAs] the delegate is named as the floor is
 *   given
 * @property {(request: RequestView) => void} [onName] who will speak
 * @property {(request: RequestView) => void} onRemove
 */
/**
 * What anybody of the hall may do for a speaker who phoned, or sits in the hall.
 * @typedef {object} PhonedActs
 * @property {(request: RequestView) => unknown} onWithdraw
 */

/**
 * @param {object} props
 * @param {readonly string[]} props.order
 * @param {(id: string) => RequestView | undefined} props.requestOf
 * @param {(code: string) => Line | undefined} [props.lineOf]
 * @param {readonly string[]} [props.next] who is called to prepare
 * @param {number} props.at milliseconds
 * @param {QueueActs} [props.acts]
 * @param {PhonedActs} [props.phoned]
 * @param {string} [props.blocked]
 * @param {string} [props.mine] the site that looks
 */
export function QueueList({
  order,
  requestOf,
  lineOf,
  next = [],
  at,
  acts,
  phoned,
  blocked = "",
  mine,
}) {
  const [held, hold] = useState(/** @type {readonly string[] | null} */ (null));
  const [drag, setDrag] = useState(/** @type {{id: string, gap: number} | null} */ (null));
  const list = useRef(/** @type {HTMLOListElement | null} */ (null));
  const shown = held ? steady(held, order) : order;

  // What the hands of a card need to know when they are used; the hands themselves never change,
  // so that a card is drawn again only when something of its own has.
  const known = useRef({ shown, order, drag, blocked, acts });
  known.current = { shown, order, drag, blocked, acts };
  const hands = useMemo(() => {
    const gapAt = (/** @type {number} */ y) => {
      const cards = [...(list.current?.children ?? [])];
      const below = cards.findIndex((card) => {
        const box = card.getBoundingClientRect();
        return y < box.top + box.height / 2;
      });
      return below < 0 ? cards.length : below;
    };
    const move = (/** @type {string} */ id, /** @type {string | null | undefined} */ before) => {
      if (before === undefined || known.current.blocked) return;
      hold(null);
      known.current.acts?.onMove(id, before);
    };
    return {
      onKey: (/** @type {KeyboardEvent} */ event, /** @type {string} */ id) => {
        if (
          !known.current.acts ||
          !event.altKey ||
          (event.key !== "ArrowUp" && event.key !== "ArrowDown")
        )
          return;
        event.preventDefault();
        move(id, neighbour(known.current.order, id, event.key === "ArrowUp" ? -1 : 1));
      },
      onHead: (/** @type {string} */ id) =>
        move(id, known.current.order[0] === id ? undefined : known.current.order[0]),
      onDown: (/** @type {PointerEvent} */ event, /** @type {string} */ id) => {
        if (known.current.blocked || !(event.currentTarget instanceof HTMLElement)) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        hold(known.current.shown);
        setDrag({ id, gap: known.current.shown.indexOf(id) });
      },
      onDrag: (/** @type {PointerEvent} */ event, /** @type {string} */ id) => {
        if (known.current.drag?.id === id) setDrag({ id, gap: gapAt(event.clientY) });
      },
      onDrop: (/** @type {string} */ id) => {
        const { drag: held, shown: seen } = known.current;
        if (held?.id === id) move(id, dropped(seen, id, held.gap));
        setDrag(null);
      },
      onLost: () => setDrag(null),
    };
  }, []);

  if (order.length === 0) return html`<p class="empty">${t("ui.queue.empty")}</p>`;
  return html`<ol
    class=${`queue plain${drag ? " is-dragging" : ""}`}
    ref=${list}
    onPointerEnter=${() => acts && !held && hold(order)}
    onPointerLeave=${() => !drag && hold(null)}
  >
    ${shown.map((id, n) =>
      h(Card, {
        key: id,
        id,
        requestOf,
        lineOf,
        at,
        place: order.indexOf(id) + 1,
        called: next.includes(id),
        mine,
        acts,
        phoned,
        blocked,
        hands,
        mark:
          drag && drag.gap === n
            ? "above"
            : drag && n === shown.length - 1 && drag.gap === shown.length
              ? "below"
              : "",
        dragged: drag?.id === id,
      }),
    )}
  </ol>`;
}

/**
 * @param {object} props
 * @param {string} props.id
 * @param {(id: string) => RequestView | undefined} props.requestOf
 * @param {((code: string) => Line | undefined) | undefined} props.lineOf
 * @param {number} props.at
 * @param {number} props.place
 * @param {boolean} props.called
 * @param {string | undefined} props.mine
 * @param {QueueActs | undefined} props.acts
 * @param {PhonedActs | undefined} props.phoned
 * @param {string} props.blocked
 * @param {Hands} props.hands
 * @param {string} props.mark
 * @param {boolean} props.dragged
 */
function Card({
  id,
  requestOf,
  lineOf,
  at,
  place,
  called,
  mine,
  acts,
  phoned,
  blocked,
  hands,
  mark,
  dragged,
}) {
  const request = requestOf(id);
  const [open, setOpen] = useState(false);
  if (!request) return null;
  const line = request.site && lineOf ? lineOf(request.site) : undefined;
  const classes = [
    "card-waiting",
    mark && `mark-${mark}`,
    dragged && "is-dragged",
    called && "is-called",
    mine !== undefined && request.site === mine && "is-mine",
  ];
  return html`<li
    class=${classes.filter(Boolean).join(" ")}
    tabindex=${acts ? 0 : undefined}
    onKeyDown=${(/** @type {KeyboardEvent} */ event) => hands.onKey(event, id)}
  >
    <span class="card-place tabular">${place}</span>
    ${
      acts &&
      html`<span
        class="card-handle"
        onPointerDown=${(/** @type {PointerEvent} */ event) => hands.onDown(event, id)}
        onPointerMove=${(/** @type {PointerEvent} */ event) => hands.onDrag(event, id)}
        onPointerUp=${() => hands.onDrop(id)}
        onPointerCancel=${hands.onLost}
        title=${t("ui.queue.drag")}
        aria-hidden="true"
      >
        ${h(Icon, { name: "grip-vertical" })}
      </span>`
    }
    <div class="card-body">
      <p class="card-who">
        <span class="strong">${request.speaker}</span>
        <span class="card-kind">${t(`kind.${request.kind}`)}</span>
      </p>
      ${
        (request.delegate || request.topic) &&
        html`<p class="card-topic">
          ${[request.delegate, request.topic].filter(Boolean).join(" · ")}
        </p>`
      }
      <p class="card-marks">
        ${request.seconds ? html`<span class="tabular">${duration(request.seconds)}</span>` : null}
        ${
          request.ready_at
            ? html`<span class="mark ok">
              ${h(Icon, { name: "check" })} ${t("ui.queue.ready")}
            </span>`
            : called &&
              html`<span class="mark info">
                ${h(Icon, { name: "clock" })} ${t("ui.queue.called")}
              </span>`
        }
        ${
          line?.state === "lost" &&
          html`<span class="mark bad">${h(Icon, { name: "wifi-off" })} ${t("line.lost")}</span>`
        }
        ${
          line?.state === "never" &&
          html`<span class="mark idle">
            ${h(Icon, { name: "circle-dashed" })} ${t("line.never")}
          </span>`
        }
        ${
          request.nth
            ? html`<span>
              ${
                request.nth > 1
                  ? t("ui.queue.nth", { n: request.nth, spoken: duration(request.spoken ?? 0) })
                  : t("ui.queue.first")
              }
            </span>`
            : null
        }
        ${request.registered && html`<span>${t("ui.queue.registered")}</span>`}
        ${
          typeof request.budget_left === "number" &&
          html`<span class=${request.budget_left < 0 ? "mark bad" : ""}>
            ${t("ui.queue.budget", { time: signed(request.budget_left) })}
          </span>`
        }
        <span class="tabular" title=${clock(request.arrived_at)}>
          ${t("ui.queue.since", { time: span(since(request.arrived_at, at)) })}
        </span>
      </p>
      ${
        open &&
        html`<div class="row card-more">
          ${
            acts &&
            h(Button, {
              label: t("ui.queue.up"),
              icon: "chevron-up",
              look: "small",
              blocked,
              onPress: () => hands.onHead(id),
            })
          }
          ${
            acts?.onInviteAs &&
            h(Button, {
              label: t("ui.queue.invite_as"),
              icon: "user",
              look: "small",
              blocked,
              onPress: () => acts.onInviteAs?.(request),
            })
          }
          ${
            acts?.onName &&
            h(Button, {
              label: t("act.name_speaker"),
              icon: "user",
              look: "small",
              blocked,
              onPress: () => acts.onName?.(request),
            })
          }
          ${
            acts?.onInterject &&
            h(Button, {
              label: t("ui.queue.interject"),
              icon: "mic",
              look: "small",
              blocked,
              onPress: () => acts.onInterject?.(request),
            })
          }
          ${
            phoned &&
            h(Button, {
              label: t("ui.queue.withdraw_for"),
              icon: "undo-2",
              look: "small",
              blocked,
              onPress: () => phoned.onWithdraw(request),
            })
          }
          ${
            acts &&
            h(Button, {
              label: t("act.remove_request"),
              icon: "x",
              look: "small danger",
              blocked,
              onPress: () => acts.onRemove(request),
            })
          }
        </div>`
      }
    </div>
    ${
      (acts || phoned) &&
      html`<div class="card-acts">
        ${
          acts &&
          h(Button, {
            label: t("ui.queue.invite"),
            icon: "mic",
            look: "small",
            blocked,
            onPress: () => acts.onInvite(request),
          })
        }
        <button
          type="button"
          class="button small quiet"
          aria-expanded=${String(open)}
          onClick=${() => setOpen(!open)}
        >
          ${h(Icon, { name: open ? "chevron-up" : "chevron-down" })}
          <span class="visually-hidden">${t("ui.queue.more", { who: request.speaker })}</span>
        </button>
      </div>`
    }
  </li>`;
}

/** A length of time that may be less than none. @param {number} seconds */
const signed = (seconds) => `${seconds < 0 ? "−" : ""}${duration(Math.abs(seconds))}`;

/**
 * Time asked for in all, and when the queue will be through.
 * @param {{seconds: number, at: number, left: number}} props
 */
export const QueueTotal = ({ seconds, at, left }) =>
  html`<p class="queue-total muted tabular">
    ${t("ui.queue.total", {
      time: minutes(seconds),
      end: clock(at + 1000 * (seconds + Math.max(0, left))),
    })}
  </p>`;
