/**
 * Taking back the last act of the console, and doing it again for a minute: one button, which says
 * what it would do. Which act it is and until when come with the view (`undo`).
 */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { minutes } from "../../format.js";
import { second } from "../../state/now.js";
import { t } from "../../words.js";
import { itemsOf } from "./frame.js";
import { blockedBy } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").UndoView} UndoView */

/** What was undone less than a minute ago. @param {Page} page */
function undone({ store }) {
  const last = store.get("undo");
  return last?.redone_until && Date.parse(last.redone_until) > second.value ? last : undefined;
}

/** What would be undone. @param {Page} page */
function done({ store }) {
  const last = store.get("undo");
  return last?.redone_until ? undefined : last;
}

/** @param {Page} page */
export function undo(page) {
  const last = done(page);
  return last
    ? page.act("undo", { act: last.act })
    : page.say("info", t("refusal.nothing_to_undo"));
}

/** @param {Page} page */
export function redo(page) {
  const last = undone(page);
  return last
    ? page.act("redo", { act: last.act })
    : page.say("info", t("refusal.nothing_to_redo"));
}

/**
 * An act in words, with the names of what it was about.
 * @param {Page} page
 * @param {UndoView} last
 */
const inWords = (page, last) =>
  t(`undo.${last.what}`, {
    who: last.who ?? t("ui.grant.all"),
    n: itemsOf(page).find((item) => item.id === last.item)?.number ?? "",
    length: minutes(last.seconds ?? 0),
  });

/** @param {{page: Page}} props */
export function UndoButton({ page }) {
  const again = undone(page);
  if (again) {
    return h(Button, {
      label: t("ui.undo.redo", { what: inWords(page, again) }),
      icon: "undo-2",
      look: "is-redo",
      hotkey: "Shift+U",
      blocked: blockedBy(page, "redo"),
      onPress: () => redo(page),
    });
  }
  const last = done(page);
  return h(Button, {
    label: last ? t("ui.undo.undo", { what: inWords(page, last) }) : t("ui.floor.undo"),
    icon: "undo-2",
    hotkey: "U",
    blocked: blockedBy(page, "undo"),
    onPress: () => undo(page),
  });
}
