/** A site hands in an opinion in writing. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { LongText } from "../../components/long-text/long-text.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";
import { itemsFor } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page, chosen: string}} props `chosen` unless the writer takes another item */
export function OpinionPart({ page, chosen: first }) {
  const { store } = page;
  const items = itemsFor(page, "hand_in_opinion");
  const [item, setItem] = useState(/** @type {string | null} */ (null));
  const [text, setText] = useKept("opinion", "");
  const chosen = item ?? first;
  const mine = store.each("opinion");
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!text.trim()) return;
    const answer = await page.act("hand_in_opinion", {
      item: chosen,
      text: text.trim().normalize("NFC"),
    });
    if (answer.ok) {
      setText("");
      page.say("ok", t("ui.me.opinion_sent"));
    }
  };
  return html`    <form class="stack tight" onSubmit=${send}>
      <p class="hint">${t("ui.me.opinion_words")}</p>
      <label class="field">
        <span class="label">${t("ui.me.item")}</span>
        <select
          value=${chosen}
          onChange=${(/** @type {any} */ event) => setItem(event.target.value)}
        >
          ${items.map(
            (each) => html`<option value=${each.id} selected=${each.id === chosen}>
              ${each.number}. ${each.title}
            </option>`,
          )}
        </select>
      </label>
      <label class="field">
        <span class="label">${t("ui.me.opinion_text")}</span>
        <textarea
          required
          rows="5"
          value=${text}
          onInput=${(/** @type {any} */ event) => setText(event.target.value)}
        />
      </label>
      <div class="row">
        ${h(Button, {
          label: t("act.hand_in_opinion"),
          icon: "send",
          submit: true,
          blocked: page.blocked(),
          onPress: () => undefined,
        })}
      </div>
    </form>
    <ul class="plain">
      ${mine.map(
        (each) => html`<li key=${each.id} class="message">
          <p class="muted message-head">
            <time>${clock(each.at)}</time> · ${store.get("item", each.item)?.title ?? ""}
          </p>
          <p class="message-text">
            ${h(LongText, { text: each.text, length: each.length, at: `opinion/${each.id}` })}
          </p>
        </li>`,
      )}
    </ul>
  `;
}
