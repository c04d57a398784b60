/** The chair reads conclusions and minutes, and approves them. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { ConclusionCard } from "../../components/conclusion-editor/conclusion-editor.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { approves, awaiting, lacking, notYet } from "./approval.js";
import { Approve, ApproveConclusions, SetRight } from "./approve-question.js";
import { Missing } from "./conclusions.js";
import { passes } from "./offers.js";
import { ConclusionSteps, MinutesSteps } from "./steps.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").ConclusionView} ConclusionView */

/** @param {{page: Page}} props */
export function ApprovePart({ page }) {
  const { store } = page;
  const [asked, setAsked] = useState(/** @type {"" | "conclusions" | "minutes"} */ (""));
  const [right, setRight] = useState(/** @type {ConclusionView | null} */ (null));
  const close = () => setAsked("");
  const blocked = page.blocked();
  const may = !blocked && passes(page, "edit_conclusion");
  const conclusions = store.each("conclusion").sort((a, b) => a.number - b.number);
  const drafts = conclusions.filter((each) => each.state === "draft");
  const last = store.each("minutes").at(-1);
  return html`<div class="papers columns">
    <section class="stack tight">
      <h2>${t("stage.conclusions")}</h2>
      ${h(ConclusionSteps, { page })}
      ${conclusions.length === 0 && html`<p class="empty">${t("ui.papers.no_conclusions")}</p>`}
      <ol class="plain">
        ${conclusions.map((each) =>
          h(ConclusionCard, {
            key: each.id,
            conclusion: each,
            ...(may ? { onEdit: () => setRight(each) } : {}),
          }),
        )}
      </ol>
      ${h(Missing, { drafts })}
      ${
        drafts.length > 0 &&
        html`<div class="row">
          ${h(Button, {
            label: t("act.approve_conclusions"),
            icon: "gavel",
            blocked: blocked || lacking(page),
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
        !last.reworded &&
        html`<p class="notice warn" role="status">
          ${t("ui.papers.outdated_chair", { n: last.number })}
        </p>`
      }
      ${
        awaiting(page) &&
        html`<div class="row">
          ${h(Button, {
            label: approves(page),
            icon: "check",
            blocked: blocked || notYet(page),
            onPress: () => setAsked("minutes"),
          })}
        </div>`
      }
      ${!last && html`<p class="empty">${t("ui.papers.no_minutes")}</p>`}
    </section>
    ${asked === "conclusions" && h(ApproveConclusions, { page, onClose: close })}
    ${asked === "minutes" && h(Approve, { page, onClose: close })}
    ${right && h(SetRight, { page, conclusion: right, onClose: () => setRight(null) })}
  </div>`;
}
