/** The roll call on a page of its own: for chair, secretary and operator, and for the printer. */
import { h } from "preact";
import { useMemo, useState } from "preact/hooks";

import { RollCall } from "../components/roll-call/roll-call.js";
import { html } from "../html.js";
import { start } from "../page.js";
import { t } from "../words.js";
import { Frame } from "./parts/frame.js";
import { SitePanel } from "./parts/site-panel.js";

/** @typedef {import("../page.js").Page} Page */
/** @type {Record<string, "chair" | "secretary" | "operator">} */
const AS = { secretary: "secretary", operator: "operator" };

/** @param {{page: Page}} props */
function RollCallPage({ page }) {
  const { store } = page;
  const [picked, pick] = useState(/** @type {string | null} */ (null));
  const look = useMemo(
    () => ({
      siteOf: (/** @type {string} */ code) => store.get("site", code),
      delegatesOf: (/** @type {string} */ code) => store.get("roster", code)?.delegates ?? [],
    }),
    [store],
  );
  return h(Frame, {
    page,
    children: html`<div class="roll-page">
      <section class="pane">
        <div class="pane-head">
          <h2>${t("ui.roll.title")}</h2>
          <a class="button small quiet print-hidden" href=${`/conferences/${page.meeting}`}>
            ${t("ui.roll.back")}
          </a>
        </div>
        ${h(Sum, { page })}
        ${h(RollCall, { codes: store.ids("site"), ...look, onPick: pick })}
      </section>
      ${
        picked &&
        h(SitePanel, {
          page,
          code: picked,
          as: AS[page.role] ?? "chair",
          onClose: () => pick(null),
        })
      }
    </div>`,
  });
}

/** @param {{page: Page}} props */
function Sum({ page }) {
  const counts = page.store.get("counts");
  return html`<p class="roll-sum tabular">
    <span>${t("ui.roll.sites", { n: counts?.checked_in ?? 0, of: counts?.sites ?? 0 })}</span>
    <span>${t("ui.roll.delegates", { n: counts?.here ?? 0, of: counts?.expected ?? 0 })}</span>
    ${
      counts?.behind
        ? html`<span>
            ${t("ui.roll.behind", { n: counts.behind_checked_in ?? 0, of: counts.behind })}
          </span>`
        : null
    }
    ${counts?.guests ? html`<span>${t("ui.site.guests", { n: counts.guests })}</span>` : null}
  </p>`;
}

void start(RollCallPage);
