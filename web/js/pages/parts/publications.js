/** What is handed out, to whom, and taken back: the secretary's desk. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Confirm } from "../../components/dialog/dialog.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { AskFor } from "./ask.js";
import { MinutesPart } from "./minutes.js";
import { publicationOf } from "./steps.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Stage} Stage */
/** @typedef {import("../../contract.js").Readers} Readers */

const STAGES = /** @type {readonly Stage[]} */ (["notice", "documents", "minutes", "conclusions"]);
const READERS = /** @type {readonly Readers[]} */ (["public", "all_sites", "named_sites"]);

/** What waits for being handed out and is signed. @param {Stage} stage */
const isSigned = (stage) => (/** @type {import("../../contract.js").PublicationView} */ each) =>
  each.stage === stage && each.held && !!each.signed && !each.withdrawn_at && !each.replaced_by;

/** Minutes and publications, for the secretary. @param {{page: Page}} props */
export function PublishPart({ page }) {
  const { store, act } = page;
  const [stage, setStage] = useState(/** @type {Stage} */ ("conclusions"));
  const [readers, setReaders] = useState(/** @type {Readers} */ ("public"));
  const [sites, setSites] = useState(/** @type {readonly string[]} */ ([]));
  const [withdrawing, withdraw] = useState(/** @type {number | null} */ (null));
  const blocked = page.blocked();
  const [asked, ask] = useState(false);
  const publish = () =>
    act("publish", { stage, readers, ...(readers === "named_sites" ? { sites } : {}) });
  const unsigned = stage !== "documents" && !store.each("publication").some(isSigned(stage));
  const press = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (unsigned) ask(true);
    else void publish();
  };
  return html`<div class="stack">
    ${h(MinutesPart, { page })}
    <section class="stack tight">
      <h3>${t("ui.papers.publications")}</h3>
      ${
        store.each("publication").length === 0 &&
        html`<p class="empty">${t("ui.papers.nothing_out")}</p>`
      }
      <ul class="plain">
        ${store.each("publication").map(
          (each) => html`<li key=${each.no}>
            <a href=${`/published/${page.meeting}/${each.no}`} target="_blank">
              ${t(`stage.${each.stage}`)}
            </a>
            <span class="muted"> ${clock(each.at)} · ${t(`readers.${each.readers}`)}
              ${each.held ? ` · ${t("ui.after.held")}` : ""}
              ${
                (each.read_by ?? []).length
                  ? ` · ${t("ui.papers.read_by", { n: (each.read_by ?? []).length })}`
                  : ""
              }
              ${
                each.withdrawn_at
                  ? ` · ${t("ui.papers.withdrawn")}${each.reason ? `: ${each.reason}` : ""}`
                  : each.replaced_by
                    ? ` · ${t("ui.papers.replaced")}`
                    : ""
              }
            </span>
            ${
              !each.withdrawn_at &&
              !each.replaced_by &&
              h(Button, {
                label: t("act.withdraw_publication"),
                look: "small quiet",
                blocked,
                onPress: () => withdraw(each.no),
              })
            }
          </li>`,
        )}
      </ul>
      <form class="stack tight" onSubmit=${press}>
        <div class="fields">
          <label class="field">
            <span class="label">${t("ui.papers.stage")}</span>
            <select
              value=${stage}
              onChange=${(/** @type {any} */ event) => setStage(event.target.value)}
            >
              ${STAGES.map(
                (each) => html`<option value=${each} selected=${each === stage}>
                  ${t(`stage.${each}`)}
                </option>`,
              )}
            </select>
          </label>
          <label class="field">
            <span class="label">${t("ui.papers.readers")}</span>
            <select
              value=${readers}
              onChange=${(/** @type {any} */ event) => setReaders(event.target.value)}
            >
              ${READERS.map(
                (each) => html`<option value=${each} selected=${each === readers}>
                  ${t(`readers.${each}`)}
                </option>`,
              )}
            </select>
          </label>
        </div>
        ${
          readers === "named_sites" &&
          html`<label class="field">
            <span class="label">${t("ui.papers.sites")}</span>
            <select
              multiple
              size="6"
              onChange=${(/** @type {any} */ event) =>
                setSites([...event.target.selectedOptions].map((each) => each.value))}
            >
              ${store
                .each("site")
                .map((site) => html`<option value=${site.code}>${site.name}</option>`)}
            </select>
          </label>`
        }
        ${
          publicationOf(page, stage) &&
          html`<p class="hint">${t("ui.papers.replaces", { stage: t(`stage.${stage}`) })}</p>`
        }
        <div class="row">
          ${h(Button, {
            label: t("act.publish"),
            icon: "send",
            submit: true,
            blocked,
            onPress: () => undefined,
          })}
        </div>
      </form>
    </section>
    ${
      asked &&
      h(Confirm, {
        title: t("ui.after.unsigned_title"),
        text: t("ui.after.unsigned_words", { what: t(`stage.${stage}`) }),
        label: t("ui.after.unsigned_yes"),
        onClose: () => ask(false),
        onYes: publish,
      })
    }
    ${
      withdrawing !== null &&
      h(AskFor, {
        title: t("act.withdraw_publication"),
        field: t("ui.reason"),
        label: t("act.withdraw_publication"),
        onClose: () => withdraw(null),
        onDone: (said) =>
          page.tryAct("withdraw_publication", { publication: withdrawing, reason: said }),
      })
    }
  </div>`;
}
