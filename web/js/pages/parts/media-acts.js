/** Microphones and the recording, where picture and sound of the conference go through us. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { t } from "../../words.js";
import { blockedBy, offered } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

const ChairStage = later(() =>
  import("../../media/chair-stage.js").then((part) => part.ChairStage),
);

/** @param {{page: Page, onMuteAll?: () => void}} props */
export function MediaActs({ page, onMuteAll }) {
  if (!page.media || !page.store.get("conference")?.video) return null;
  return html`<div class="media-acts row">
    ${onMuteAll && h(ChairStage, { page })}
    ${onMuteAll && h(OneMicrophone, { page })}
    ${
      onMuteAll &&
      h(Button, {
        label: t("act.mute_all"),
        icon: "mic-off",
        hotkey: "M",
        blocked: blockedBy(page, "mute_all"),
        onPress: onMuteAll,
      })
    }
    ${h(Recording, { page })}
  </div>`;
}

/** Of whoever has the floor, if that is a site. @param {{page: Page}} props */
function OneMicrophone({ page }) {
  const speech = page.store.get("floor")?.speech;
  if (!speech?.site) return null;
  const { site } = speech;
  const act = speech.muted ? "unmute_site" : "mute_site";
  return h(Button, {
    label: t(`act.${act}`),
    icon: speech.muted ? "mic" : "mic-off",
    blocked: blockedBy(page, act, "site", site),
    onPress: () => page.act(act, { site }),
  });
}

/** @param {{page: Page}} props */
function Recording({ page }) {
  const act = page.store.get("conference")?.recording ? "end_recording" : "begin_recording";
  if (!offered(page, act)) return null;
  return h(Button, {
    label: t(`act.${act}`),
    icon: "circle",
    blocked: blockedBy(page, act),
    onPress: () => page.act(act, {}),
  });
}
