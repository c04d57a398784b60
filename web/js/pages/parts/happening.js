/** The top of a site's page. */
import { h } from "preact";

import { clock, until } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { FloorPart } from "./floor.js";
import { currentItem } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */

/** What is happening now: item, who speaks, how long. @param {{page: Page}} props */
export function Happening({ page }) {
  const conference = page.store.get("conference");
  const item = currentItem(page);
  const speech = page.store.get("floor")?.speech;
  return html`<section class="card happening" aria-label=${t("ui.me.now")}>
    ${
      item
        ? html`<p class="happening-item"><strong>${item.number}. ${item.title}</strong></p>`
        : html`<p class="happening-item">
          <strong>${t(`phase.${conference?.phase ?? "draft"}`)}</strong>
          ${
            conference?.starts_at && !conference.started_at
              ? ` · ${t("ui.me.starts", {
                  time: until(conference.starts_at, conference.ends_at),
                })}`
              : ""
          }
        </p>`
    }
    ${
      conference?.phase === "break" &&
      html`<p>
        ${t("phase.break")}
        ${
          conference.break_until
            ? ` · ${t("ui.hall.back_at", { time: clock(conference.break_until) })}`
            : ""
        }
      </p>`
    }
    ${speech && h(FloorPart, { page })}
  </section>`;
}
