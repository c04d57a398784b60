/** What the secretary announces, cancels and hands out. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { AskFor } from "./ask.js";
import { offered } from "./offers.js";
import { PublishPart } from "./publications.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function PublishDesk({ page }) {
  const [cancelling, cancel] = useState(false);
  return html`<div class="stack">
    ${
      offered(page, "cancel_conference") &&
      html`<div class="row">
        ${
          offered(page, "announce_conference") &&
          h(Button, {
            label: t("act.announce_conference"),
            icon: "send",
            look: "primary",
            blocked: page.blocked(),
            onPress: () => page.act("announce_conference", {}),
          })
        }
        ${h(Button, {
          label: t("act.cancel_conference"),
          look: "small quiet",
          blocked: page.blocked(),
          onPress: () => cancel(true),
        })}
      </div>`
    }
    ${h(PublishPart, { page })}
    ${
      cancelling &&
      h(AskFor, {
        title: t("ui.life.cancel"),
        field: t("ui.reason"),
        label: t("act.cancel_conference"),
        onClose: () => cancel(false),
        onDone: (reason) => page.tryAct("cancel_conference", { reason }),
      })
    }
  </div>`;
}
