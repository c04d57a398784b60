/**
 * What else may be done to the conference itself: paused, handed over, ended, reopened. What comes
 * next – opening, starting, going on – is the next step.
 */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { blockedBy, offered } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {(question: Question) => void} Ask */

/** @param {{page: Page, ask: Ask}} props */
export function Life({ page, ask }) {
  const blocked = page.blocked();
  return html`<div class="row">
    ${
      offered(page, "call_break") &&
      h(Button, {
        label: t("act.call_break"),
        icon: "pause",
        look: "small",
        blocked: blockedBy(page, "call_break"),
        onPress: () => ask("break"),
      })
    }
    ${
      offered(page, "end_conference") &&
      h(Button, {
        label: t("act.end_conference"),
        look: "small",
        blocked,
        onPress: () => ask("end"),
      })
    }
    ${h(Hand, { page, ask })}
    ${
      offered(page, "cancel_conference") &&
      h(Button, {
        label: t("act.cancel_conference"),
        look: "small quiet",
        blocked,
        onPress: () => ask("cancel"),
      })
    }
    ${
      offered(page, "reopen_conference") &&
      h(Button, {
        label: t("act.reopen_conference"),
        look: "small quiet",
        blocked,
        onPress: () => ask("reopen"),
      })
    }
  </div>`;
}

/** Who has it stands in the banner above. @param {{page: Page, ask: Ask}} props */
function Hand({ page, ask }) {
  const { deputy } = page.store.get("console") ?? {};
  if (deputy || !page.deputies?.length || !offered(page, "hand_console")) return null;
  return h(Button, {
    label: t("act.hand_console"),
    look: "small quiet",
    blocked: page.blocked(),
    onPress: () => ask("hand"),
  });
}
