/** Choosing what the hall looks at, as the view offers it. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { ScreenChoice } from "../../components/screen-choice/screen-choice.js";
import { t } from "../../words.js";
import { among, blockedBy, passes } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function ScreenChoicePart({ page }) {
  const screen = page.store.get("screen");
  return h(ScreenChoice, {
    shown: screen?.shown ?? "floor",
    text: screen?.text ?? "",
    among: (among(page, "show_on_screen", "shown") ?? []).map(String),
    blocked: blockedBy(page, "show_on_screen"),
    onChoose: (shown, text) => page.act("show_on_screen", { shown, text }),
  });
}

/**
 * The result of a vote stays before the hall until somebody dismisses it.
 * @param {{page: Page, no: number}} props
 */
export function DismissResult({ page, no }) {
  const screen = page.store.get("screen");
  if (screen?.shown !== "vote" || screen.vote !== no || !passes(page, "show_on_screen"))
    return null;
  return h(Button, {
    label: t("ui.hall.dismiss"),
    icon: "monitor",
    look: "small",
    blocked: page.blocked(),
    onPress: () => page.act("show_on_screen", { shown: "floor" }),
  });
}
