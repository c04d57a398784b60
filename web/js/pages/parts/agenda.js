/** The agenda of a live screen; for those who conduct it with what can be done to an item. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { AgendaList } from "../../components/agenda-list/agenda-list.js";
import { Button } from "../../components/button/button.js";
import { Confirm } from "../../components/dialog/dialog.js";
import { minutes } from "../../format.js";
import { html } from "../../html.js";
import { second } from "../../state/now.js";
import { t } from "../../words.js";
import { FormDialog } from "./ask.js";
import { foretold, itemsOf } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").ItemView} ItemView */
/** @typedef {import("../../contract.js").ItemPlan} ItemPlan */
/** @typedef {import("../../contract.js").ItemKind} ItemKind */
/** @typedef {import("./ask.js").Asked} Asked */
/** @typedef {{what: "add" | "edit" | "move" | "extend" | "remove", item: ItemView | null}} Wish */

const MORE_MINUTES = 5;
/** @type {readonly ItemKind[]} */
const KINDS = ["opening", "report", "briefing", "discussion", "reply", "conclusion", "break"];

/** @param {{page: Page, conducts?: boolean}} props */
export function AgendaPart({ page, conducts = false }) {
  const [open, setOpen] = useState(/** @type {string | null} */ (null));
  const [wish, setWish] = useState(/** @type {Wish | null} */ (null));
  const agenda = page.store.get("agenda");
  const phase = page.store.get("conference")?.phase;
  const live = phase === "running" || phase === "break";
  const over = phase === "ended" || phase === "closed" || phase === "cancelled";
  // To the minute: the list shows no seconds.
  const at = Math.floor(second.value / 60_000) * 60_000;
  const blocked = page.blocked();

  const actions = (/** @type {ItemView} */ item) => {
    const done = (/** @type {Promise<unknown>} */ going) => going.finally(() => setOpen(null));
    const args = { item: item.id };
    const ask = (/** @type {Wish["what"]} */ what) => () => setWish({ what, item });
    const edit = h(Button, {
      label: t("ui.agenda.edit_item"),
      icon: "file-text",
      look: "small quiet",
      blocked,
      onPress: ask("edit"),
    });
    if (item.state === "current") {
      return [
        h(Button, {
          label: t("act.finish_item"),
          icon: "check",
          look: "small",
          blocked,
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
          onPress: ask("extend"),
        }),
        edit,
      ];
    }
    if (item.state !== "planned") return [edit];
    return [
      live &&
        h(Button, {
          label: t("act.start_item"),
          icon: "play",
          look: "small",
          blocked,
          onPress: () => done(page.act("start_item", args)),
        }),
      live &&
        h(Button, {
          label: t("act.skip_item"),
          icon: "skip-forward",
          look: "small quiet",
          blocked,
          onPress: () => done(page.act("skip_item", args)),
        }),
      edit,
      h(Button, {
        label: t("act.move_item"),
        icon: "chevron-up",
        look: "small quiet",
        blocked,
        onPress: ask("move"),
      }),
      h(Button, {
        label: t("act.remove_item"),
        icon: "x",
        look: "small quiet",
        blocked,
        onPress: ask("remove"),
      }),
      h(Registered, { page, item }),
    ];
  };

  const may = conducts && !over;
  return html`
    ${h(AgendaList, {
      items: itemsOf(page),
      starts: agenda?.starts ?? [],
      end: live && agenda ? (foretold(page, at)?.end ?? null) : null,
      planned: agenda?.ends_at ?? null,
      ...(may ? { actions, open, onOpen: setOpen } : {}),
    })}
    ${
      may &&
      h(Button, {
        label: t("act.add_item"),
        icon: "plus",
        look: "small quiet",
        blocked,
        onPress: () => setWish({ what: "add", item: null }),
      })
    }
    ${wish && h(WishDialog, { page, wish, onClose: () => setWish(null) })}
  `;
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

/** @param {{page: Page, wish: Wish, onClose: () => void}} props */
function WishDialog({ page, wish, onClose }) {
  const { item, what } = wish;
  const { tryAct } = page;
  if (!item)
    return h(FormDialog, {
      title: t("act.add_item"),
      fields: fieldsOf(page, null),
      label: t("act.add_item"),
      onClose,
      onDone: (said) =>
        tryAct("add_item", { plan: planned(said, null), before: said.before || null }),
    });
  switch (what) {
    case "edit":
      return h(FormDialog, {
        title: t("act.edit_item"),
        fields: fieldsOf(page, item),
        label: t("ui.save"),
        onClose,
        onDone: (said) => tryAct("edit_item", { plan: planned(said, item) }),
      });
    case "move":
      return h(FormDialog, {
        title: t("act.move_item"),
        text: `${item.number}. ${item.title}`,
        fields: [before(page, item)],
        label: t("act.move_item"),
        onClose,
        onDone: (said) => tryAct("move_item", { item: item.id, before: said.before || null }),
      });
    case "extend":
      return h(FormDialog, {
        title: t("act.extend_item"),
        text: `${item.number}. ${item.title}`,
        label: t("act.extend_item"),
        onClose,
        fields: [
          {
            name: "minutes",
            label: t("ui.agenda.minutes_more"),
            kind: "number",
            min: 1,
            max: 240,
            value: "10",
            required: true,
          },
        ],
        onDone: (said) => tryAct("extend_item", { item: item.id, minutes: Number(said.minutes) }),
      });
    default:
      return h(Confirm, {
        title: t("act.remove_item"),
        text: t("ui.agenda.remove_words", { item: `${item.number}. ${item.title}` }),
        label: t("act.remove_item"),
        onClose,
        onYes: () => page.act("remove_item", { item: item.id }),
      });
  }
}

/**
 * Before which item; the items to come are offered, and the end.
 * @param {Page} page
 * @param {ItemView | null} item
 * @returns {Asked}
 */
function before(page, item) {
  const others = itemsOf(page).filter(
    (each) =>
      each.state === "planned" &&
      each.id !== item?.id &&
      (each.parent ?? null) === (item?.parent ?? null),
  );
  return {
    name: "before",
    label: t("ui.agenda.before"),
    options: [
      { value: "", words: t("ui.agenda.at_end") },
      ...others.map((each) => ({ value: each.id, words: `${each.number}. ${each.title}` })),
    ],
  };
}

/** @param {Page} page @param {ItemView | null} item @returns {Asked[]} */
function fieldsOf(page, item) {
  const tops = itemsOf(page).filter((each) => !each.parent && each.id !== item?.id);
  return [
    {
      name: "title",
      label: t("ui.agenda.field.title"),
      kind: "area",
      value: item?.title ?? "",
      required: true,
    },
    { name: "presenter", label: t("ui.agenda.field.presenter"), value: item?.presenter ?? "" },
    {
      name: "minutes",
      label: t("ui.agenda.field.minutes"),
      kind: "number",
      min: 0,
      max: 600,
      value: String(item?.minutes ?? 10),
    },
    {
      name: "kind",
      label: t("ui.agenda.field.kind"),
      value: item?.kind ?? "discussion",
      options: KINDS.map((each) => ({ value: each, words: t(`item_kind.${each}`) })),
    },
    {
      name: "parent",
      label: t("ui.agenda.field.parent"),
      value: item?.parent ?? "",
      options: [
        { value: "", words: t("ui.agenda.top") },
        ...tops.map((each) => ({ value: each.id, words: `${each.number}. ${each.title}` })),
      ],
    },
    {
      name: "internal",
      label: t("ui.agenda.field.internal"),
      kind: "tick",
      value: item?.internal ? "yes" : "",
    },
    ...(item ? [] : [before(page, null)]),
  ];
}

/**
 * The whole of an item as it is to be; what the sheet does not ask stays.
 * @param {import("./ask.js").Said} said
 * @param {ItemView | null} item
 * @returns {ItemPlan}
 */
export const planned = (said, item) => ({
  id: item?.id ?? `muc-${Date.now().toString(36)}`,
  title: said.title ?? "",
  kind: /** @type {ItemKind} */ (said.kind),
  presenter: said.presenter ?? "",
  minutes: Number(said.minutes) || 0,
  parent: said.parent || null,
  internal: said.internal === "yes",
  documents: item?.documents ?? [],
  kinds: item && item.kind === said.kind ? (item.kinds ?? []) : [],
  budget: item?.budget ?? null,
});
