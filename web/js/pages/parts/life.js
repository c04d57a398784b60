/**
 * What else may be done to the conference itself: paused, handed over, ended, reopened. What comes
 * next – opening, starting, going on – is the next step.
 */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { clock } from "../../format.js";
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

/** The console in another's hand, or how it gets there. @param {{page: Page, ask: Ask}} props */
function Hand({ page, ask }) {
  const { deputy, until } = page.store.get("console") ?? {};
  const blocked = page.blocked();
  if (deputy && offered(page, "take_console_back"))
    return html`<p class="row">
      ${
        until
          ? t("ui.life.deputy_until", { who: deputy, time: clock(until) })
          : t("ui.life.deputy", { who: deputy })
      }
      ${h(Button, {
        label: t("act.take_console_back"),
        look: "small",
        blocked,
        onPress: () => page.act("take_console_back", {}),
      })}
    </p>`;
  if (deputy || !page.deputies?.length || !offered(page, "hand_console")) return null;
  return h(Button, {
    label: t("act.hand_console"),
    look: "small quiet",
    blocked,
    onPress: () => ask("hand"),
  });
}
