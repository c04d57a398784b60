/** The floor on the chair's console: who speaks, what may be done about it, who is next. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { t } from "../../words.js";
import { FloorPart, NextPart } from "./floor.js";
import { blockedBy } from "./offers.js";
import { UndoButton } from "./undo.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("./conduct.js").Conduct} Conduct */
/** @typedef {import("./questions.js").Question} Question */

const Interrupted = later(() => import("./interrupted.js").then((part) => part.Interrupted));
const MediaActs = later(() => import("./media-acts.js").then((part) => part.MediaActs));

/**
 * @param {{page: Page, does: Conduct, ask: (question: Question) => void}} props
 */
export function FloorActs({ page, does, ask }) {
  const floor = page.store.get("floor");
  const speech = floor?.speech;
  const more = blockedBy(page, "extend_speech");
  return html`<div class="floor-and-next">
    ${h(FloorPart, { page })}
    <div class="floor-acts row">
      ${h(Button, {
        label: t("ui.floor.end"),
        icon: "mic-off",
        hotkey: "E",
        blocked: blockedBy(page, "take_floor", "speech", speech?.no ?? 0),
        onPress: does.end,
      })}
      <div class="split">
        ${h(Button, {
          label: t("ui.floor.more"),
          icon: "plus",
          hotkey: "+",
          blocked: more,
          onPress: does.more,
        })}
        ${h(Button, {
          label: t("ui.floor.more_any"),
          icon: "chevron-down",
          bare: true,
          blocked: more,
          onPress: () => ask("extend"),
        })}
      </div>
      ${h(Button, {
        ...(speech?.paused_at
          ? { label: t("ui.floor.resume"), icon: "play" }
          : { label: t("ui.floor.pause"), icon: "pause" }),
        hotkey: "P",
        blocked: blockedBy(page, speech?.paused_at ? "resume_speech" : "pause_speech"),
        onPress: does.pause,
      })}
      ${h(UndoButton, { page })}
    </div>
    ${
      page.media &&
      page.store.get("conference")?.video &&
      h(MediaActs, { page, onMuteAll: does.muteAll })
    }
    ${floor?.interrupted?.length ? h(Interrupted, { page }) : null}
    ${h(NextPart, { page })}
  </div>`;
}
