/** Who will speak, on the chair's console: the queue of the item and what moves it on. */
import { h } from "preact";
import { useMemo } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { believes, currentItem, currentQueue } from "./frame.js";
import { blockedBy, over, passes } from "./offers.js";
import { QueuePart, QueueTotalPart } from "./queue.js";
import { StepFoot } from "./step-foot.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").RequestView} RequestView */
/** @typedef {import("./conduct.js").Conduct} Conduct */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./card-question.js").OfCard} OfCard */
/** @typedef {import("../../components/queue-list/queue-list.js").QueueActs} QueueActs */

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {Conduct} props.does
 * @param {(question: Question) => void} props.ask
 * @param {(card: OfCard) => void} props.askOf
 */
export function TurnsPart({ page, does, ask, askOf }) {
  const acts = useCardActs(page, askOf);
  const foot = h(StepFoot, { page, onPress: does.next });
  if (!currentItem(page) || !currentQueue(page))
    return html`
      <div class="pane-scroll"><p class="empty">${over(page) ? "" : t("ui.queue.later")}</p></div>
      <div class="pane-foot">${foot}</div>
    `;
  return html`
    ${h(QueueHead, { page, ask })}
    <div class="pane-scroll">${h(QueuePart, { page, acts, hall: true })}</div>
    <div class="pane-foot stack tight">
      ${foot}
      ${h(QueueTotalPart, { page })}
      <div class="row">
        ${h(RoundActs, { page, ask })}
        ${h(Button, {
          label: t("ui.queue.add"),
          icon: "plus",
          look: "small",
          blocked: blockedBy(page, "ask_to_speak"),
          onPress: () => ask("add"),
        })}
        ${
          passes(page, "grant_time") &&
          h(Button, {
            label: t("act.grant_time"),
            icon: "clock",
            look: "small",
            blocked: page.blocked(),
            onPress: () => ask("grant"),
          })
        }
      </div>
    </div>
  `;
}

/**
 * What may be done to a card. The acts are the same as long as nothing about them changes, so that
 * a card is drawn again only for its own sake.
 * @param {Page} page
 * @param {(card: OfCard) => void} askOf
 * @returns {QueueActs}
 */
function useCardActs(page, askOf) {
  const { store, act } = page;
  const speaking = !!store.get("floor")?.speech;
  const limited = passes(page, "grant_time");
  const noInvite = blockedBy(page, "give_floor");
  return useMemo(() => {
    const give = (/** @type {RequestView} */ request, more = {}) =>
      act("give_floor", { request: request.id, believes: believes(page), ...more });
    const asks = (/** @type {OfCard["what"]} */ what) => (/** @type {RequestView} */ request) =>
      askOf({ what, request });
    return {
      onMove: (/** @type {string} */ request, /** @type {string | null} */ before) =>
        act("move_request", { request, before, version: currentQueue(page)?.version ?? 0 }),
      onInvite: (/** @type {RequestView} */ request) => give(request),
      noInvite,
      onInviteAs: asks("invite"),
      onName: asks("name"),
      onRemove: asks("remove"),
      ...(limited ? { onGrant: asks("grant") } : {}),
      ...(speaking
        ? {
            onInterject: (/** @type {RequestView} */ request) => give(request, { interject: true }),
          }
        : {}),
    };
  }, [page, speaking, limited, noInvite, askOf]);
}

/** @param {{page: Page, ask: (question: Question) => void}} props */
function QueueHead({ page, ask }) {
  const item = currentItem(page);
  const queue = currentQueue(page);
  if (!item || !queue) return null;
  return html`<header class="pane-head">
    <h2>
      ${t("ui.queue.of", { n: item.number })} <span class=${`mark ${queue.open ? "ok" : "warn"}`}>
        ${stateOf(queue)}
      </span>
    </h2>
    ${queue.open ? h(Closing, { page, item: item.id, ask }) : h(Opening, { page, item: item.id })}
  </header>`;
}

/** @param {import("../../contract.js").QueueView} queue */
function stateOf({ open, closes_at: until }) {
  if (!open) return t("ui.queue.closed");
  return until ? t("ui.queue.closes", { time: clock(until) }) : t("ui.queue.open");
}

/** @param {{page: Page, item: string}} props */
const Opening = ({ page, item }) =>
  h(Button, {
    label: t("ui.queue.reopen"),
    look: "small",
    blocked: blockedBy(page, "open_queue", "item", item),
    onPress: () => page.act("open_queue", { item }),
  });

/** @param {{page: Page, item: string, ask: (question: Question) => void}} props */
const Closing = ({ page, item, ask }) =>
  html`<div class="split">
    ${h(Button, {
      label: t("ui.queue.close"),
      look: "small",
      blocked: blockedBy(page, "close_queue", "item", item),
      onPress: () => page.act("close_queue", { item }),
    })}
    ${h(Button, {
      label: t("ui.queue.close_at"),
      icon: "clock",
      bare: true,
      look: "small",
      blocked: blockedBy(page, "close_queue", "item", item),
      onPress: () => ask("close_queue"),
    })}
  </div>`;

/**
 * Each button is its own: whoever has just started a round by keys must not hold the one that ends
 * it.
 * @param {{page: Page, ask: (question: Question) => void}} props
 */
function RoundActs({ page, ask }) {
  if (page.store.get("round"))
    return h(Button, {
      key: "end_round",
      label: t("act.end_round"),
      look: "small",
      blocked: blockedBy(page, "end_round"),
      onPress: () => page.act("end_round", {}),
    });
  return h(Button, {
    key: "start_round",
    label: t("act.start_round"),
    icon: "list",
    look: "small",
    blocked: blockedBy(page, "start_round"),
    onPress: () => ask("round"),
  });
}
