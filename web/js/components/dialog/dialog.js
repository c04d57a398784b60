/** A sheet over the page. Escape and the cross close it; the focus goes back (`focus.js`). */
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";

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
  useEffect(() => {
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
  // Closed by us, so that the browser gives the focus to nobody in between.
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    onClose();
  };
  const outside = (/** @type {MouseEvent} */ event) => event.target === box.current && onClose();
  return html`<dialog
    ref=${box}
    class=${side ? "dialog side" : "dialog"}
    aria-labelledby=${id.current}
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
