/** The hall asks for a site that phoned, or for somebody in the room. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { Dialog } from "../../components/dialog/dialog.js";
import { RequestForm } from "../../components/request-form/request-form.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { clausesOf } from "./clauses.js";
import { currentQueue } from "./frame.js";
import { blockedBy, kindsNow } from "./offers.js";
import { targetsOf } from "./targets.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page, onClose: () => void}} props */
export function AddRequest({ page, onClose }) {
  return h(Dialog, {
    title: t("ui.queue.add_title"),
    onClose,
    children: html`${h(RequestForm, {
      kinds: kindsNow(page),
      sites: page.store.each("site"),
      blocked: blockedBy(page, "ask_to_speak"),
      clauses: clausesOf(page),
      ...targetsOf(page),
      onAsk: async (wish) => {
        const answer = await page.tryAct("ask_to_speak", wish);
        if (answer.ok) onClose();
        return answer;
      },
    })}
    ${page.store.get("counts")?.behind && h(Directly, { page })}`,
  });
}

/** Whether sites below a sub-hub ask without it on this item. @param {{page: Page}} props */
function Directly({ page }) {
  const queue = currentQueue(page);
  if (!queue) return null;
  return html`<div class="stack tight">
    <p>${t(queue.direct ? "ui.queue.direct" : "ui.queue.through_hubs")}</p>
    <p>
      ${h(Button, {
        label: t(queue.direct ? "ui.queue.again_through" : "act.ask_directly"),
        look: "small",
        blocked: blockedBy(page, "ask_directly"),
        onPress: () => page.act("ask_directly", { item: queue.item, direct: !queue.direct }),
      })}
    </p>
  </div>`;
}
