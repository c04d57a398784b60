/** What a site has registered ahead, and the form for more. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { clock, day, minutes } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { SayOtherwise } from "./say-otherwise.js";
import { namesOf, registeredBy } from "./frame.js";
import { RegisterForm } from "./register.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

/** @param {{page: Page, me: Me}} props */
export function RegisterPart({ page, me }) {
  const { store } = page;
  const mine = registeredBy(page);
  const until = store.get("conference")?.registered_until;
  return html`    <ul class="plain">
      ${mine.map(
        (each) => html`<li key=${each.id} class="row spread">
          <span>
            ${store.get("item", each.item)?.number}. <strong>${each.topic}</strong>
            ${each.delegate ? ` – ${each.delegate}` : ""}
            ${each.seconds ? html` · <span class="tabular">${minutes(each.seconds)}</span>` : null}
          </span>
          ${h(SayOtherwise, { page, request: each })}
          ${h(Button, {
            label: t("act.withdraw"),
            look: "small",
            blocked: page.blocked(),
            onPress: () => page.act("withdraw", { request: each.id }),
          })}
        </li>`,
      )}
    </ul>
    ${
      until &&
      html`<p class="muted">
        ${t("ui.me.registered_until", { time: clock(until), day: day(until) })}
      </p>`
    }
    ${h(RegisterForm, { page, names: namesOf(page, me.code) })}
  `;
}
