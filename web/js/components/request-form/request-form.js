/** The hall adds somebody to the queue: a site that phoned, or a person in the hall. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

/** @typedef {import("../../contract.js").AskToSpeak} AskToSpeak */
/** @typedef {import("../../contract.js").Kind} Kind */

/**
 * @param {object} props
 * @param {readonly Kind[]} props.kinds
 * @param {readonly {code: string, name: string}[]} props.sites
 * @param {string | null} [props.site] chosen already
 * @param {(wish: AskToSpeak) => Promise<{ok: boolean}>} props.onAsk
 * @param {string} [props.blocked]
 */
export function RequestForm({ kinds, sites, site = null, onAsk, blocked = "" }) {
  const [who, setWho] = useState(site ?? "");
  const [name, setName] = useState("");
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState(/** @type {Kind} */ (kinds.includes("comment") ? "comment" : (kinds[0] ?? "comment")));
  const [topic, setTopic] = useState("");
  const ask = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (blocked) return;
    const words = { kind, topic: topic.trim().normalize("NFC") };
    const person = { name: name.trim().normalize("NFC"), title: title.trim().normalize("NFC") };
    const answer = await onAsk(who ? { ...words, site: who } : { ...words, person });
    if (answer.ok) {
      setTopic("");
      setName("");
      setTitle("");
    }
  };
  return html`<form class="stack tight" onSubmit=${ask}>
    ${!site && html`<label class="field"><span class="label">${t("ui.request.who")}</span>
      <select value=${who} onChange=${(/** @type {any} */ event) => setWho(event.target.value)}>
        <option value="">${t("ui.request.person")}</option>
        ${sites.map((each) => html`<option value=${each.code}>${each.name}</option>`)}
      </select></label>`}
    ${!who && html`<div class="fields">
      <label class="field"><span class="label">${t("ui.request.name")}</span><input required value=${name} onInput=${(/** @type {any} */ event) => setName(event.target.value)} /></label>
      <label class="field"><span class="label">${t("ui.request.title")}</span><input value=${title} onInput=${(/** @type {any} */ event) => setTitle(event.target.value)} /></label>
    </div>`}
    <div class="fields">
      <label class="field"><span class="label">${t("ui.ask.kind")}</span>
        <select value=${kind} onChange=${(/** @type {any} */ event) => setKind(event.target.value)}>${kinds.map((each) => html`<option value=${each} selected=${each === kind}>${t(`kind.${each}`)}</option>`)}</select></label>
      <label class="field"><span class="label">${t("ui.ask.topic")}</span><input value=${topic} onInput=${(/** @type {any} */ event) => setTopic(event.target.value)} /></label>
    </div>
    <div class="row">${h(Button, { label: t("ui.request.add"), icon: "plus", submit: true, blocked, onPress: () => undefined })}</div>
  </form>`;
}
