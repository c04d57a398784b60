/** Questions asked once: a reason, or a yes. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Dialog } from "../../components/dialog/dialog.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @param {{title: string, text?: string, label: string, field: string, onDone: (said: string) => Promise<{ok: boolean}>, onClose: () => void}} props */
export function AskFor({ title, text, label, field, onDone, onClose }) {
  const [said, setSaid] = useState("");
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if ((await onDone(said.trim().normalize("NFC"))).ok) onClose();
  };
  return h(Dialog, {
    title,
    onClose,
    children: html`<form class="stack" onSubmit=${submit}>
      ${text && html`<p>${text}</p>`}
      <label class="field"><span class="label">${field}</span>
        <input required maxlength="500" value=${said} onInput=${(/** @type {any} */ event) => setSaid(event.target.value)} /></label>
      <div class="row end">
        ${h(Button, { label: t("ui.not_now"), onPress: onClose })}
        ${h(Button, { label, look: "primary", submit: true, onPress: () => undefined })}
      </div>
    </form>`,
  });
}
