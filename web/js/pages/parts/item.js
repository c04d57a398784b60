/** What is asked before an item of the agenda is added, changed, moved, lengthened or removed. */
import { h } from "preact";

import { Confirm } from "../../components/dialog/dialog.js";
import { t } from "../../words.js";
import { FormDialog } from "./ask.js";
import { itemsOf } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").ItemView} ItemView */
/** @typedef {import("../../contract.js").ItemPlan} ItemPlan */
/** @typedef {import("../../contract.js").ItemKind} ItemKind */
/** @typedef {import("./ask.js").Asked} Asked */
/** @typedef {{what: "add" | "edit" | "move" | "extend" | "remove", item: ItemView | null}} Wish */

/** @type {readonly ItemKind[]} */
const KINDS = ["opening", "report", "briefing", "discussion", "reply", "conclusion", "break"];

/** @param {{page: Page, wish: Wish, onClose: () => void}} props */
export function WishDialog({ page, wish, onClose }) {
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
        onDone: (said) =>
          tryAct("move_item", {
            item: item.id,
            before: said.before || null,
            parent: item.parent ?? null,
          }),
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
  const items = itemsOf(page);
  const whole = items.some((each) => each.parent === item?.id);
  const tops = whole ? [] : items.filter((each) => !each.parent && each.id !== item?.id);
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
      max: 24 * 60,
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
