/** What a site did not get to say before the item ended, to hand in in writing with one press. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";
import { offered } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").UnheardView} UnheardView */

/** @param {{page: Page, me: import("../../contract.js").Me}} props */
export function UnheardPart({ page, me }) {
  if (!offered(page, "hand_in_opinion")) return null;
  const unheard = me.unheard ?? [];
  return html`${unheard.map((each) => h(InWriting, { key: each.request, page, unheard: each }))}`;
}

/** @param {{page: Page, unheard: UnheardView}} props */
function InWriting({ page, unheard }) {
  const [text, setText] = useKept(`unheard/${unheard.request}`, unheard.topic ?? "");
  const item = page.store.get("item", unheard.item);
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!text.trim()) return;
    const answer = await page.act("hand_in_opinion", {
      item: unheard.item,
      text: text.trim().normalize("NFC"),
      request: unheard.request,
    });
    if (!answer.ok) return;
    setText(unheard.topic ?? "");
    page.say("ok", t("ui.me.opinion_sent"));
  };
  return html`<section class="card">
    <form class="stack tight" onSubmit=${send}>
      <p class="notice warn" role="status">
        ${h(Icon, { name: "alert-triangle" })} ${t("ui.me.unheard", {
          kind: t(`kind.${unheard.kind}`),
          item: item ? `${item.number}. ${item.title}` : "",
        })}
      </p>
      <label class="field">
        <span class="label">${t("ui.me.opinion_text")}</span>
        <textarea
          required
          rows="3"
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
  </section>`;
}
