/**
 * The secretary's text about one thing, saved as it is typed. Give it a `key` of what it is
 * about: another subject is another editor.
 */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { clockSeconds } from "../../format.js";
import { html } from "../../html.js";
import { refusal, t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";
import { arrived, decided, dirty, fresh, refused, sent, typed } from "./draft.js";

/** @typedef {import("../../contract.js").NoteView} NoteView */

const PAUSE = 900;

/**
 * @param {object} props
 * @param {string} props.title
 * @param {NoteView | undefined} [props.note]
 * @param {(text: string, seen: number) => Promise<{ok: true} | {ok: false, code: string}>} props.onSave
 * @param {string} [props.blocked]
 * @param {string} [props.hint]
 */
export function NoteEditor({ title, note, onSave, blocked = "", hint }) {
  const [draft, setDraft] = useState(() => fresh(note));
  const [wrong, setWrong] = useState("");
  const latest = useRef(draft);
  latest.current = draft;
  const change = (/** @type {(draft: import("./draft.js").Draft) => import("./draft.js").Draft} */ step) => {
    latest.current = step(latest.current);
    setDraft(latest.current);
  };

  const save = async () => {
    if (!dirty(latest.current) || blocked) return;
    const { text, base } = latest.current;
    change(sent);
    const answer = await onSave(text.normalize("NFC"), base);
    if (answer.ok) {
      setWrong("");
      return;
    }
    change(refused);
    setWrong(answer.code === "text_changed" ? "" : refusal(answer.code));
  };
  const saving = useRef(save);
  saving.current = save;

  useEffect(() => change((each) => arrived(each, note)), [note]);
  useEffect(() => {
    if (!dirty(draft)) return undefined;
    const timer = setTimeout(() => void saving.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [draft.text, draft.sending, draft.theirs, draft.base, blocked]);
  useEffect(() => () => void saving.current(), []);

  return html`<section class="note" aria-label=${title}>
    <header class="note-head"><h2>${title}</h2>${h(NoteState, { draft, wrong: wrong || blocked })}</header>
    ${draft.theirs && html`<div class="notice warn note-theirs" role="alert">
      <p><strong>${t("ui.note.changed", { who: draft.theirs.by || t("role.secretary"), time: clockSeconds(draft.theirs.at) })}</strong></p>
      <blockquote>${draft.theirs.text}</blockquote>
      <div class="row">
        ${h(Button, { label: t("ui.note.both"), look: "small", onPress: () => change((each) => decided(each, "both")) })}
        ${h(Button, { label: t("ui.note.mine"), look: "small", onPress: () => change((each) => decided(each, "mine")) })}
        ${h(Button, { label: t("ui.note.theirs"), look: "small", onPress: () => change((each) => decided(each, "theirs")) })}
      </div>
    </div>`}
    <textarea class="note-text" aria-label=${title} placeholder=${hint ?? t("ui.note.hint")} value=${draft.text}
      onInput=${(/** @type {any} */ event) => change((each) => typed(each, event.target.value))}
      onBlur=${() => void saving.current()} />
  </section>`;
}

/** @param {{draft: import("./draft.js").Draft, wrong: string}} props */
function NoteState({ draft, wrong }) {
  const [icon, words] = draft.theirs
    ? [/** @type {const} */ ("alert-triangle"), t("ui.note.waits")]
    : wrong && draft.text !== draft.kept
      ? [/** @type {const} */ ("alert-triangle"), t("ui.note.unsaved", { why: wrong })]
      : draft.text !== draft.kept
        ? [/** @type {const} */ ("history"), t("ui.note.saving")]
        : draft.keptAt
          ? [/** @type {const} */ ("check"), t("ui.note.saved", { time: clockSeconds(draft.keptAt), who: draft.by })]
          : [/** @type {const} */ ("circle-dashed"), t("ui.note.empty")];
  return html`<p class="note-state muted" role="status">${h(Icon, { name: icon })} ${words}</p>`;
}
