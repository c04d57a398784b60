/** The hall asks for a site that phoned, or for somebody in the room. */
import { h } from "preact";

import { Dialog } from "../../components/dialog/dialog.js";
import { RequestForm } from "../../components/request-form/request-form.js";
import { t } from "../../words.js";
import { clausesOf } from "./clauses.js";
import { blockedBy, kindsNow } from "./offers.js";
import { targetsOf } from "./targets.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page, onClose: () => void}} props */
export function AddRequest({ page, onClose }) {
  return h(Dialog, {
    title: t("ui.queue.add_title"),
    onClose,
    children: h(RequestForm, {
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
    }),
  });
}
