/**
 * What the hall looks at, for whoever chooses it: one press each; a message asks for its words
 * first. What is not there yet, as a vote before one was opened, cannot be pressed and says so.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

/** @typedef {import("../../contract.js").OnScreen} OnScreen */
/** @type {Readonly<Record<OnScreen, import("../icon/icon.js").IconName>>} */
const SIGN = {
  floor: "mic",
  agenda: "list",
  roll_call: "users",
  vote: "vote",
  figures: "file-text",
  message: "message-square",
  blank: "monitor",
};
const ALL = /** @type {readonly OnScreen[]} */ (Object.keys(SIGN));

/** Letters of a message that are still read from the back of a room. */
const LONGEST = 300;

/**
 * @param {object} props
 * @param {OnScreen} props.shown
 * @param {readonly string[]} props.among what is there to be shown
 * @param {string} [props.text] of the message that is shown
 * @param {string} [props.blocked]
 * @param {(shown: OnScreen, text: string) => Promise<{ok: boolean}>} props.onChoose
 */
export function ScreenChoice({ shown, among, text = "", blocked = "", onChoose }) {
  const [writing, write] = useState(false);
  const press = (/** @type {OnScreen} */ each) =>
    each === "message" ? write(!writing) : each !== shown && void onChoose(each, "");
  return html`<div class="screen-choice">
    <div class="screen-choices" role="group" aria-label=${t("ui.hall.choose")}>
      ${ALL.map((each) =>
        h(Button, {
          key: each,
          label: t(`on_screen.${each}`),
          icon: SIGN[each],
          look: "small",
          pressed: each === shown,
          blocked: blocked || (among.includes(each) ? "" : t("refusal.nothing_to_show")),
          onPress: () => press(each),
        }),
      )}
    </div>
    ${shown === "message" && text && html`<p class="muted as-written">${text}</p>`}
    ${writing && h(Message, { blocked, onChoose, onDone: () => write(false) })}
  </div>`;
}

/**
 * @param {object} props
 * @param {string} props.blocked
 * @param {(shown: OnScreen, text: string) => Promise<{ok: boolean}>} props.onChoose
 * @param {() => void} props.onDone
 */
function Message({ blocked, onChoose, onDone }) {
  const [text, setText] = useKept("screen", "");
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!text.trim() || blocked) return;
    if ((await onChoose("message", text.trim().normalize("NFC"))).ok) {
      setText("");
      onDone();
    }
  };
  return html`<form class="stack tight" onSubmit=${send}>
    <label class="field">
      <span class="label">${t("ui.hall.message")}</span>
      <textarea
        rows="2"
        maxlength=${LONGEST}
        value=${text}
        onInput=${(/** @type {any} */ event) => setText(event.target.value)}
      />
    </label>
    ${h(Button, {
      label: t("ui.hall.show"),
      icon: "monitor",
      submit: true,
      blocked,
      onPress: () => undefined,
    })}
  </form>`;
}
