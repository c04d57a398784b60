/** Conclusions, minutes and publications on their way: draft → approve → publish. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import {
  ConclusionCard,
  ConclusionEditor,
} from "../../components/conclusion-editor/conclusion-editor.js";
import { Confirm } from "../../components/dialog/dialog.js";
import { Steps } from "../../components/steps/steps.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { understanding } from "../../live/understood.js";
import { t } from "../../words.js";
import { AskFor } from "./ask.js";
import { currentItem } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Stage} Stage */
/** @typedef {import("../../contract.js").Readers} Readers */
/** @typedef {import("../../components/steps/steps.js").Step} Step */

/** @param {Page} page @param {Stage} stage */
const publicationOf = ({ store }, stage) =>
  store
    .each("publication")
    .findLast((each) => each.stage === stage && !each.withdrawn_at && !each.replaced_by);

/**
 * @param {string} label
 * @param {boolean} done
 * @param {boolean} before whether the step before it is done
 * @param {string} [note]
 * @returns {Step}
 */
const step = (label, done, before, note) => ({
  label,
  state: done ? "done" : before ? "now" : "todo",
  ...(note ? { note } : {}),
});

/** @param {{page: Page}} props */
export function MinutesSteps({ page }) {
  const last = page.store.each("minutes").at(-1);
  const out = publicationOf(page, "minutes");
  const by = (/** @type {string} */ at, /** @type {string | undefined} */ who) =>
    [clock(at), who].filter(Boolean).join(" · ");
  return h(Steps, {
    label: t("stage.minutes"),
    steps: [
      step(t("ui.step.draft"), !!last, true, last && by(last.drafted_at, last.drafted_by)),
      step(
        t("ui.step.approve"),
        !!last?.approved_at,
        !!last,
        last?.approved_at ? by(last.approved_at, last.approved_by) : undefined,
      ),
      step(t("ui.step.publish"), !!out, !!last?.approved_at, out && clock(out.at)),
    ],
  });
}

/** @param {{page: Page}} props */
export function ConclusionSteps({ page }) {
  const all = page.store.each("conclusion");
  const drafts = all.filter((each) => each.state === "draft").length;
  const approved = all.length > 0 && drafts === 0;
  const out = approved && all.every((each) => each.state === "published");
  return h(Steps, {
    label: t("stage.conclusions"),
    steps: [
      step(
        t("ui.step.draft"),
        all.length > 0,
        true,
        all.length ? t("ui.papers.count", { n: all.length }) : undefined,
      ),
      step(
        t("ui.step.approve"),
        approved,
        all.length > 0,
        drafts && drafts < all.length ? t("ui.papers.drafts", { n: drafts }) : undefined,
      ),
      step(t("ui.step.publish"), out, approved),
    ],
  });
}

/** The chair reads and approves. @param {{page: Page}} props */
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

/**
 * What drafts still lack before they can be approved, said before anybody presses.
 * @param {{drafts: readonly import("../../contract.js").ConclusionView[]}} props
 */
export function Missing({ drafts }) {
  const lacking = drafts
    .map((each) => ({
      number: each.number,
      what: [
        ...(each.lead ? [] : [t("ui.papers.lead")]),
        ...(each.deadline || each.standing ? [] : [t("ui.papers.deadline")]),
      ],
    }))
    .filter((each) => each.what.length > 0);
  if (lacking.length === 0) return null;
  return html`<div class="notice warn" role="status">
    <p><strong>${t("ui.papers.missing")}</strong></p>
    <ul>
      ${lacking.map(
        (each) => html`<li key=${each.number}>
          ${t("ui.papers.missing_of", { n: each.number, what: each.what.join(", ") })}
        </li>`,
      )}
    </ul>
  </div>`;
}

/** The secretary writes conclusions as they are dictated. @param {{page: Page}} props */
export function ConclusionsPart({ page }) {
  const { store, act } = page;
  const [editing, edit] = useState(/** @type {string | null} */ (null));
  const blocked = page.blocked();
  const conclusions = store.each("conclusion").sort((a, b) => a.number - b.number);
  const bodies = store.each("site").map((site) => site.name);
  const shared = { understand: understanding(page.meeting), bodies, blocked };
  const current = currentItem(page);
  return html`<div class="stack">
    ${h(ConclusionSteps, { page })}
    ${h(Missing, { drafts: conclusions.filter((each) => each.state === "draft") })}
    <ol class="plain">
      ${conclusions.map((each) =>
        editing === each.id && each.state === "draft"
          ? html`<li key=${each.id} class="conclusion-edit">
            ${h(ConclusionEditor, {
              ...shared,
              conclusion: each,
              onSave: (text, seen, base) =>
                page.tryAct("edit_conclusion", { conclusion: each.id, text, seen, base }),
              onDrop: () => act("drop_conclusion", { conclusion: each.id }),
              onClose: () => edit(null),
            })}
          </li>`
          : h(ConclusionCard, { key: each.id, conclusion: each, onEdit: () => edit(each.id) }),
      )}
    </ol>
    <section class="card">
      <h3 class="card-title">${t("ui.conclusion.new")}</h3>
      ${h(ConclusionEditor, {
        ...shared,
        item: current?.id ?? null,
        onSave: (text) => page.tryAct("draft_conclusion", { text }),
      })}
    </section>
  </div>`;
}

const STAGES = /** @type {readonly Stage[]} */ (["notice", "documents", "minutes", "conclusions"]);
const READERS = /** @type {readonly Readers[]} */ (["public", "all_sites", "named_sites"]);

/** Minutes and publications, for the secretary. @param {{page: Page}} props */
export function PublishPart({ page }) {
  const { store, act } = page;
  const [reason, setReason] = useState("");
  const [stage, setStage] = useState(/** @type {Stage} */ ("conclusions"));
  const [readers, setReaders] = useState(/** @type {Readers} */ ("public"));
  const [sites, setSites] = useState(/** @type {readonly string[]} */ ([]));
  const [withdrawing, withdraw] = useState(/** @type {number | null} */ (null));
  const blocked = page.blocked();
  const versions = store.each("minutes");
  const draft = (/** @type {Event} */ event) => {
    event.preventDefault();
    return act(
      "draft_minutes",
      reason.trim() ? { reason: reason.trim().normalize("NFC") } : {},
    ).then((answer) => answer.ok && setReason(""));
  };
  const publish = (/** @type {Event} */ event) => {
    event.preventDefault();
    void act("publish", { stage, readers, ...(readers === "named_sites" ? { sites } : {}) });
  };
  return html`<div class="stack">
    <section class="stack tight">
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
      <form class="stack tight" onSubmit=${draft}>
        ${
          versions.some((each) => each.approved_at) &&
          html`<label class="field">
            <span class="label">${t("ui.papers.why_new")}</span>
            <input
              required
              value=${reason}
              onInput=${(/** @type {any} */ event) => setReason(event.target.value)}
            />
          </label>`
        }
        <div class="row">
          ${h(Button, {
            label: t("act.draft_minutes"),
            icon: "file-text",
            submit: true,
            blocked,
            onPress: () => undefined,
          })}
        </div>
      </form>
    </section>
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
      <form class="stack tight" onSubmit=${publish}>
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
