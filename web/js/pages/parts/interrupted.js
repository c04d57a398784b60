/** Whoever was interrupted, and goes on or has spoken. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { blockedBy } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export const Interrupted = ({ page }) =>
  (page.store.get("floor")?.interrupted ?? []).map(
    (each) => html`<p key=${each.no} class="row notice warn interrupted">
        ${t("ui.floor.interrupted", { who: each.speaker })}
        ${h(Button, {
          label: t("act.resume_speech"),
          icon: "play",
          look: "small",
          blocked: blockedBy(page, "resume_speech", "speech", each.no),
          onPress: () => page.act("resume_speech", { speech: each.no }),
        })}
        ${h(Button, {
          label: t("act.take_floor"),
          icon: "check",
          look: "small",
          blocked: blockedBy(page, "take_floor", "speech", each.no),
          onPress: () => page.act("take_floor", { speech: each.no }),
        })}
      </p>`,
  );
