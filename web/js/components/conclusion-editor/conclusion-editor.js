/**
 * A conclusion as it is dictated: rõ người, rõ việc, rõ thời hạn. Ctrl+Enter writes it down.
 * What is still missing for the approval is said beside it.
 */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { isoDay } from "../../format.js";
import { html } from "../../html.js";
import { refusal, t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";
import { parseDeadline } from "./deadline.js";

/** @typedef {import("../../contract.js").ConclusionView} ConclusionView */
/** @typedef {import("../../contract.js").ConclusionText} ConclusionText */
/** @typedef {{ok: true} | {ok: false, code: string}} Saved */
/** @typedef {{text: string, lead: string, cooperating: string, person: string, deliverable: string, deadline: string}} Fields */

/** @param {ConclusionView | undefined} known @returns {Fields} */
const fieldsOf = (known) => ({
  text: known?.text ?? "",
  lead: known?.lead ?? "",
  cooperating: (known?.cooperating ?? []).join("; "),
  person: known?.person ?? "",
  deliverable: known?.deliverable ?? "",
  deadline: known ? deadlineWords(known) : "",
});

/** @param {ConclusionView} known */
export const deadlineWords = (known) =>
  known.deadline_words || (known.standing ? t("ui.conclusion.standing") : known.deadline ? isoDay(known.deadline) : "");

/**
 * @param {object} props
 * @param {ConclusionView} [props.conclusion] left out for a new one
 * @param {string} props.today `2024-04-19`
 * @param {string | null} [props.item] the item it comes from
 * @param {readonly string[]} [props.bodies] names offered for the lead
 * @param {(text: ConclusionText, seen: number) => Promise<Saved>} props.onSave
 * @param {() => unknown} [props.onDrop]
 * @param {() => void} [props.onClose]
 * @param {string} [props.blocked]
 */
export function ConclusionEditor({ conclusion, today, item = null, bodies = [], onSave, onDrop, onClose, blocked = "" }) {
  const [fields, setFields] = useState(() => fieldsOf(conclusion));
  const [seen, setSeen] = useState(conclusion?.version ?? 0);
  const [wrong, setWrong] = useState("");
  const base = conclusion ? `c-${conclusion.id}` : "c-new";
  const changed = conclusion !== undefined && conclusion.version > seen;
  const untouched = JSON.stringify(fields) === JSON.stringify(fieldsOf(conclusion));

  useEffect(() => {
    if (untouched && conclusion) setSeen(conclusion.version);
  }, [untouched, conclusion]);

  const set = (/** @type {keyof Fields} */ name) => (/** @type {any} */ event) => setFields({ ...fields, [name]: event.target.value });
  const when = parseDeadline(fields.deadline, today);
  const unclear = fields.deadline.trim() !== "" && !when;

  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (blocked || !fields.text.trim() || unclear) return;
    const tidy = (/** @type {string} */ text) => text.trim().normalize("NFC");
    const answer = await onSave(
      {
        text: tidy(fields.text),
        lead: tidy(fields.lead),
        cooperating: fields.cooperating.split(/[;\n]/).map(tidy).filter(Boolean),
        person: tidy(fields.person),
        deliverable: tidy(fields.deliverable),
        deadline: when?.deadline ?? null,
        standing: when?.standing ?? false,
        deadline_words: when?.words ?? "",
        item: conclusion?.item ?? item,
      },
      seen,
    );
    if (!answer.ok) {
      setWrong(refusal(answer.code));
      return;
    }
    setWrong("");
    if (conclusion) onClose?.();
    else setFields(fieldsOf(undefined));
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(event);
  };

  return html`<form class="conclusion-form stack tight" onSubmit=${save} onKeyDown=${onKey}>
    ${changed && !untouched && conclusion && html`<div class="notice warn" role="alert">
      <p><strong>${t("ui.conclusion.changed")}</strong> ${conclusion.text}</p>
      <div class="row">
        ${h(Button, { label: t("ui.note.mine"), look: "small", onPress: () => setSeen(conclusion.version) })}
        ${h(Button, { label: t("ui.note.theirs"), look: "small", onPress: () => setFields(fieldsOf(conclusion)) })}
      </div>
    </div>`}
    <label class="field"><span class="label">${t("ui.conclusion.text")}</span>
      <textarea rows="3" required value=${fields.text} onInput=${set("text")} /></label>
    <label class="field"><span class="label">${t("ui.conclusion.lead")}</span>
      <input list=${`${base}-bodies`} value=${fields.lead} onInput=${set("lead")} /></label>
    <datalist id=${`${base}-bodies`}>${bodies.map((name) => html`<option value=${name} />`)}</datalist>
    <label class="field"><span class="label">${t("ui.conclusion.deadline")}</span>
      <input value=${fields.deadline} placeholder=${t("ui.conclusion.deadline_hint")} onInput=${set("deadline")} aria-invalid=${unclear ? "true" : undefined} aria-describedby=${`${base}-when`} />
      <span id=${`${base}-when`} class=${unclear ? "error" : "hint"}>
        ${unclear ? t("ui.conclusion.deadline_unclear") : when ? (when.standing ? t("ui.conclusion.is_standing") : t("ui.conclusion.is_day", { day: isoDay(when.deadline ?? "") })) : t("ui.conclusion.deadline_hint")}
      </span></label>
    <details class="conclusion-more" open=${!!(fields.cooperating || fields.person || fields.deliverable)}>
      <summary>${t("ui.conclusion.more")}</summary>
      <div class="stack tight">
        <label class="field"><span class="label">${t("ui.conclusion.cooperating")}</span><input value=${fields.cooperating} onInput=${set("cooperating")} /></label>
        <label class="field"><span class="label">${t("ui.conclusion.person")}</span><input value=${fields.person} onInput=${set("person")} /></label>
        <label class="field"><span class="label">${t("ui.conclusion.deliverable")}</span><input value=${fields.deliverable} onInput=${set("deliverable")} /></label>
      </div>
    </details>
    ${wrong && html`<p class="error" role="alert">${wrong}</p>`}
    <div class="row">
      ${h(Button, { label: conclusion ? t("act.edit_conclusion") : t("act.draft_conclusion"), icon: "gavel", submit: true, blocked, onPress: () => undefined })}
      ${onClose && h(Button, { label: t("ui.close"), look: "quiet", onPress: onClose })}
      ${onDrop && h(Button, { label: t("act.drop_conclusion"), icon: "x", look: "quiet", blocked, onPress: onDrop })}
    </div>
  </form>`;
}

