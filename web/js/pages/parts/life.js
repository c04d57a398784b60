/** What may be done to the conference itself now: opened, begun, paused, handed over, ended. */
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
  const rest = h(Rest, { page, ask });
  if (offered(page, "start_conference"))
    return html`<div class="stack tight">
      <p>${missing(page)}</p>
      ${h(Primary, { page, act: "start_conference" })}
      ${rest}
    </div>`;
  if (offered(page, "resume_conference"))
    return html`<div class="stack tight">
      ${h(BackAt, { page })}
      ${h(Primary, { page, act: "resume_conference" })}
      ${rest}
    </div>`;
  return rest;
}

/** Who of the sites has not checked in. @param {Page} page */
function missing({ store }) {
  const counts = store.get("counts");
  const n = (counts?.sites ?? 0) - (counts?.checked_in ?? 0);
  return n ? t("ui.life.missing", { n }) : t("ui.life.all_in");
}

/** @param {{page: Page}} props */
function BackAt({ page }) {
  const until = page.store.get("conference")?.break_until;
  return until ? html`<p>${t("ui.hall.back_at", { time: clock(until) })}</p>` : null;
}

/** @param {{page: Page, act: "start_conference" | "resume_conference"}} props */
const Primary = ({ page, act }) =>
  h(Button, {
    label: t(`act.${act}`),
    icon: "play",
    look: "primary big wide",
    blocked: blockedBy(page, act),
    onPress: () => page.act(act, {}),
  });

/** What else may be done, in a row. @param {{page: Page, ask: Ask}} props */
function Rest({ page, ask }) {
  const blocked = page.blocked();
  return html`<div class="row">
    ${
      offered(page, "open_lobby") &&
      h(Button, {
        label: t("act.open_lobby"),
        icon: "users",
        look: "primary",
        blocked,
        onPress: () => page.act("open_lobby", {}),
      })
    }
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
        blocked: blockedBy(page, "end_conference"),
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
