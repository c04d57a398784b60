/** Microphones and the recording; beside them, for who leads, the stage. */
import { h } from "preact";

import { Button } from "../components/button/button.js";
import { html } from "../html.js";
import { blockedBy, offered } from "../pages/parts/offers.js";
import { t } from "../words.js";
import { Aloud, ChairStage, StageTroubles } from "./chair-stage.js";

/** @typedef {import("../page.js").Page} Page */

/** @param {{page: Page, onMuteAll?: (() => void) | undefined}} props */
export const Acts = ({ page, onMuteAll }) => html`
  <div class="media-acts">
    ${onMuteAll && h(ChairStage, { page })}
    <div class="row">
      ${onMuteAll && h(StageTroubles, { page })} ${onMuteAll && h(Microphones, { page })}
      ${
        onMuteAll &&
        h(Button, {
          label: t("act.mute_all"),
          icon: "mic-off",
          hotkey: "M",
          look: "small",
          blocked: blockedBy(page, "mute_all"),
          onPress: onMuteAll,
        })
      }
      ${onMuteAll && h(Aloud, { page })} ${h(Recording, { page })}
    </div>
  </div>
`;

/** Of each site on stage: who has the floor, and who gave way. @param {{page: Page}} props */
function Microphones({ page }) {
  const floor = page.store.get("floor");
  const speeches = [floor?.speech, ...(floor?.interrupted ?? [])];
  return speeches.map(
    (each) =>
      each?.site && h(Microphone, { page, key: each.site, site: each.site, muted: !!each.muted }),
  );
}

/** @param {{page: Page, site: string, muted: boolean}} props */
function Microphone({ page, site, muted }) {
  const act = muted ? "unmute_site" : "mute_site";
  const name = page.store.get("site", site)?.name ?? site;
  return h(Button, {
    label: t(`ui.media.${act}`, { name }),
    icon: muted ? "mic" : "mic-off",
    look: "small",
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
    look: "small",
    blocked: blockedBy(page, act),
    onPress: () => page.act(act, {}),
  });
}
