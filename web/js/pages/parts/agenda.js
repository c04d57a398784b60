/** The agenda of a live screen; for those who conduct it with what can be done to an item. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { AgendaList } from "../../components/agenda-list/agenda-list.js";
import { Button } from "../../components/button/button.js";
import { minutes } from "../../format.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { second } from "../../state/now.js";
import { t } from "../../words.js";
import { foretold, itemsOf, underWay } from "./frame.js";
import { blockedBy, offered } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").ItemView} ItemView */
/** @typedef {import("../../components/agenda-list/places.js").Place} Place */
/** @typedef {import("./item.js").Wish} Wish */

const WishDialog = later(() => import("./item.js").then((part) => part.WishDialog));

const MORE_MINUTES = 5;

/** @param {{page: Page, conducts?: boolean}} props */
export function AgendaPart({ page, conducts = false }) {
  const [open, setOpen] = useState(/** @type {string | null} */ (null));
  const [wish, setWish] = useState(/** @type {Wish | null} */ (null));
  const agenda = page.store.get("agenda");
  // To the minute: the list shows no seconds.
  const at = Math.floor(second.value / 60_000) * 60_000;
  const may = conducts && offered(page, "add_item");
  const actions = (/** @type {ItemView} */ item) =>
    actionsOf(
      page,
      item,
      (what) => setWish({ what, item }),
      () => setOpen(null),
    );
  const moved = (/** @type {string} */ item, /** @type {Place} */ place) =>
    page.act("move_item", { item, ...place });
  return html`
    ${h(AgendaList, {
      items: itemsOf(page),
      starts: agenda?.starts ?? [],
      end: underWay(page) && agenda ? (foretold(page, at)?.end ?? null) : null,
      planned: agenda?.ends_at ?? null,
      over: !!page.store.get("conference")?.ended_at,
      ...(conducts ? { open, onOpen: setOpen } : {}),
      ...(may ? { actions } : {}),
      ...(may && !page.blocked() ? { onMove: moved } : {}),
    })}
    ${
      may &&
      h(Button, {
        label: t("act.add_item"),
        icon: "plus",
        look: "small quiet",
        blocked: page.blocked(),
        onPress: () => setWish({ what: "add", item: null }),
      })
    }
    ${wish && h(WishDialog, { page, wish, onClose: () => setWish(null) })}
  `;
}

/**
 * What may be done to an item, as buttons.
 * @param {Page} page
 * @param {ItemView} item
 * @param {(what: Wish["what"]) => void} wish
 * @param {() => void} close
 */
function actionsOf(page, item, wish, close) {
  const blocked = page.blocked();
  const args = { item: item.id };
  const done = (/** @type {Promise<unknown>} */ going) => going.finally(close);
  const edit = h(Button, {
    label: t("ui.agenda.edit_item"),
    icon: "file-text",
    look: "small quiet",
    blocked,
    onPress: () => wish("edit"),
  });
  if (item.state === "current") {
    return [
      h(Button, {
        label: t("act.finish_item"),
        icon: "check",
        look: "small",
        blocked: blockedBy(page, "finish_item", "item", item.id),
        onPress: () => done(page.act("finish_item", args)),
      }),
      h(Button, {
        label: t("ui.agenda.more", { n: MORE_MINUTES }),
        icon: "plus",
        look: "small",
        blocked,
        onPress: () => page.act("extend_item", { ...args, minutes: MORE_MINUTES }),
      }),
      h(Button, {
        label: t("ui.agenda.more_any"),
        icon: "clock",
        look: "small quiet",
        blocked,
        onPress: () => wish("extend"),
      }),
      edit,
      h(Waiting, { page, item }),
    ];
  }
  const start =
    offered(page, "start_item") &&
    h(Button, {
      label: t("act.start_item"),
      icon: "play",
      look: "small",
      blocked: blockedBy(page, "start_item", "item", item.id),
      onPress: () => done(page.act("start_item", args)),
    });
  if (item.state !== "planned") return [start, edit];
  return [
    start,
    offered(page, "skip_item") &&
      h(Button, {
        label: t("act.skip_item"),
        icon: "skip-forward",
        look: "small quiet",
        blocked: blockedBy(page, "skip_item", "item", item.id),
        onPress: () => done(page.act("skip_item", args)),
      }),
    edit,
    h(Button, {
      label: t("act.move_item"),
      icon: "chevron-up",
      look: "small quiet",
      blocked,
      onPress: () => wish("move"),
    }),
    h(Button, {
      label: t("act.remove_item"),
      icon: "x",
      look: "small quiet",
      blocked: blockedBy(page, "remove_item", "item", item.id),
      onPress: () => wish("remove"),
    }),
    h(Registered, { page, item }),
  ];
}

/**
 * What ending the item does to those who still wait on it.
 * @param {{page: Page, item: ItemView}} props
 */
function Waiting({ page, item }) {
  const n = page.store.get("queue", item.id)?.order?.length ?? 0;
  return n === 0 ? null : html`<p class="hint">${t("ui.agenda.waiting_ends", { n })}</p>`;
}

/**
 * Who has registered to speak on an item to come, and for how long.
 * @param {{page: Page, item: ItemView}} props
 */
function Registered({ page, item }) {
  const { store } = page;
  const waiting = (store.get("queue", item.id)?.order ?? [])
    .map((id) => store.get("request", id))
    .filter((each) => each !== undefined);
  if (waiting.length === 0) return null;
  const seconds = waiting.reduce((sum, each) => sum + (each.seconds ?? 0), 0);
  return html`<div class="registered">
    <h3>${t("ui.agenda.registered", { n: waiting.length, time: minutes(seconds) })}</h3>
    <ol>
      ${waiting.map(
        (each) => html`<li key=${each.id}>
          <strong>${each.speaker}</strong>
          ${each.delegate ? ` – ${each.delegate}` : ""} <span class="tabular">
            ${minutes(each.seconds ?? 0)}
          </span>
          ${each.topic ? html`<br /><span class="muted">${each.topic}</span>` : null}
        </li>`,
      )}
    </ol>
  </div>`;
}
