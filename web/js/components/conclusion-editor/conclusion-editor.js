/**
 * A conclusion as it is dictated: rõ người, rõ việc, rõ thời hạn. Ctrl+Enter writes it down.
 * What is still missing for the approval is said beside it.
 */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { isoDay } from "../../format.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { refusal, t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";
import {
  alike,
  collisions,
  deadlineWords,
  fieldsOf,
  only,
  textOf,
  together,
  untouched,
  written,
} from "./fields.js";
import { useUnderstood } from "./understood.js";

/** @typedef {import("../../contract.js").ConclusionView} ConclusionView */
/** @typedef {import("../../contract.js").ConclusionText} ConclusionText */
/** @typedef {import("./fields.js").Fields} Fields */
/** @typedef {{ok: true} | {ok: false, code: string}} Saved */
/**
 * @param {object} props
 * @param {ConclusionView} [props.conclusion] left out for a new one
 * @param {import("./understood.js").Understand} props.understand what a deadline in words means
 * @param {import("./understood.js").FindSites} props.findSites to which a lead would give its task
 * @param {string | null} [props.item] the item it comes from
 * @param {readonly string[]} [props.bodies] names offered for the lead
 * @param {(text: ConclusionText, seen: number, base: ConclusionText | null) => Promise<Saved>}
 *   props.onSave `base` is what was written over
 * @param {() => unknown} [props.onDrop]
 * @param {() => void} [props.onClose]
 * @param {string} [props.blocked]
 */
export function ConclusionEditor({
  conclusion,
  understand,
  findSites,
  item = null,
  bodies = [],
  onSave,
  onDrop,
  onClose,
  blocked = "",
}) {
  const form = conclusion ? `c-${conclusion.id}` : "c-new";
  /** @type {{fields: Fields, base?: ConclusionView}} */
  const stands = { fields: fieldsOf(conclusion), ...(conclusion ? { base: conclusion } : {}) };
  const [{ fields, base }, keep] = useKept(form, stands);
  const [again, offer] = useState(() => !alike(fields, fieldsOf(base)));
  const [wrong, setWrong] = useState("");
  const due = useRef(/** @type {HTMLInputElement | null} */ (null));
  const theirs = conclusion && conclusion.version > (base?.version ?? 0) ? conclusion : undefined;
  const collide = theirs ? collisions(fields, fieldsOf(base), fieldsOf(theirs)) : [];
  /** @param {Fields} now what stands in the form, over what they have */
  const go = (now) => keep({ ...stands, fields: now });
  const done = () => {
    keep(stands);
    offer(false);
  };

  useEffect(() => {
    if (theirs && collide.length === 0) go(together(fields, fieldsOf(base), fieldsOf(theirs)));
  }, [theirs, collide.length]);

  const set = (/** @type {keyof Fields} */ name) => (/** @type {any} */ event) => {
    setWrong("");
    keep({ ...(base ? { base } : {}), fields: { ...fields, [name]: event.target.value } });
  };
  const said = untouched(fields, base) ? "" : fields.deadline.trim();
  const meant = useUnderstood(said, understand);
  const lead = fields.lead.trim();
  const sites = useUnderstood(lead, findSites);
  const unclear = said !== "" && meant === null;

  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (blocked || !fields.text.trim()) return;
    const when = said === "" ? null : (meant ?? (await understand(said)));
    if (said !== "" && !when) {
      // What was not understood is said at its field.
      if (when === null) due.current?.focus();
      else setWrong(t("refusal.not_connected"));
      return;
    }
    const text = written(fields, when ?? null, conclusion?.item ?? item, base);
    const answer = await onSave(text, base?.version ?? 0, base ? textOf(base) : null);
    if (!answer.ok) {
      setWrong(refusal(answer.code));
      return;
    }
    setWrong("");
    done();
    if (conclusion) onClose?.();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(event);
  };

  return html`<form class="conclusion-form stack tight" onSubmit=${save} onKeyDown=${onKey}>
    ${
      again &&
      html`<p class="notice info draft-offer" role="status">
        ${t("ui.draft.taken_up")}
        ${h(Button, { label: t("ui.draft.drop"), look: "small", onPress: done })}
      </p>`
    }
    ${
      theirs &&
      collide.length > 0 &&
      html`<div class="notice warn" role="alert">
        <p><strong>${t("ui.conclusion.changed")}</strong></p>
        <ul>
          ${collide.map(
            (name) => html`<li key=${name}>
              ${t(`ui.conclusion.${name}`)}: ${fieldsOf(theirs)[name] || "–"}
            </li>`,
          )}
        </ul>
        <div class="row">
          ${h(Button, {
            label: t("ui.note.mine"),
            look: "small",
            onPress: () => go(together(fields, fieldsOf(base), fieldsOf(theirs))),
          })}
          ${h(Button, {
            label: t("ui.note.theirs"),
            look: "small",
            onPress: () =>
              go({
                ...together(fields, fieldsOf(base), fieldsOf(theirs)),
                ...only(fieldsOf(theirs), collide),
              }),
          })}
        </div>
      </div>`
    }
    <label class="field">
      <span class="label">${t("ui.conclusion.text")}</span>
      <textarea rows="3" required value=${fields.text} onInput=${set("text")} />
    </label>
    <label class="field">
      <span class="label">${t("ui.conclusion.lead")}</span>
      <input
        list=${`${form}-bodies`}
        value=${fields.lead}
        onInput=${set("lead")}
        aria-describedby=${`${form}-site`}
      />
      <span id=${`${form}-site`} class="hint">${leadWords(lead === "" ? null : sites)}</span>
    </label>
    <datalist id=${`${form}-bodies`}>
      ${bodies.map((name) => html`<option value=${name} />`)}
    </datalist>
    <label class="field">
      <span class="label">${t("ui.conclusion.deadline")}</span>
      <input
        value=${fields.deadline}
        ref=${due}
        onInput=${set("deadline")}
        aria-invalid=${unclear ? "true" : undefined}
        aria-describedby=${`${form}-when`}
      />
      <span id=${`${form}-when`} class=${unclear ? "error" : "hint"}>
        ${unclear ? t("refusal.deadline_unclear") : dueWords(said === "" ? base : meant, said)}
      </span>
    </label>
    <details
      class="conclusion-more"
      open=${!!(fields.cooperating || fields.person || fields.deliverable)}
    >
      <summary>${t("ui.conclusion.more")}</summary>
      <div class="stack tight">
        <label class="field">
          <span class="label">${t("ui.conclusion.cooperating")}</span>
          <input value=${fields.cooperating} onInput=${set("cooperating")} />
        </label>
        <label class="field">
          <span class="label">${t("ui.conclusion.person")}</span>
          <input value=${fields.person} onInput=${set("person")} />
        </label>
        <label class="field">
          <span class="label">${t("ui.conclusion.deliverable")}</span>
          <input value=${fields.deliverable} onInput=${set("deliverable")} />
        </label>
      </div>
    </details>
    ${wrong && html`<p class="error" role="alert">${wrong}</p>`}
    <div class="row">
      ${h(Button, {
        label: conclusion ? t("act.edit_conclusion") : t("act.draft_conclusion"),
        icon: "gavel",
        submit: true,
        blocked,
        onPress: () => undefined,
      })}
      ${onClose && h(Button, { label: t("ui.close"), look: "quiet", onPress: onClose })}
      ${
        onDrop &&
        h(Button, {
          label: t("act.drop_conclusion"),
          icon: "x",
          look: "quiet",
          blocked,
          onPress: onDrop,
        })
      }
    </div>
  </form>`;
}

