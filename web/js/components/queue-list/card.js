/** One who waits: who, what about, since when; for the chair with what may be done. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { clock, lasting, span } from "../../format.js";
import { html } from "../../html.js";
import { leftAt, since, spokenAt } from "../../state/now.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";
import { Budget } from "./budget.js";

/** @typedef {import("../../contract.js").RequestView} RequestView */
/** @typedef {import("../../contract.js").Connection} Connection */
/** @typedef {import("./queue-list.js").QueueActs} QueueActs */
/** @typedef {import("./queue-list.js").PhonedActs} PhonedActs */
/** @typedef {import("./hands.js").Hands} Hands */

/**
 * @param {object} props
 * @param {string} props.id
 * @param {(id: string) => RequestView | undefined} props.requestOf
 * @param {((code: string) => Connection | undefined) | undefined} props.lineOf
 * @param {number} props.at
 * @param {() => number} props.now
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
export function Card({
  id,
  requestOf,
  lineOf,
  at,
  now,
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
      <p class="card-who strong">${request.speaker}</p>
      ${h(Marks, { request, line, called, at, now, whole: open || !(acts || phoned) })}
      ${open && h(More, { request, acts, phoned, blocked, onHead: hands.onHead })}
    </div>
    ${(acts || phoned) && h(CardActs, { request, acts, blocked, open, onOpen: setOpen })}
  </li>`;
}

/**
 * @param {object} props
 * @param {RequestView} props.request
 * @param {Connection | undefined} props.line
 * @param {boolean} props.called
 * @param {number} props.at
 * @param {() => number} props.now
 * @param {boolean} props.whole nothing is folded
 */
const Marks = ({ request, line, called, at, now, whole }) =>
  html`<p class=${`card-marks${whole ? " is-whole" : ""}`}>
    <span class="card-kind">${t(`kind.${request.kind}`)}</span>
    ${(request.clauses ?? []).map(
      ({ id, label }) => html`<span key=${id} class="card-clause">${label}</span>`,
    )}
    ${
      request.ready_at
        ? html`<span class="mark ok">${h(Icon, { name: "check" })} ${t("ui.queue.ready")}</span>`
        : called &&
          html`<span class="mark info">${h(Icon, { name: "clock" })} ${t("ui.queue.called")}</span>`
    }
    ${
      line?.state === "lost" &&
      html`<span class="mark bad">${h(Icon, { name: "wifi-off" })} ${t("line.lost")}</span>`
    }
    ${
      line?.state === "never" &&
      html`<span class="mark idle">${h(Icon, { name: "circle-dashed" })} ${t("line.never")}</span>`
    }
    ${
      request.nth
        ? html`<span>
          ${
            request.nth > 1
              ? t("ui.queue.nth", { n: request.nth, spoken: lasting(spokenAt(request, now)) })
              : t("ui.queue.first")
          }
        </span>`
        : null
    }
    ${request.registered && html`<span>${t("ui.queue.registered")}</span>`}
    ${request.sub_hub && html`<span class="mark warn">${t("ui.queue.sub_hub")}</span>`}
    ${h(Budget, { left: leftAt(request, now), granted: request.granted })}
    <span class="tabular" title=${clock(request.arrived_at)}>
      ${t("ui.queue.since", { time: span(since(request.arrived_at, at)) })}
    </span>
    ${[request.topic, request.delegate]
      .filter(Boolean)
      .map((words) => html`<span class="card-topic">${words}</span>`)}
    ${request.seconds ? html`<span class="tabular">${lasting(request.seconds)}</span>` : null}
  </p>`;

/**
 * @param {object} props
 * @param {RequestView} props.request
 * @param {QueueActs | undefined} props.acts
 * @param {PhonedActs | undefined} props.phoned
 * @param {string} props.blocked
 * @param {(id: string) => void} props.onHead
 */
const More = ({ request, acts, phoned, blocked, onHead }) =>
  html`<div class="row card-more">
    ${
      acts &&
      h(Button, {
        label: t("ui.queue.up"),
        icon: "chevron-up",
        look: "small",
        blocked,
        onPress: () => onHead(request.id),
      })
    }
    ${
      acts?.onInviteAs &&
      h(Button, {
        label: t("ui.queue.invite_as"),
        icon: "user",
        look: "small",
        blocked: blocked || acts.noInvite || "",
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
        blocked: blocked || acts.noInvite || "",
        onPress: () => acts.onInterject?.(request),
      })
    }
    ${
      acts?.onGrant &&
      request.site &&
      request.ordinary &&
      h(Button, {
        label: t("act.grant_time"),
        icon: "clock",
        look: "small",
        blocked,
        onPress: () => acts.onGrant?.(request),
      })
    }
    ${
      phoned &&
      h(Button, {
        label: t("act.change_request"),
        icon: "file-text",
        look: "small",
        blocked,
        onPress: () => phoned.onChange(request),
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
  </div>`;

/**
 * @param {object} props
 * @param {RequestView} props.request
 * @param {QueueActs | undefined} props.acts
 * @param {string} props.blocked
 * @param {boolean} props.open
 * @param {(open: boolean) => void} props.onOpen
 */
const CardActs = ({ request, acts, blocked, open, onOpen }) =>
  html`<div class="card-acts">
    ${
      acts &&
      h(Button, {
        label: t("ui.queue.invite"),
        icon: "mic",
        look: "small",
        blocked: blocked || acts.noInvite || "",
        onPress: () => acts.onInvite(request),
      })
    }
    <button
      type="button"
      class="button small quiet"
      aria-expanded=${String(open)}
      onClick=${() => onOpen(!open)}
    >
      ${h(Icon, { name: open ? "chevron-up" : "chevron-down" })}
      <span class="visually-hidden">${t("ui.queue.more", { who: request.speaker })}</span>
    </button>
  </div>`;
