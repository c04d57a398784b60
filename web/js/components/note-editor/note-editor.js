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

/** As long as a text may be (`domain/nouns/ids.py`). */
const LONGEST = 20_000;

/**
 * @param {object} props
 * @param {string} props.title
 * @param {SheetState} props.state
 * @param {(field: HTMLTextAreaElement) => (() => void) | void} props.onOpen from here on the field
 *   is the sheet's
 * @param {string} [props.blocked]
 * @param {string} [props.hint]
 */
export function NoteEditor({ title, state, onOpen, blocked = "", hint }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [first] = useState(state.text);
  useLayoutEffect(() => (field.current ? onOpen(field.current) : undefined), []);
  const trouble = troubleOf(state, blocked);
  return html`<section class="note" aria-label=${title}>
    <header class="note-head">
      <h2>${title}</h2>
      <div class="note-marks">
        ${!trouble && h(NoteState, { state })}
        ${h(NoteNews, { state, trouble })}
      </div>
    </header>
    <textarea
      ref=${field}
      class="note-text"
      aria-label=${title}
      maxlength=${LONGEST}
      placeholder=${hint ?? t("ui.note.hint")}
    >
      ${first}
    </textarea>
  </section>`;
}

/** Told to the eye alone: it changes with every word. @param {{state: SheetState}} props */
function NoteState({ state }) {
  const { saved, at, by, others } = state;
  const [icon, words] = !saved
    ? [/** @type {const} */ ("history"), t("ui.note.saving")]
    : at
      ? [
          /** @type {const} */ ("check"),
          t("ui.note.saved", { time: clockSeconds(at), who: others ? "" : by }),
        ]
      : [/** @type {const} */ ("circle-dashed"), t("ui.note.empty")];
  return html`<p class="note-state muted">${h(Icon, { name: icon })} ${words}</p>`;
}

/**
 * What a writer has to know: why nothing is saved, or who else is here.
 * @param {{state: SheetState, trouble: string}} props
 */
function NoteNews({ state, trouble }) {
  const words = trouble || (state.others && t("ui.note.others", { who: state.others }));
  return html`<p class=${trouble ? "note-trouble" : "note-others"} role="status">
    ${words && html`${h(Icon, { name: trouble ? "alert-triangle" : "users" })} ${words}`}
  </p>`;
}

/** @param {SheetState} state @param {string} blocked */
function troubleOf({ saved, wrong, waits }, blocked) {
  if (saved || !(wrong || blocked)) return "";
  return waits
    ? t("ui.note.waits")
    : t("ui.note.unsaved", { why: wrong ? refusal(wrong) : blocked });
}
