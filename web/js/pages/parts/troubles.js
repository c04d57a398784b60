/** What a site reports when something does not work. */
import { h } from "preact";

import { IncidentForm, IncidentList } from "../../components/incident-list/incident-list.js";
import { html } from "../../html.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function TroublesPart({ page }) {
  const incidents = page.store.each("incident");
  return html`    <div class="stack tight">
      ${
        incidents.length > 0 &&
        h(IncidentList, {
          incidents,
          nameless: true,
          blocked: page.blocked(),
          onResolve: (each) => page.act("resolve_incident", { incident: each.id }),
        })
      }
      ${h(IncidentForm, {
        blocked: page.blocked(),
        onReport: (kind, text) => page.act("report_incident", { kind, text }),
      })}
    </div>
  `;
}
