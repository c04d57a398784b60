/** The minutes: each version to be read, and what was approved corrected with a reason. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";
import { MinutesSteps } from "./steps.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export function MinutesPart({ page }) {
  const { store, act } = page;
  const [reason, setReason] = useKept("minutes", "");
  const blocked = page.blocked();
  const versions = store.each("minutes");
  const draft = (/** @type {Event} */ event) => {
    event.preventDefault();
    return act("draft_minutes", { reason: reason.trim().normalize("NFC") }).then(
      (answer) => answer.ok && setReason(""),
    );
  };
  return html`<section class="stack tight">
    <h3>${t("stage.minutes")}</h3>
    ${h(MinutesSteps, { page })}
    <p>
      <a href=${`/conferences/${page.meeting}/minutes`} target="_blank">
        ${t("ui.papers.read_minutes")}
      </a>
    </p>
    ${
      versions.at(-1)?.outdated &&
      html`<p class="notice warn" role="status">
        ${t("ui.papers.outdated", { n: versions.at(-1)?.number ?? 0 })}
      </p>`
    }
    <ul class="plain">
      ${versions.map(
        (each) => html`<li key=${each.number} class="tabular">
          <a href=${`/conferences/${page.meeting}/minutes/${each.number}`} target="_blank">
            ${t("ui.papers.version", { n: each.number })}
          </a>
          <span class="muted"> ${clock(each.drafted_at)}
            ${
              each.approved_at &&
              ` · ${t("ui.papers.approved", {
                time: clock(each.approved_at),
                who: each.approved_by ?? "",
              })}`
            }
            ${each.reason ? ` · ${each.reason}` : ""}
          </span>
        </li>`,
      )}
    </ul>
    ${
      versions.at(-1)?.approved_at &&
      html`<form class="stack tight" onSubmit=${draft}>
        <label class="field">
          <span class="label">${t("ui.papers.why_new")}</span>
          <input
            required
            value=${reason}
            onInput=${(/** @type {any} */ event) => setReason(event.target.value)}
          />
        </label>
        <div class="row">
          ${h(Button, {
            label: t("act.draft_minutes"),
            icon: "file-text",
            submit: true,
            blocked,
            onPress: () => undefined,
          })}
        </div>
      </form>`
    }
  </section>`;
}
