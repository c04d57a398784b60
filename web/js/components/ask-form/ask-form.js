/** A site asks to speak: the kinds on offer now, who will speak, about what. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { html } from "../../html.js";
import { later } from "../../later.js";
import { useKept } from "../../use-kept.js";
import { refusal, t } from "../../words.js";
import { Button } from "../button/button.js";
import { TargetField } from "../request-form/target-field.js";

const ClauseField = later(() =>
  import("../draft-clause/clause-field.js").then((part) => part.ClauseField),
);

/** @typedef {import("../../contract.js").OfferedKind} Offer */
/** @typedef {import("../../contract.js").Kind} Kind */
/** @typedef {import("../../contract.js").ClauseMark} ClauseMark */
/** @typedef {import("../request-form/target-field.js").Target} Target */
/**
 * @typedef {{kind: Kind, delegate: string, topic: string, answers?: string, rebuts?: number,
 *   clauses?: readonly string[]}} Wish
 */

/**
 * @param {object} props
 * @param {readonly Offer[]} props.offers
 * @param {string} [props.ordinaryBlocked] a refusal code, empty when it may ask
 * @param {string} [props.priorityBlocked]
 * @param {readonly string[]} [props.delegates] names to choose from
 * @param {(wish: Wish) => Promise<{ok: boolean}>} props.onAsk
 * @param {string} [props.label]
 * @param {string} [props.blocked]
 * @param {readonly Target[]} [props.answers] what an answer may be to
 * @param {readonly Target[]} [props.rebuts] what a rebuttal may be to
 * @param {readonly ClauseMark[]} [props.clauses] of the draft on the item
 * @param {string} [props.focus] the clause that is before the room
 */
export function AskForm({
  offers,
  ordinaryBlocked = "",
  priorityBlocked = "",
  delegates = [],
  onAsk,
  label,
  blocked = "",
  answers = [],
  rebuts = [],
  clauses = [],
  focus = "",
}) {
  const why = (/** @type {Offer} */ offer) =>
    offer.ordinary === false ? priorityBlocked : ordinaryBlocked;
  const free = offers.filter((offer) => !why(offer));
  const [chosen, setChosen] = useState(/** @type {Kind | null} */ (null));
  const [delegate, setDelegate] = useKept("ask.delegate", "");
  const [topic, setTopic] = useKept("ask.topic", "");
  const [to, setTo] = useState("");
  const [picked, pick] = useState(/** @type {readonly string[] | null} */ (null));
  // Until somebody chooses, it is about what is before the room.
  const about = picked ?? (focus ? [focus] : []);
  const kind =
    free.find((offer) => offer.kind === chosen)?.kind ??
    free.find((offer) => offer.kind === "comment")?.kind ??
    free[0]?.kind;
  const reasons = [...new Set(offers.map(why).filter(Boolean))];

  const ask = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!kind || blocked) return;
    const answer = await onAsk({
      kind,
      delegate: delegate.trim().normalize("NFC"),
      topic: topic.trim().normalize("NFC"),
      ...(kind === "answer" && to ? { answers: to } : {}),
      ...(kind === "rebuttal" && to ? { rebuts: Number(to) } : {}),
      ...(about.length > 0 ? { clauses: about } : {}),
    });
    if (!answer.ok) return;
    setTopic("");
    setDelegate("");
    pick(null);
  };

  if (!kind)
    return html`<p class="notice info">
      ${reasons[0] ? refusal(reasons[0]) : t("ui.ask.nothing")}
    </p>`;
  return html`<form class="ask-form stack" onSubmit=${ask}>
    <fieldset class="choices">
      <legend>${t("ui.ask.kind")}</legend>
      ${offers.map(
        (offer) => html`<label key=${offer.kind} class="choice">
          <input
            type="radio"
            name="kind"
            value=${offer.kind}
            checked=${kind === offer.kind}
            disabled=${!!why(offer)}
            onChange=${() => {
              setChosen(offer.kind);
              setTo("");
            }}
          /> ${t(`kind.${offer.kind}`)}
        </label>`,
      )}
    </fieldset>
    ${reasons.map((code) => html`<p class="hint">${refusal(code)}</p>`)}
    ${h(TargetField, { kind, answers, rebuts, value: to, onSet: setTo })}
    ${clauses.length > 0 && h(ClauseField, { clauses, chosen: about, onChoose: pick })}
    <div class="fields">
      <label class="field">
        <span class="label">${t("ui.ask.delegate")}</span>
        <input
          list="ask-delegates"
          maxlength="200"
          value=${delegate}
          onInput=${(/** @type {any} */ event) => setDelegate(event.target.value)}
        />
      </label>
      <label class="field">
        <span class="label">${t("ui.ask.topic")}</span>
        <input
          maxlength="300"
          value=${topic}
          onInput=${(/** @type {any} */ event) => setTopic(event.target.value)}
        />
      </label>
    </div>
    <datalist id="ask-delegates">
      ${delegates.map((name) => html`<option value=${name} />`)}
    </datalist>
    ${h(Button, {
      label: label ?? asksFor(clauses.filter(({ id }) => about.includes(id))),
      icon: "hand",
      look: "primary big wide",
      submit: true,
      blocked,
      onPress: () => undefined,
    })}
  </form>`;
}

/** @param {readonly ClauseMark[]} chosen */
const asksFor = (chosen) =>
  chosen.length > 0
    ? t("ui.clause.ask", { clauses: chosen.map(({ label }) => label).join(", ") })
    : t("act.ask_to_speak");
