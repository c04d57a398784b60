/** The chair reads conclusions and minutes, and approves them. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { ConclusionCard } from "../../components/conclusion-editor/conclusion-editor.js";
import { Confirm } from "../../components/dialog/dialog.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Missing } from "./conclusions.js";
import { ConclusionSteps, MinutesSteps } from "./steps.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function ApprovePart({ page }) {
  const { store, act } = page;
  const [asked, setAsked] = useState(/** @type {"" | "conclusions" | "minutes"} */ (""));
  const blocked = page.blocked();
  const conclusions = store.each("conclusion").sort((a, b) => a.number - b.number);
  const drafts = conclusions.filter((each) => each.state === "draft");
  const last = store.each("minutes").at(-1);
  return html`<div class="papers columns">
    <section class="stack tight">
      <h2>${t("stage.conclusions")}</h2>
      ${h(ConclusionSteps, { page })}
      ${conclusions.length === 0 && html`<p class="empty">${t("ui.papers.no_conclusions")}</p>`}
      <ol class="plain">
        ${conclusions.map((each) => h(ConclusionCard, { key: each.id, conclusion: each }))}
      </ol>
      ${h(Missing, { drafts })}
      ${
        drafts.length > 0 &&
        html`<div class="row">
          ${h(Button, {
            label: t("act.approve_conclusions"),
            icon: "gavel",
            look: "primary",
            blocked,
            onPress: () => setAsked("conclusions"),
          })}
        </div>`
      }
    </section>
    <section class="stack tight">
      <h2>${t("stage.minutes")}</h2>
      ${h(MinutesSteps, { page })}
      <p class="row">
        <a class="button small" href=${`/conferences/${page.meeting}/minutes`} target="_blank">
          ${t("ui.papers.read_minutes")}
        </a>
        ${
          last &&
          html`<a
            class="button small"
            href=${`/conferences/${page.meeting}/minutes/${last.number}`}
            target="_blank"
          >
            ${t("ui.papers.read_version", { n: last.number })}
          </a>`
        }
      </p>
      ${
        last?.outdated &&
        html`<p class="notice warn" role="status">
          ${t("ui.papers.outdated_chair", { n: last.number })}
        </p>`
      }
      ${
        last &&
        !last.approved_at &&
        html`<div class="row">
          ${h(Button, {
            label: t("act.approve_minutes"),
            icon: "check",
            blocked,
            onPress: () => setAsked("minutes"),
          })}
        </div>`
      }
      ${!last && html`<p class="empty">${t("ui.papers.no_minutes")}</p>`}
    </section>
    ${
      asked === "conclusions" &&
      h(Confirm, {
        title: t("ui.papers.approve_conclusions"),
        text: t("ui.papers.approve_conclusions_words", { n: drafts.length }),
        label: t("act.approve_conclusions"),
        onClose: () => setAsked(""),
        onYes: () => act("approve_conclusions", {}),
      })
    }
    ${
      asked === "minutes" &&
      last &&
      h(Confirm, {
        title: t("ui.papers.approve_minutes"),
        text: t("ui.papers.approve_minutes_words"),
        label: t("act.approve_minutes"),
        onClose: () => setAsked(""),
        onYes: () => act("approve_minutes", { version: last.number }),
      })
    }
  </div>`;
}
