/** The hall adds somebody to the queue: a site that phoned, or a person in the hall. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { refusal, t } from "../../words.js";
import { Button } from "../button/button.js";
import { ClauseField } from "../draft-clause/clause-field.js";
import { TargetField } from "./target-field.js";

/** @typedef {import("../../contract.js").AskToSpeak} AskToSpeak */
/** @typedef {import("../../contract.js").Kind} Kind */
/** @typedef {import("../../contract.js").ClauseMark} ClauseMark */
/** @typedef {import("./target-field.js").Target} Target */

/**
 * @param {object} props
 * @param {readonly Kind[]} props.kinds
 * @param {readonly {code: string, name: string}[]} props.sites
 * @param {string | null} [props.site] chosen already
 * @param {(wish: AskToSpeak) => Promise<{ok: boolean, code?: string}>} props.onAsk
 * @param {string} [props.blocked]
 * @param {readonly Target[]} [props.answers] what an answer may be to: requests that have had
 *   the floor
 * @param {readonly Target[]} [props.rebuts] what a rebuttal may be to: the speech now, the last
 * @param {readonly ClauseMark[]} [props.clauses] of the draft on the item
 */
export function RequestForm({
  kinds,
  sites,
  site = null,
  onAsk,
  blocked = "",
  answers = [],
  rebuts = [],
  clauses = [],
}) {
  const [who, setWho] = useState(site ?? "");
  const [name, setName] = useKept("request.name", "");
  const [title, setTitle] = useKept("request.title", "");
  const [kind, setKind] = useState(
    /** @type {Kind} */ (kinds.includes("comment") ? "comment" : (kinds[0] ?? "comment")),
  );
  const [topic, setTopic] = useKept(`request.topic/${site ?? ""}`, "");
  const [delegate, setDelegate] = useKept(`request.delegate/${site ?? ""}`, "");
  const [to, setTo] = useState("");
  const [about, setAbout] = useState(/** @type {readonly string[]} */ ([]));
  const [wrong, setWrong] = useState("");
  const ask = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (blocked) return;
    const words = {
      kind,
      topic: topic.trim().normalize("NFC"),
      ...(kind === "answer" && to ? { answers: to } : {}),
      ...(kind === "rebuttal" && to ? { rebuts: Number(to) } : {}),
      ...(about.length > 0 ? { clauses: about } : {}),
      ...(who ? { delegate: delegate.trim().normalize("NFC") } : {}),
    };
    const person = { name: name.trim().normalize("NFC"), title: title.trim().normalize("NFC") };
    setWrong("");
    const answer = await onAsk(who ? { ...words, site: who } : { ...words, person });
    if (answer.ok) {
      setTopic("");
      setTo("");
      setAbout([]);
      setDelegate("");
      setName("");
      setTitle("");
    } else setWrong(refusal(answer.code ?? ""));
  };
  return html`<form class="stack tight" onSubmit=${ask}>
    ${
      !site &&
      html`<label class="field">
        <span class="label">${t("ui.request.who")}</span>
        <select value=${who} onChange=${(/** @type {any} */ event) => setWho(event.target.value)}>
          <option value="">${t("ui.request.person")}</option>
          ${sites.map((each) => html`<option value=${each.code}>${each.name}</option>`)}
        </select>
      </label>`
    }
    ${
      !who &&
      html`<div class="fields">
        <label class="field">
          <span class="label">${t("ui.request.name")}</span>
          <input
            required
            value=${name}
            onInput=${(/** @type {any} */ event) => setName(event.target.value)}
          />
        </label>
        <label class="field">
          <span class="label">${t("ui.request.title")}</span>
          <input
            value=${title}
            onInput=${(/** @type {any} */ event) => setTitle(event.target.value)}
          />
        </label>
      </div>`
    }
    <div class="fields">
      <label class="field">
        <span class="label">${t("ui.ask.kind")}</span>
        <select
          value=${kind}
          onChange=${(/** @type {any} */ event) => {
            setKind(event.target.value);
            setTo("");
          }}
        >
          ${kinds.map(
            (each) => html`<option value=${each} selected=${each === kind}>
              ${t(`kind.${each}`)}
            </option>`,
          )}
        </select>
      </label>
      <label class="field">
        <span class="label">${t("ui.ask.topic")}</span>
        <input
          value=${topic}
          onInput=${(/** @type {any} */ event) => setTopic(event.target.value)}
        />
      </label>
    </div>
    ${h(TargetField, { kind, answers, rebuts, value: to, onSet: setTo })}
    ${h(ClauseField, { clauses, chosen: about, onChoose: setAbout })}
    ${
      who &&
      html`<label class="field">
        <span class="label">${t("ui.ask.delegate")}</span>
        <input
          maxlength="200"
          value=${delegate}
          onInput=${(/** @type {any} */ event) => setDelegate(event.target.value)}
        />
      </label>`
    }
    ${wrong && html`<p class="error" role="alert">${wrong}</p>`}
    <div class="row">
      ${h(Button, {
        label: t("ui.request.add"),
        icon: "plus",
        submit: true,
        blocked,
        onPress: () => undefined,
      })}
    </div>
  </form>`;
}
