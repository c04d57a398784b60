/** The queue of the current item on a live screen. */
import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { QueueList, QueueTotal } from "../../components/queue-list/queue-list.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { second, secondsLeft } from "../../state/now.js";
import { t } from "../../words.js";

const Asked = later(() => import("./phoned-question.js").then((part) => part.PhonedQuestion));

/** @typedef {import("../../page.js").Page} Page */

const toTheSecond = () => second.value;

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {import("../../components/queue-list/queue-list.js").QueueActs} [props.acts]
 * @param {boolean} [props.hall] somebody of the hall looks, whom sites phone
 */
export function QueuePart({ page, acts, hall = false }) {
  const { store } = page;
  const [asked, ask] = useState(/** @type {{id: string, gone: boolean} | null} */ (null));
  const current = store.get("agenda")?.current;
  const queue = current ? store.get("queue", current) : undefined;
  const look = useMemo(
    () => ({
      requestOf: (/** @type {string} */ id) => store.get("request", id),
      lineOf: (/** @type {string} */ code) => {
        const site = store.get("site", code);
        return site && (site.line ?? {});
      },
    }),
    [store],
  );
  const phoned = useMemo(
    () => ({
      onWithdraw: (/** @type {{id: string}} */ { id }) => ask({ id, gone: true }),
      onChange: (/** @type {{id: string}} */ { id }) => ask({ id, gone: false }),
    }),
    [],
  );
  const request = asked && store.get("request", asked.id);
  // "Waiting since" is told in minutes; the cards need no finer clock.
  const at = Math.floor(second.value / 15_000) * 15_000;
  const list = h(QueueList, {
    order: queue?.order ?? [],
    next: queue?.next ?? [],
    ...look,
    at,
    now: toTheSecond,
    blocked: page.blocked(),
    ...(acts ? { acts } : {}),
    ...(hall ? { phoned } : {}),
    ...(page.site ? { mine: page.site } : {}),
  });
  return html`
    ${list}
    ${request && h(Asked, { page, request, gone: asked.gone, onClose: () => ask(null) })}
  `;
}

/** @param {{page: Page}} props */
export function QueueTotalPart({ page }) {
  const { store } = page;
  const current = store.get("agenda")?.current;
  const queue = current ? store.get("queue", current) : undefined;
  if (!queue?.seconds) return null;
  const speech = store.get("floor")?.speech;
  const at = Math.floor(second.value / 15_000) * 15_000;
  return h(QueueTotal, { seconds: queue.seconds, at, left: speech ? secondsLeft(speech, at) : 0 });
}

const TOGETHER = 1500;

/**
 * Says once, quietly, who has come into the queue; arrivals close together in one notice.
 * @param {Page} page
 */
export function useArrivals(page) {
  const { store } = page;
  const current = store.get("agenda")?.current ?? null;
  const order = current ? (store.get("queue", current)?.order ?? []) : [];
  const known = useRef(
    /** @type {{item: string | null, ids: Set<string>}} */ ({ item: null, ids: new Set() }),
  );
  const names = useRef(/** @type {string[]} */ ([]));
  const timer = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const before = known.current;
    known.current = {
      item: current,
      ids: new Set([...(before.item === current ? before.ids : []), ...order]),
    };
    if (before.item !== current) return;
    for (const id of order)
      if (!before.ids.has(id)) names.current.push(store.get("request", id)?.speaker ?? id);
    if (names.current.length === 0 || timer.current) return;
    timer.current = setTimeout(() => {
      page.say("info", t("ui.queue.arrived", { who: names.current.join(", ") }));
      names.current = [];
      timer.current = null;
    }, TOGETHER);
  }, [order, current]);
}