/** A conclusion to read. @param {{conclusion: ConclusionView, onEdit?: () => void}} props */
export function ConclusionCard({ conclusion, onEdit }) {
  const due = deadlineWords(conclusion);
  const tone = conclusion.state === "draft" ? "idle" : conclusion.state === "approved" ? "ok" : "info";
  return html`<li class="conclusion">
    <p><strong>${conclusion.number}.</strong> ${conclusion.text}</p>
    <p class="conclusion-marks">
      <span class=${conclusion.lead ? "" : "mark warn"}>${conclusion.lead ? t("ui.conclusion.by", { who: conclusion.lead }) : t("ui.conclusion.no_lead")}</span>
      ${(conclusion.cooperating ?? []).length > 0 && html`<span>${t("ui.conclusion.with", { who: (conclusion.cooperating ?? []).join(", ") })}</span>`}
      <span class=${due ? "tabular" : "mark warn"}>${due ? t("ui.conclusion.due", { when: due }) : t("ui.conclusion.no_deadline")}${conclusion.deadline && conclusion.deadline_words ? ` (${isoDay(conclusion.deadline)})` : ""}</span>
      <span class=${`mark ${tone}`}>${h(Icon, { name: conclusion.state === "draft" ? "circle-dashed" : "check" })} ${t(`conclusion_state.${conclusion.state}`)}</span>
    </p>
    ${onEdit && conclusion.state === "draft" && h(Button, { label: t("act.edit_conclusion"), look: "small", onPress: onEdit })}
  </li>`;
}
