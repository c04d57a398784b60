/** Microphones and the recording; beside them, for who leads, the stage. */
import { h } from "preact";

import { Button } from "../components/button/button.js";
import { html } from "../html.js";
import { blockedBy, offered } from "../pages/parts/offers.js";
import { t } from "../words.js";
import { Aloud, ChairStage, StageTroubles } from "./chair-stage.js";
import { Microphones } from "./microphones.js";

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