/**
 * Whose task it will be: known while one types, not only when it is published.
 * @param {readonly string[] | null | undefined} sites
 */
function leadWords(sites) {
  if (!sites) return "";
  if (sites.length === 1) return t("ui.conclusion.lead_is", { site: sites[0] ?? "" });
  return sites.length === 0
    ? t("ui.conclusion.lead_nobody")
    : t("ui.conclusion.lead_several", { sites: sites.join(", ") });
}

/**
 * The deadline as it is understood, or how one is written.
 * @param {import("./understood.js").Meant} due
 * @param {string} said
 */
function dueWords(due, said) {
  if (due?.standing) return t("ui.conclusion.is_standing");
  if (due?.deadline) return t("ui.conclusion.is_day", { day: isoDay(due.deadline) });
  return t(`ui.conclusion.deadline_${said === "" ? "hint" : "reading"}`);
}

/** A conclusion to read. @param {{conclusion: ConclusionView, onEdit?: () => void}} props */
export function ConclusionCard({ conclusion, onEdit }) {
  const due = deadlineWords(conclusion);
  const tone =
    conclusion.state === "draft" ? "idle" : conclusion.state === "approved" ? "ok" : "info";
  return html`<li class="conclusion">
    <p><strong>${conclusion.number}.</strong> ${conclusion.text}</p>
    <p class="conclusion-marks">
      <span class=${conclusion.lead ? "" : "mark warn"}>
        ${
          conclusion.lead
            ? t("ui.conclusion.by", { who: conclusion.lead })
            : t("ui.conclusion.no_lead")
        }
      </span>
      ${
        (conclusion.cooperating ?? []).length > 0 &&
        html`<span>
          ${t("ui.conclusion.with", { who: (conclusion.cooperating ?? []).join(", ") })}
        </span>`
      }
      <span class=${due ? "tabular" : "mark warn"}>
        ${due ? t("ui.conclusion.due", { when: due }) : t("ui.conclusion.no_deadline")}
        ${
          conclusion.deadline && conclusion.deadline_words
            ? ` (${isoDay(conclusion.deadline)})`
            : ""
        }
      </span>
      <span class=${`mark ${tone}`}>
        ${h(Icon, { name: conclusion.state === "draft" ? "circle-dashed" : "check" })} ${t(
          `conclusion_state.${conclusion.state}`,
        )}
      </span>
    </p>
    ${
      onEdit &&
      conclusion.state === "draft" &&
      h(Button, { label: t("act.edit_conclusion"), look: "small", onPress: onEdit })
    }
  </li>`;
}
