/** The technical check: picture, sound in, sound out, line; each good, faulty or not tried. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { clock } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../contract.js").LineCheck} LineCheck */
/** @typedef {import("../../contract.js").CheckResult} CheckResult */
/** @typedef {Omit<LineCheck, "at">} Answers */

/** @type {readonly (keyof Answers)[]} */
export const PARTS = ["picture", "sound_in", "sound_out", "line"];
/** @type {readonly CheckResult[]} */
const RESULTS = ["ok", "fault", "untried"];
/** @type {Record<CheckResult, {icon: import("../icon/icon.js").IconName, tone: string}>} */
const SIGN = {
  ok: { icon: "circle-check", tone: "ok" },
  fault: { icon: "alert-triangle", tone: "bad" },
  untried: { icon: "circle-dashed", tone: "idle" },
};

/** @param {CheckResult} is @returns {Answers} */
const all = (is) => ({ picture: is, sound_in: is, sound_out: is, line: is });

/**
 * @param {object} props
 * @param {LineCheck | null} [props.check]
 * @param {(answers: Answers) => unknown} props.onAnswer
 * @param {string} [props.blocked]
 */
export function TechCheck({ check, onAnswer, blocked = "" }) {
  const [answers, setAnswers] = useState(/** @type {Answers} */ (check ?? all("untried")));
  const answer = () => {
    const { picture, sound_in, sound_out, line } = answers;
    return onAnswer({ picture, sound_in, sound_out, line });
  };
  return html`<div class="tech-check stack tight">
    ${PARTS.map(
      (part) => html`<fieldset key=${part} class="choices tech-part">
        <legend>${t(`check.${part}`)}</legend>
        ${RESULTS.map(
          (result) => html`<label class="choice">
            <input
              type="radio"
              name=${`check-${part}`}
              checked=${answers[part] === result}
              onChange=${() => setAnswers({ ...answers, [part]: result })}
            /> ${t(`check.${result}`)}
          </label>`,
        )}
      </fieldset>`,
    )}
    <div class="row">
      ${h(Button, {
        label: t("ui.check.all_good"),
        icon: "circle-check",
        blocked,
        onPress: () => {
          setAnswers(all("ok"));
          return onAnswer(all("ok"));
        },
      })}
      ${h(Button, { label: t("act.answer_check"), icon: "send", blocked, onPress: answer })}
    </div>
  </div>`;
}

/** What was answered, in one line. @param {{check?: LineCheck | null}} props */
export const CheckLine = ({ check }) =>
  check
    ? html`<p class="check-line">
      ${PARTS.map(
        (part) => html`<span class=${`mark ${SIGN[check[part]].tone}`}>
          ${h(Icon, { name: SIGN[check[part]].icon })} ${t(`check.${part}`)}: ${t(
            `check.${check[part]}`,
          )}
        </span>`,
      )}
      <span class="muted tabular">${clock(check.at)}</span>
    </p>`
    : html`<p class="muted">${t("ui.check.none")}</p>`;
