/** Words from the hall: what was said, and for the hall a line to say more. */
import { h } from "preact";

import { clock } from "../../format.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

/** @typedef {import("../../contract.js").MessageView} MessageView */

/**
 * @param {object} props
 * @param {readonly MessageView[]} props.messages
 * @param {(code: string) => string} [props.nameOf] of a site
 * @param {(text: string) => Promise<{ok: boolean}>} [props.onSend] left out for those who only read
 * @param {string} [props.to] to whom a new one goes, in words
 * @param {string} [props.blocked]
 * @param {string} [props.empty]
 */
export function MessageBox({ messages, nameOf = (code) => code, onSend, to, blocked = "", empty }) {
  const [text, setText] = useKept(`message/${to ?? ""}`, "");
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!text.trim() || blocked || !onSend) return;
    if ((await onSend(text.trim().normalize("NFC"))).ok) setText("");
  };
  const latest = [...messages].sort((a, b) => b.at.localeCompare(a.at));
  return html`<div class="messages">
    ${
      onSend &&
      html`<form class="message-form" onSubmit=${send}>
        <label class="field">
          <span class="label">
            ${to ? t("ui.message.to", { who: to }) : t("ui.message.to_all")}
          </span>
          <textarea
            rows="2"
            maxlength="2000"
            value=${text}
            onInput=${(/** @type {any} */ event) => setText(event.target.value)}
          />
        </label>
        ${h(Button, {
          label: t("act.send_message"),
          icon: "send",
          submit: true,
          blocked,
          onPress: () => undefined,
        })}
      </form>`
    }
    ${latest.length === 0 && html`<p class="empty">${empty ?? t("ui.message.none")}</p>`}
    <ul class="plain message-list">
      ${latest.map(
        (message) => html`<li key=${message.id} class="message">
          <p class="muted message-head">
            <time>${clock(message.at)}</time> · ${t(`role.${message.sender}`)}
            ${(message.to ?? []).length ? ` → ${(message.to ?? []).map(nameOf).join(", ")}` : ""}
          </p>
          <p class="message-text">${message.text}</p>
        </li>`,
      )}
    </ul>
  </div>`;
}
