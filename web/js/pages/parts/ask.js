/**
 * Questions asked in a sheet: a few fields and the one act they are for. A refusal is said there.
 */
import { h } from "preact";
import { useMemo, useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Dialog } from "../../components/dialog/dialog.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { refusal, t } from "../../words.js";

/** @typedef {{ok: boolean, code?: string}} Outcome */
/** @typedef {Record<string, string>} Said */
/**
 * `kind` is that of an input, or `area`, or `tick` ("yes" when ticked); with `options` it is a
 * choice of one.
 * @typedef {object} Asked
 * @property {string} name
 * @property {string} label
 * @property {"text" | "number" | "time" | "area" | "tick"} [kind]
 * @property {string} [value]
 * @property {boolean} [required]
 * @property {string} [hint]
 * @property {number} [min]
 * @property {number} [max]
 * @property {readonly {value: string, words: string}[]} [options]
 * @property {readonly string[]} [suggested] names offered, others are taken too
 */

/**
 * @param {object} props
 * @param {string} props.title
 * @param {string} [props.text]
 * @param {readonly Asked[]} props.fields
 * @param {string} props.label of the act
 * @param {(said: Said) => Promise<Outcome>} props.onDone
 * @param {() => void} props.onClose
 * @param {import("preact").ComponentChildren} [props.children] above the fields
 */
export function FormDialog({ title, text, fields, label, onDone, onClose, children }) {
  const first = useMemo(
    () => Object.fromEntries(fields.map((field) => [field.name, field.value ?? ""])),
    [],
  );
  const [said, say] = useKept(title, first);
  const [again, offer] = useState(() => fields.some(({ name }) => said[name] !== first[name]));
  const drop = () => {
    say(first);
    offer(false);
  };
  const [wrong, setWrong] = useState("");
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const tidy = Object.fromEntries(
      Object.entries(said).map(([name, words]) => [name, words.trim().normalize("NFC")]),
    );
    const answer = await onDone(tidy);
    if (answer.ok) {
      say(first);
      onClose();
    }
    if (!answer.ok) setWrong(refusal(answer.code ?? ""));
  };
  const set = (/** @type {string} */ name, /** @type {string} */ words) =>
    say({ ...said, [name]: words });
  return h(Dialog, {
    title,
    onClose,
    children: html`<form class="stack" onSubmit=${submit}>
      ${text && html`<p>${text}</p>`}
      ${
        again &&
        html`<p class="notice info draft-offer" role="status">
          ${t("ui.draft.taken_up")}
          ${h(Button, { label: t("ui.draft.drop"), look: "small", onPress: drop })}
        </p>`
      }
      ${children}
      ${fields.map((field) =>
        h(Field, { key: field.name, field, value: said[field.name] ?? "", onSet: set }),
      )}
      ${wrong && html`<p class="error" role="alert">${wrong}</p>`}
      <div class="row end">
        ${h(Button, { label: t("ui.not_now"), onPress: onClose })}
        ${h(Button, { label, look: "primary", submit: true, onPress: () => undefined })}
      </div>
    </form>`,
  });
}

/** @param {{field: Asked, value: string, onSet: (name: string, words: string) => void}} props */
function Field({ field, value, onSet }) {
  const { name, label, kind = "text", required = false, hint, options, suggested } = field;
  const set = (/** @type {any} */ event) => onSet(name, event.target.value);
  if (kind === "tick") {
    return html`<label class="choice">
      <input
        type="checkbox"
        checked=${value === "yes"}
        onChange=${(/** @type {any} */ event) => onSet(name, event.target.checked ? "yes" : "")}
      /> ${label}
    </label>`;
  }
  const list = suggested ? `asked-${name}` : undefined;
  return html`<label class="field">
    <span class="label">${label}</span>
    ${
      options
        ? html`<select value=${value} required=${required} onChange=${set}>
          ${options.map(
            (each) => html`<option value=${each.value} selected=${each.value === value}>
              ${each.words}
            </option>`,
          )}
        </select>`
        : kind === "area"
          ? html`<textarea rows="4" required=${required} value=${value} onInput=${set} />`
          : html`<input
            type=${kind}
            required=${required}
            maxlength=${kind === "text" ? 500 : undefined}
            min=${field.min}
            max=${field.max}
            list=${list}
            value=${value}
            onInput=${set}
          />`
    }
    ${
      suggested &&
      html`<datalist id=${list}>
        ${suggested.map((each) => html`<option value=${each} />`)}
      </datalist>`
    }
    ${hint && html`<span class="hint">${hint}</span>`}
  </label>`;
}

/**
 * One thing is asked, mostly why.
 * @param {object} props
 * @param {string} props.title
 * @param {string} [props.text]
 * @param {string} props.label
 * @param {string} props.field
 * @param {(said: string) => Promise<Outcome>} props.onDone
 * @param {() => void} props.onClose
 */
export const AskFor = ({ field, onDone, ...rest }) =>
  h(FormDialog, {
    ...rest,
    fields: [{ name: "said", label: field, required: true }],
    onDone: ({ said = "" }) => onDone(said),
  });
