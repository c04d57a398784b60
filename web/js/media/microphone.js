/** Whether one's own microphone is open: as loud as the rest of the page, never by colour alone. */
import { h } from "preact";
import { useEffect } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { Icon } from "../components/icon/icon.js";
import { html } from "../html.js";
import { t } from "../words.js";
import { deskOf } from "./desk.js";
import { dressed } from "./picture.js";
import { Stage } from "./stage.js";
import { LostLine } from "./troubles.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {"open" | "own" | "chair" | "closed" | "lobby" | "away"} Standing */

/**
 * From what the view says of the floor, and what was pressed here.
 * @param {Page} page
 * @param {Desk} desk
 * @returns {Standing}
 */
export function standing(page, desk) {
  const floor = page.store.get("floor");
  const speeches = [floor?.speech, ...(floor?.interrupted ?? [])];
  if (desk.state.value !== "on") return "away";
  if ((floor?.heard ?? []).includes(page.site ?? "")) return desk.muted.value ? "own" : "open";
  if (speeches.some((each) => each?.site === page.site && each?.muted)) return "chair";
  return page.store.get("conference")?.phase === "lobby" ? "lobby" : "closed";
}

/** And why there is no picture beside it. @param {{page: Page, desk: Desk}} props */
export function Microphone({ page, desk }) {
  const now = standing(page, desk);
  return html`<p class=${`media-mic is-${now}`} role="status">
    ${h(Icon, { name: now === "open" ? "mic" : now === "away" ? "wifi-off" : "mic-off" })}
    <strong>${t(`ui.media.mic.${now}`)}</strong>
    ${h(Button, {
      label: t(desk.muted.value ? "ui.media.unmute" : "ui.media.mute"),
      icon: desk.muted.value ? "mic" : "mic-off",
      onPress: () => (desk.muted.value = !desk.muted.value),
    })}
  </p>
  ${desk.weak.value && html`<p class="notice warn" role="status">${t("ui.media.weak")}</p>`}`;
}

/** The same where a site that speaks sees nothing else. @param {{page: Page}} props */
export function OwnMicrophone({ page }) {
  useEffect(dressed, []);
  const desk = deskOf(page);
  return desk.own.value
    ? html`${h(Microphone, { page, desk })} ${h(LostLine, { page, desk })}
        ${h(Stage, { page, desk, card: t("ui.media.no_picture") })}`
    : html`<p class="media-mic is-away" role="status">
        ${h(Icon, { name: "mic-off" })} <strong>${t("ui.media.mic.none")}</strong>
        ${h(Button, { label: t("ui.media.give"), icon: "mic", onPress: desk.give })}
      </p>`;
}
