/** Who speaks now, on the clock of the page. */
import { h } from "preact";

import { FloorClock } from "../../components/floor-clock/floor-clock.js";
import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { now } from "../../state/now.js";
import { t } from "../../words.js";
import { currentQueue, lostSince } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page, big?: boolean, nameless?: boolean}} props */
export function FloorPart({ page, big = false, nameless = false }) {
  const speech = page.store.get("floor")?.speech ?? null;
  return h(FloorClock, {
    speech,
    at: speech ? now.value : 0,
    warning: page.store.get("conference")?.warning ?? 60,
    lostSince: lostSince(page, speech?.site),
    big,
    nameless,
  });
}

/** The next two, who are called to prepare. @param {{page: Page}} props */
export function NextPart({ page }) {
  const { store } = page;
  const round = store.get("round");
  const queue = currentQueue(page);
  const fromQueue = (queue?.next ?? [])
    .map((id) => store.get("request", id))
    .filter((each) => each !== undefined)
    .map((each) => ({ key: each.id, who: each.speaker, ready: !!each.ready_at }));
  const fromRound = (round?.next ?? []).map((code) => ({
    key: code,
    who: round?.names?.[round.order.indexOf(code)] ?? code,
    ready: (round?.ready ?? []).includes(code),
  }));
  const next = fromRound.length ? fromRound : fromQueue;
  if (next.length === 0) return null;
  return html`<p class="next">
    <span class="next-label">${t("ui.floor.next")}</span>
    ${next.map(
      (each) => html`<span key=${each.key} class="next-who">
        <span class="strong">${each.who}</span>
        ${
          each.ready
            ? html`<span class="mark ok">
              ${h(Icon, { name: "check" })} ${t("ui.queue.ready")}
            </span>`
            : html`<span class="mark idle">
              ${h(Icon, { name: "clock" })} ${t("ui.queue.called")}
            </span>`
        }
      </span>`,
    )}
  </p>`;
}
