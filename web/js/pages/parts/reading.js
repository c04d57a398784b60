/** What has been handed out to a site, and whether it has read it. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

/** @param {{page: Page, me: Me}} props */
export function PublicationsCard({ page, me }) {
  const all = page.store.each("publication");
  if (all.length === 0) return null;
  return html`<section class="card">
    <h2 class="card-title">${t("ui.papers.publications")}</h2>
    <ul class="plain stack tight">
      ${all.map(
        (each) => html`<li key=${each.no} class="row spread">
          <a href=${`/published/${page.meeting}/${each.no}`}>${t(`stage.${each.stage}`)}</a>
          ${
            each.withdrawn_at
              ? html`<span class="mark warn">${t("ui.papers.withdrawn")}</span>`
              : (me.read ?? []).includes(each.no)
                ? html`<span class="mark ok">
                  ${h(Icon, { name: "check" })} ${t("ui.papers.read")}
                </span>`
                : h(Button, {
                    label: t("act.confirm_reading"),
                    look: "small",
                    blocked: page.blocked(),
                    onPress: () => page.act("confirm_reading", { publication: each.no }),
                  })
          }
        </li>`,
      )}
    </ul>
  </section>`;
}
