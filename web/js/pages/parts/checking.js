/** A site before it speaks: the check of its line, who is there. */
import { h } from "preact";

import { Roster } from "../../components/roster/roster.js";
import { CheckLine, TechCheck } from "../../components/tech-check/tech-check.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { offered } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

/** @param {{page: Page, me: Me}} props */
export const CheckPart = ({ page, me }) =>
  h(TechCheck, {
    key: me.check?.at,
    check: me.check ?? null,
    blocked: page.blocked(),
    onAnswer: (answers) => page.act("answer_check", answers),
  });

/** @param {{page: Page, me: Me}} props */
export const RosterPart = ({ page, me }) =>
  h(Roster, {
    site: me.code,
    delegates: page.store.get("roster", me.code)?.delegates ?? [],
    headCount: me.head_count ?? null,
    guests: me.guests ?? 0,
    label: t("act.check_in"),
    blocked: page.blocked(),
    onSave: async (figures) => {
      const answer = await page.act("check_in", figures);
      // Its button is gone by now.
      if (answer.ok && !me.checked_in_at) page.say("ok", t("ui.me.checked_in"));
      return answer;
    },
  });

/** @param {{page: Page, me: Me}} props */
export function RosterCard({ page, me }) {
  if (!me.checked_in_at || !offered(page, "check_in")) return null;
  return html`<details class="card">
    <summary>${
      me.expected
        ? t("ui.me.roster", { here: me.here ?? 0, of: me.expected })
        : t("ui.me.heads", { n: me.head_count ?? 0 })
    }</summary>
    ${h(RosterPart, { page, me })}
  </details>`;
}

/** @param {{page: Page, me: Me}} props */
export function CheckCard({ page, me }) {
  if (!offered(page, "answer_check")) return null;
  return html`<details class="card">
    <summary>${t("ui.check.title")}</summary>
    ${h(CheckLine, { check: me.check ?? null })}
    ${h(CheckPart, { page, me })}
  </details>`;
}
