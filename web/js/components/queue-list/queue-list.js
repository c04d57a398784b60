/**
 * Who waits to speak. Cards are moved by the handle or with Alt+↑/↓; what is sent is "before
 * whom". While somebody points at the list nothing in it changes place: newcomers stand at the
 * end until the pointer leaves.
 */
import { h } from "preact";
import { useRef, useState } from "preact/hooks";

import { clock, minutes } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Card } from "./card.js";
import { useHands } from "./hands.js";
import { steady } from "./steady.js";

/** @typedef {import("../../contract.js").RequestView} RequestView */
/** @typedef {import("../../contract.js").Connection} Connection */
/** @typedef {import("./hands.js").Drag} Drag */
/**
 * What the chair may do to a card; left out for those who only look.
 * @typedef {object} QueueActs
 * @property {(id: string, before: string | null) => unknown} onMove
 * @property {(request: RequestView) => unknown} onInvite
 * @property {string} [noInvite] why nobody can be given the floor now; empty when somebody can
 * @property {(request: RequestView) => unknown} [onInterject] only while somebody speaks
 * @property {(request: RequestView) => void} [onInviteAs] the delegate is named with the floor
 * @property {(request: RequestView) => void} [onName] who will speak
 * @property {(request: RequestView) => void} [onGrant] more time, where it is limited for a site
 * @property {(request: RequestView) => void} onRemove
 */
/**
 * What anybody of the hall may do for a speaker who phoned, or sits in the hall.
 * @typedef {object} PhonedActs
 * @property {(request: RequestView) => unknown} onWithdraw
 * @property {(request: RequestView) => void} onChange its kind, its topic, who will speak
 */

/**
 * @param {object} props
 * @param {readonly string[]} props.order
 * @param {(id: string) => RequestView | undefined} props.requestOf
 * @param {(code: string) => Connection | undefined} [props.lineOf]
 * @param {readonly string[]} [props.next] who is called to prepare
 * @param {number} props.at milliseconds
 * @param {() => number} [props.now] the same to the second, for cards on which a clock runs
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
  now = () => at,
  acts,
  phoned,
  blocked = "",
  mine,
}) {
  const [held, hold] = useState(/** @type {readonly string[] | null} */ (null));
  const [drag, setDrag] = useState(/** @type {Drag | null} */ (null));
  const list = useRef(/** @type {HTMLOListElement | null} */ (null));
  const shown = held ? steady(held, order) : order;
  const hands = useHands(list, { shown, order, drag, blocked, acts }, { hold, setDrag });

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
        now,
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
