/** The round as a site of it sees it. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

/** In a round: when our turn comes, ready or pass. @param {{page: Page, me: Me}} props */
export function RoundTurn({ page, me }) {
  const round = page.store.get("round");
  const place = round?.order.indexOf(me.code) ?? -1;
  if (!round || place < 0) return null;
  const state = round.states[place] ?? "to_come";
  const blocked = page.blocked();
  if (state !== "to_come")
    return html`<section class="card">
      <p>${t("ui.round.title")}: ${t(`round.${state}`)}</p>
    </section>`;
  const before = round.states.slice(0, place).filter((each) => each === "to_come").length;
  const called = (round.next ?? []).includes(me.code);
  const ready = (round.ready ?? []).includes(me.code);
  return html`<section class=${`card act-now${called ? " is-called" : ""}`}>
    <h2>${called ? t("ui.me.prepare") : t("ui.round.title")}</h2>
    <p>${t("ui.me.round_before", { n: before })}</p>
    ${
      called &&
      !ready &&
      h(Button, {
        label: t("act.say_ready"),
        icon: "check",
        look: "primary big wide",
        blocked,
        onPress: () => page.act("say_ready", {}),
      })
    }
    ${
      ready &&
      html`<p class="act-done">${h(Icon, { name: "circle-check" })} ${t("ui.me.said_ready")}</p>`
    }
    ${h(Button, {
      label: t("act.pass"),
      icon: "hand",
      look: "wide",
      blocked,
      onPress: () => page.act("pass", {}),
    })}
  </section>`;
}
