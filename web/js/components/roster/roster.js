/**
 * The roll call of one site: each delegate and what is said of them, head count and guests.
 * The secretary's corrections need a reason.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { clock } from "../../format.js";
import { html } from "../../html.js";
import { now } from "../../state/now.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

/** @typedef {import("../../contract.js").Delegate} Delegate */
/** @typedef {import("../../contract.js").Mark} Mark */
/** @typedef {import("../../contract.js").Presence} Presence */
/** @typedef {{marks: Mark[], head_count: number | null, guests: number | null}} Figures */
/**
 * What was typed over what stands there; a figure nobody touched is left out.
 * @typedef {{marks: Record<string, Mark>, heads?: string, guests?: string, reason: string}} Said
 */

/** @type {Said} */
const NOTHING = { marks: {}, reason: "" };

/** @type {readonly Presence[]} */
const PRESENCES = ["not_called", "in_room", "online", "excused", "absent", "substituted", "left"];

/**
 * @param {object} props
 * @param {string} [props.site] whose roster it is
 * @param {readonly Delegate[]} props.delegates
 * @param {number | null} [props.headCount]
 * @param {number} [props.guests]
 * @param {boolean} [props.correcting] a reason is needed
 * @param {string} props.label of the button
 * @param {(figures: Figures, reason: string) => Promise<{ok: boolean}>} props.onSave
 * @param {string} [props.blocked]
 */
export function Roster({
  site = "",
  delegates,
  headCount = null,
  guests = 0,
  correcting = false,
  label,
  onSave,
  blocked = "",
}) {
  const [said, setSaid] = useKept(`roster/${site}`, NOTHING);
  const { marks, reason } = said;
  const heads = said.heads ?? (headCount === null ? "" : String(headCount));
  const visitors = said.guests ?? String(guests);
  const [saved, say] = useState("");
  const [empty, sayEmpty] = useState(false);

  const of = (/** @type {Delegate} */ delegate) =>
    marks[delegate.id] ?? {
      delegate: delegate.id,
      presence: delegate.presence ?? "not_called",
      reason: delegate.reason ?? "",
      substitute: delegate.substitute ?? "",
    };
  const set = (/** @type {Delegate} */ delegate, /** @type {Partial<Mark>} */ change) =>
    setSaid({ ...said, marks: { ...marks, [delegate.id]: { ...of(delegate), ...change } } });
  const allHere = () => {
    const here = delegates.map((each) => {
      const mark = of(each);
      /** @type {Presence} */
      const presence = mark.presence === "not_called" ? "in_room" : mark.presence;
      return [each.id, { ...mark, presence }];
    });
    setSaid({ ...said, marks: Object.fromEntries(here) });
  };
  const number = (/** @type {string} */ text) =>
    text.trim() === "" ? null : Math.max(0, Math.trunc(Number(text) || 0));

  const nobody =
    !correcting &&
    heads.trim() === "" &&
    !number(visitors) &&
    delegates.every((each) => of(each).presence === "not_called");

  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (blocked) return;
    sayEmpty(nobody);
    if (nobody) return;
    const figures = {
      marks: Object.values(marks),
      head_count: number(heads),
      guests: number(visitors),
    };
    if ((await onSave(figures, reason.trim().normalize("NFC"))).ok) {
      setSaid(NOTHING);
      say(t("ui.roster.saved", { time: clock(new Date(now.peek()).toISOString()) }));
    }
  };

  return html`<form class="roster stack tight" onSubmit=${save}>
    ${
      delegates.length > 0 &&
      html`<div class="row">
        ${h(Button, { label: t("ui.roster.all_here"), icon: "users", onPress: allHere })}
      </div>`
    }
    <ul class="plain roster-list">
      ${delegates.map((delegate) => {
        const mark = of(delegate);
        const id = `presence-${delegate.id}`;
        return html`<li
          key=${delegate.id}
          class=${`roster-line${marks[delegate.id] ? " is-changed" : ""}`}
        >
          <label class="roster-name" for=${id}>
            <span class="strong">${delegate.name}</span>
            <span class="muted">
              ${delegate.title ?? ""}
              ${
                delegate.first_present_at
                  ? ` · ${t("ui.roster.since", { time: clock(delegate.first_present_at) })}`
                  : ""
              }
            </span>
          </label>
          <select
            id=${id}
            value=${mark.presence}
            onChange=${(/** @type {any} */ event) =>
              set(delegate, { presence: event.target.value })}
          >
            ${PRESENCES.filter(
              (each) => each !== "not_called" || mark.presence === "not_called",
            ).map(
              (each) => html`<option value=${each} selected=${mark.presence === each}>
                ${t(`presence.${each}`)}
              </option>`,
            )}
          </select>
          ${
            mark.presence === "excused" &&
            html`<label class="roster-more">
              <span class="visually-hidden">${t("ui.roster.reason")}</span>
              <input
                placeholder=${t("ui.roster.reason")}
                required
                value=${mark.reason}
                onInput=${(/** @type {any} */ event) =>
                  set(delegate, { reason: event.target.value })}
              />
            </label>`
          }
          ${
            mark.presence === "substituted" &&
            html`<label class="roster-more">
              <span class="visually-hidden">${t("ui.roster.substitute")}</span>
              <input
                placeholder=${t("ui.roster.substitute")}
                required
                value=${mark.substitute}
                onInput=${(/** @type {any} */ event) =>
                  set(delegate, { substitute: event.target.value })}
              />
            </label>`
          }
        </li>`;
      })}
    </ul>
    <div class="fields">
      <label class="field">
        <span class="label">${t("ui.roster.heads")}</span>
        <input
          type="number"
          min="0"
          inputmode="numeric"
          value=${heads}
          onInput=${(/** @type {any} */ event) => setSaid({ ...said, heads: event.target.value })}
        />
      </label>
      <label class="field">
        <span class="label">${t("ui.roster.guests")}</span>
        <input
          type="number"
          min="0"
          inputmode="numeric"
          value=${visitors}
          onInput=${(/** @type {any} */ event) => setSaid({ ...said, guests: event.target.value })}
        />
      </label>
    </div>
    ${
      correcting &&
      html`<label class="field">
        <span class="label">${t("ui.roster.why")}</span>
        <input
          required
          value=${reason}
          onInput=${(/** @type {any} */ event) => setSaid({ ...said, reason: event.target.value })}
        />
      </label>`
    }
    <div class="row">
      ${h(Button, {
        label,
        icon: "check",
        look: correcting ? "" : "primary",
        submit: true,
        blocked,
        onPress: () => undefined,
      })}
      <span class="muted" role="status">${empty ? "" : saved}</span>
      ${empty && nobody && html`<p class="error" role="alert">${t("ui.roster.nobody")}</p>`}
    </div>
  </form>`;
}
