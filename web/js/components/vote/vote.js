/**
 * A question put to the sites: what is asked, how many have answered, and, once it is closed,
 * what it came to. `Ballot` is how a site answers it.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { clock, duration, ms } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";

/** @typedef {import("../../contract.js").VoteView} VoteView */
/** @typedef {import("../../contract.js").Outcome} Outcome */
/** @type {Record<Outcome, {icon: import("../icon/icon.js").IconName, tone: string}>} */
const SIGN = {
  carried: { icon: "circle-check", tone: "ok" },
  not_carried: { icon: "x", tone: "bad" },
  no_quorum: { icon: "alert-triangle", tone: "warn" },
};

/** The words of a choice. @param {VoteView} vote @param {string} choice */
export const choiceWords = (vote, choice) => (vote.listed ? choice : t(`answer.${choice}`));

/**
 * @param {object} props
 * @param {VoteView} props.vote
 * @param {number} [props.at] milliseconds of the server's clock, to count down by
 * @param {boolean} [props.big] for the hall screen
 */
export function Vote({ vote, at = 0, big = false }) {
  const open = vote.state === "open";
  return html`<section
    class=${`vote is-${vote.state}${big ? " big" : ""}`}
    aria-label=${t("ui.vote.no", { n: vote.no })}
  >
    <p class="vote-head">
      <span class="mark idle">
        ${h(Icon, { name: "vote" })} ${t("ui.vote.no", { n: vote.no })}
      </span>
      <span>${t(`vote_kind.${vote.kind}`)}</span>
      ${vote.clause && html`<span class="strong">${vote.clause.label}</span>`}
      <span class=${`mark ${vote.secret ? "info" : "idle"}`}>
        ${h(Icon, { name: vote.secret ? "lock" : "users" })} ${t(
          vote.secret ? "ui.vote.secret" : "ui.vote.by_name",
        )}
      </span>
    </p>
    <p class="vote-text">${vote.text}</p>
    <p class="vote-cast">
      <span class="tabular strong">${vote.cast ?? 0}/${vote.electors}</span> ${t("ui.vote.cast")}
      ${
        open &&
        vote.closes_at &&
        html`<span class="vote-left tabular" role="timer">
          ${h(Icon, { name: "clock" })} ${duration(
            Math.max(0, Math.ceil((ms(vote.closes_at) - at) / 1000)),
          )}
        </span>`
      }
    </p>
    ${
      open &&
      html`<div class="vote-bar" aria-hidden="true">
        <div
          class="vote-fill"
          style=${{ transform: `scaleX(${share(vote.cast ?? 0, vote.electors)})` }}
        />
      </div>`
    }
    ${open && h(Needs, { vote })}
    ${vote.state === "closed" && h(Result, { vote })}
    ${
      vote.state === "annulled" &&
      html`<p class="notice warn">
        ${vote.reason ? t("ui.vote.annulled", { reason: vote.reason }) : t("ui.vote.unopened")}
      </p>`
    }
  </section>`;
}

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole > 0 ? Math.min(1, part / whole) : 0).toFixed(4);

/** What it takes to decide anything. @param {{vote: VoteView}} props */
function Needs({ vote }) {
  if (vote.kind !== "formal") return null;
  return html`<p class="muted">
    ${t(vote.listed ? "ui.vote.needs_listed" : "ui.vote.needs", {
      quorum: vote.quorum ?? 0,
      majority: vote.majority ?? 0,
    })}
  </p>`;
}

/** @param {{vote: VoteView}} props */
function Result({ vote }) {
  const cast = (vote.counts ?? []).reduce((sum, count) => sum + count, 0);
  const sign = vote.outcome ? SIGN[vote.outcome] : null;
  return html`
    <table class="vote-result">
      <caption class="visually-hidden">${vote.text}</caption>
      <tbody>
        ${vote.choices.map((choice, n) => {
          const count = vote.counts?.[n] ?? 0;
          const who = vote.voters?.[n] ?? [];
          return html`<tr key=${choice} class=${choice === vote.winner ? "is-winner" : ""}>
            <th scope="row">${choiceWords(vote, choice)}</th>
            <td class="number strong">${count}</td>
            <td class="vote-who">
              <div class="vote-bar" aria-hidden="true">
                <div class="vote-fill" style=${{ transform: `scaleX(${share(count, cast)})` }} />
              </div>
              ${
                who.length > 0 &&
                html`<details>
                  <summary>${t("ui.vote.who", { n: who.length })}</summary>
                  ${who.join(", ")}
                </details>`
              }
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
    ${
      sign &&
      html`<p class=${`vote-outcome mark ${sign.tone}`}>
        ${h(Icon, { name: sign.icon })} ${t(`outcome.${vote.outcome}`)}
        ${vote.listed && vote.winner ? `: ${vote.winner}` : ""}
      </p>`
    }
    ${h(Needs, { vote })}
    ${
      vote.ended_at &&
      html`<p class="muted">${t("ui.vote.ended", { time: clock(vote.ended_at) })}</p>`
    }
  `;
}

/**
 * The choices as buttons. What was chosen is remembered by this page alone: of a secret vote
 * the server could not tell it.
 * @param {object} props
 * @param {VoteView} props.vote
 * @param {boolean} props.voted
 * @param {string} [props.blocked]
 * @param {(choice: string) => Promise<{ok: boolean}>} props.onCast
 */
export function Ballot({ vote, voted, blocked = "", onCast }) {
  const [mine, remember] = useState("");
  const firm = voted && !vote.changeable;
  const cast = async (/** @type {string} */ choice) => {
    const answer = await onCast(choice);
    if (answer.ok) remember(choice);
  };
  return html`<div class="ballot stack tight">
    <div class="ballot-choices" role="group" aria-label=${vote.text}>
      ${vote.choices.map((choice) =>
        h(Button, {
          key: choice,
          label: choiceWords(vote, choice),
          look: "big wide",
          pressed: choice === mine,
          ...(choice === mine ? { icon: /** @type {const} */ ("check") } : {}),
          blocked: blocked || (firm ? t("refusal.already_voted") : ""),
          onPress: () => cast(choice),
        }),
      )}
    </div>
    <p class="ballot-state" role="status">
      ${
        voted &&
        html`
          <span class="act-done">
            ${h(Icon, { name: "circle-check" })} ${t("ui.vote.kept")}
          </span> ${vote.changeable && t("ui.vote.change")}
        `
      }
    </p>
    ${
      vote.secret &&
      html`<p class="hint">${h(Icon, { name: "lock" })} ${t("ui.vote.secret_words")}</p>`
    }
  </div>`;
}
