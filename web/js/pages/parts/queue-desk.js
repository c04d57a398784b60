/** The queue as the secretary sees it, who adds for a site that phoned. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Dialog } from "../../components/dialog/dialog.js";
import { RequestForm } from "../../components/request-form/request-form.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { clausesOf } from "./clauses.js";
import { currentItem } from "./frame.js";
import { blockedBy, kindsNow } from "./offers.js";
import { QueuePart } from "./queue.js";
import { targetsOf } from "./targets.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function QueueDesk({ page }) {
  const [adding, add] = useState(false);
  const current = currentItem(page);
  if (!current) return html`<p class="empty">${t("ui.queue.later")}</p>`;
  return html`<div class="stack">
    ${h(QueuePart, { page, hall: true })}
    <div class="row">
      ${h(Button, {
        label: t("ui.queue.add"),
        icon: "plus",
        look: "small",
        blocked: blockedBy(page, "ask_to_speak"),
        onPress: () => add(true),
      })}
    </div>
    ${
      adding &&
      h(Dialog, {
        title: t("ui.queue.add_title"),
        onClose: () => add(false),
        children: h(RequestForm, {
          kinds: kindsNow(page),
          sites: page.store.each("site"),
          blocked: page.blocked(),
          clauses: clausesOf(page),
          ...targetsOf(page),
          onAsk: (wish) => page.tryAct("ask_to_speak", wish),
        }),
      })
    }
  </div>`;
}
