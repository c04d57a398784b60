/** A sheet over the page. Escape and the cross close it; the focus goes back (`focus.js`). */
import { h } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { giveBack } from "../../focus.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

let made = 0;

/**
 * @param {object} props
 * @param {string} props.title
 * @param {() => void} props.onClose
 * @param {import("preact").ComponentChildren} [props.children]
 * @param {boolean} [props.side]
 */
export function Dialog({ title, onClose, children, side = false }) {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useRef("");
  const gone = useRef(false);
  id.current ||= `dialog-${++made}`;
  // Not `useEffect`: what that undoes it undoes a frame later, and keys come before.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = box.current;
    if (shown && !shown.open) shown.showModal();
    return () => {
      gone.current = true;
      shown?.close();
      if (before instanceof HTMLElement) giveBack(before);
    };
  }, []);
  // Told a moment after it was taken away; by then its asker may have opened another one.
  const closed = () => gone.current || onClose();
  // Closed by us, so that the browser gives the focus to nobody in between: on the button that
  // opened the sheet a slow machine took the next Space for a press of it.
  const escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    onClose();
  };
  // What else closes it, as the back of a phone.
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    onClose();
  };
  const outside = (/** @type {MouseEvent} */ event) => event.target === box.current && onClose();
  return html`<dialog
    ref=${box}
    class=${side ? "dialog side" : "dialog"}
    aria-labelledby=${id.current}
    onKeyDown=${escape}
    onCancel=${cancel}
    onClose=${closed}
    onClick=${outside}
  >
    <div class="dialog-inner">
      <header class="dialog-head">
        <h2 id=${id.current}>${title}</h2>
        ${h(Button, {
          label: t("ui.close"),
          icon: "x",
          bare: true,
          look: "quiet",
          onPress: onClose,
        })}
      </header>
      ${children}
    </div>
  </dialog>`;
}

/**
 * Ask once before what cannot be undone.
 * @param {object} props
 * @param {string} props.title
 * @param {string} props.text
 * @param {string} props.label
 * @param {() => unknown} props.onYes
 * @param {() => void} props.onClose
 * @param {import("preact").ComponentChildren} [props.children] below the words
 */
export function Confirm({ title, text, label, onYes, onClose, children }) {
  const yes = async () => {
    await onYes();
    onClose();
  };
  return h(Dialog, {
    title,
    onClose,
    children: html`
      <p>${text}</p>
      ${children}
      <div class="row end">
        ${h(Button, { label: t("ui.not_now"), onPress: onClose })}
        ${h(Button, { label, look: "primary", onPress: yes })}
      </div>
    `,
  });
}
