/**
 * Speeches registered ahead: item, topic, minutes; by the site, or by the hall because it phoned.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";
import { among, itemsFor } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */

/**
 * @param {object} props `site` is named by the hall alone
 * @param {Page} props.page
 * @param {readonly string[]} props.names
 * @param {string} [props.site]
 */
export function RegisterForm({ page, names, site }) {
  const items = itemsFor(page, "register_speech");
  const [item, setItem] = useState("");
  const [topic, setTopic] = useKept(`register.topic/${site ?? ""}`, "");
  const [minutes, setMinutes] = useState("7");
  const [delegate, setDelegate] = useKept(`register.delegate/${site ?? ""}`, "");
  const chosen = items.find((each) => each.id === item) ?? items[0];
  if (!chosen) return null;
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (page.blocked()) return;
    const open = among(page, "register_speech", "kind") ?? [];
    const kinds = (chosen.kinds ?? []).filter((each) => open.includes(each));
    const kind = kinds.includes("statement") ? "statement" : (kinds[0] ?? "statement");
    const tidy = (/** @type {string} */ text) => text.trim().normalize("NFC");
    const answer = await page.act("register_speech", {
      item: chosen.id,
      topic: tidy(topic),
      minutes: Number(minutes) || 0,
      kind,
      delegate: tidy(delegate),
      ...(site ? { site } : {}),
    });
    if (!answer.ok) return;
    setTopic("");
    setDelegate("");
    page.say("ok", t("ui.me.registered"));
  };
  return html`<form class="stack tight" onSubmit=${send}>
    <label class="field">
      <span class="label">${t("ui.me.item")}</span>
      <select
        value=${chosen.id}
        onChange=${(/** @type {any} */ event) => setItem(event.target.value)}
      >
        ${items.map(
          (each) => html`<option value=${each.id} selected=${each === chosen}>
            ${each.number}. ${each.title}
          </option>`,
        )}
      </select>
    </label>
    <label class="field">
      <span class="label">${t("ui.ask.topic")}</span>
      <input
        required
        value=${topic}
        onInput=${(/** @type {any} */ event) => setTopic(event.target.value)}
      />
    </label>
    <div class="fields">
      <label class="field">
        <span class="label">${t("ui.ask.delegate")}</span>
        <input
          list="register-names"
          value=${delegate}
          onInput=${(/** @type {any} */ event) => setDelegate(event.target.value)}
        />
      </label>
      <label class="field">
        <span class="label">${t("ui.me.minutes")}</span>
        <input
          type="number"
          min="1"
          max="60"
          value=${minutes}
          onInput=${(/** @type {any} */ event) => setMinutes(event.target.value)}
        />
      </label>
    </div>
    <datalist id="register-names">${names.map((each) => html`<option value=${each} />`)}</datalist>
    <div class="row">
      ${h(Button, {
        label: t("act.register_speech"),
        icon: "plus",
        submit: true,
        blocked: page.blocked(),
        onPress: () => undefined,
      })}
    </div>
  </form>`;
}
