/** A site that speaks sees nothing else. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { countdown, now } from "../../state/now.js";
import { t } from "../../words.js";
import { LineBarNow } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

const OwnMicrophone = later(() =>
  import("../../media/microphone.js").then((part) => part.OwnMicrophone),
);

/**
 * "ĐANG PHÁT BIỂU" over the whole screen.
 * @param {{page: Page, me: Me, onShrink: () => void}} props
 */
export function OnAir({ page, me, onShrink }) {
  const speech = page.store.get("floor")?.speech;
  if (!speech) return null;
  const warning = page.store.get("conference")?.warning ?? 60;
  const clockNow = countdown(speech, now.value, warning);
  const round = page.store.get("round");
  const inRound = round?.states[round.order.indexOf(me.code)] === "speaking";
  return html`<div class=${`on-air is-${clockNow.state}`}>
    ${h(LineBarNow, { page })}
    <div class="on-air-body">
      <p class="on-air-word">${h(Icon, { name: "mic" })} ${t("ui.me.on_air")}</p>
      <p class="on-air-who">${me.name}${speech.delegate ? ` – ${speech.delegate}` : ""}</p>
      <p class="on-air-clock" role="timer">${clockNow.text}</p>
      <p class="on-air-state">${t(`ui.me.clock.${clockNow.state}`)}</p>
      ${page.media && page.store.get("conference")?.video && h(OwnMicrophone, { page })}
    </div>
    <div class="row on-air-foot">
      ${
        inRound &&
        h(Button, {
          label: t("act.pass"),
          blocked: page.blocked(),
          onPress: () => page.act("pass", {}),
        })
      }
      ${h(Button, {
        label: t("ui.me.shrink"),
        icon: "chevron-down",
        look: "quiet",
        onPress: onShrink,
      })}
    </div>
  </div>`;
}
