/**
 * The secretary's text about one thing, saved as it is typed, while others may write in it too.
 * Give it a `key` of what it is about: another subject is another editor.
 */
import { h } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { clockSeconds } from "../../format.js";
import { html } from "../../html.js";
import { refusal, t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../notes/sheet.js").SheetState} SheetState */

/** As long as a text may be (`domain/ids.py`). */
const LONGEST = 20_000;

/**
 * @param {object} props
 * @param {string} props.title
 * @param {SheetState} props.state
 * @param {(field: HTMLTextAreaElement) => (() => void) | void} props.onOpen from here on the field is the sheet's
 * @param {string} [props.blocked]
 * @param {string} [props.hint]
 */
export function NoteEditor({ title, state, onOpen, blocked = "", hint }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [first] = useState(state.text);
  useLayoutEffect(() => (field.current ? onOpen(field.current) : undefined), []);
  return html`<section class="note" aria-label=${title}>
    <header class="note-head"><h2>${title}</h2>
      ${h(NoteState, { state, wrong: state.wrong ? refusal(state.wrong) : blocked })}
      <p class="note-others" role="status">${state.others && html`${h(Icon, { name: "users" })} ${t("ui.note.others", { who: state.others })}`}</p>
    </header>
    <textarea ref=${field} class="note-text" aria-label=${title} maxlength=${LONGEST} placeholder=${hint ?? t("ui.note.hint")}>${first}</textarea>
  </section>`;
}

/** @param {{state: SheetState, wrong: string}} props */
function NoteState({ state, wrong }) {
  const { saved, at, by } = state;
  const [icon, words] = !saved && wrong
    ? [/** @type {const} */ ("alert-triangle"), t("ui.note.unsaved", { why: wrong })]
    : !saved
      ? [/** @type {const} */ ("history"), t("ui.note.saving")]
      : at
        ? [/** @type {const} */ ("check"), t("ui.note.saved", { time: clockSeconds(at), who: by })]
        : [/** @type {const} */ ("circle-dashed"), t("ui.note.empty")];
  return html`<p class="note-state muted" role="status">${h(Icon, { name: icon })} ${words}</p>`;
}
