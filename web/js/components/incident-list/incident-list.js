/** What goes wrong at the sites, the open ones first; and the form to report one. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { clock } from "../../format.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";
import { Icon } from "../icon/icon.js";
import { LongText } from "../long-text/long-text.js";

/** @typedef {import("../../contract.js").IncidentView} IncidentView */
/** @typedef {import("../../contract.js").IncidentKind} IncidentKind */

/** @type {readonly IncidentKind[]} */
export const INCIDENTS = ["no_picture", "no_sound", "bad_line", "power", "other"];

/**
 * @param {object} props
 * @param {readonly IncidentView[]} props.incidents
 * @param {(incident: IncidentView) => unknown} [props.onResolve]
 * @param {string} [props.blocked]
 * @param {boolean} [props.nameless] all are of one site
 */
export function IncidentList({ incidents, onResolve, blocked = "", nameless = false }) {
  const sorted = [...incidents].sort(
    (a, b) => Number(!!a.resolved_at) - Number(!!b.resolved_at) || b.at.localeCompare(a.at),
  );
  if (sorted.length === 0) return html`<p class="empty">${t("ui.incident.none")}</p>`;
  return html`<ul class="incidents plain">
    ${sorted.map(
      (incident) => html`<li
        key=${incident.id}
        class=${`incident${incident.resolved_at ? " is-resolved" : ""}`}
      >
        <p>
          ${!nameless && html`<strong>${incident.name}</strong> `}
          <span class=${`mark ${incident.resolved_at ? "ok" : "bad"}`}>
            ${h(Icon, { name: incident.resolved_at ? "check" : "alert-triangle" })} ${t(
              `incident.${incident.kind}`,
            )}
          </span>
        </p>
        ${
          incident.text &&
          html`<p>
            ${h(LongText, {
              text: incident.text,
              length: incident.length,
              at: `incident/${incident.id}`,
            })}
          </p>`
        }
        <p class="muted incident-when tabular">
          ${
            incident.resolved_at
              ? t("ui.incident.resolved", {
                  from: clock(incident.at),
                  till: clock(incident.resolved_at),
                })
              : t("ui.incident.since", { from: clock(incident.at) })
          }
        </p>
        ${
          !incident.resolved_at &&
          onResolve &&
          h(Button, {
            label: t("act.resolve_incident"),
            icon: "check",
            look: "small",
            blocked,
            onPress: () => onResolve(incident),
          })
        }
      </li>`,
    )}
  </ul>`;
}

/**
 * @param {object} props
 * @param {(kind: IncidentKind, text: string) => Promise<{ok: boolean}>} props.onReport
 * @param {string} [props.blocked]
 */
export function IncidentForm({ onReport, blocked = "" }) {
  const [kind, setKind] = useState(/** @type {IncidentKind} */ ("no_sound"));
  const [text, setText] = useKept("incident", "");
  const report = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!blocked && (await onReport(kind, text.trim().normalize("NFC"))).ok) setText("");
  };
  return html`<form class="stack tight" onSubmit=${report}>
    <fieldset class="choices">
      <legend>${t("ui.incident.what")}</legend>
      ${INCIDENTS.map(
        (each) => html`<label class="choice">
          <input
            type="radio"
            name="incident"
            value=${each}
            checked=${kind === each}
            onChange=${() => setKind(each)}
          /> ${t(`incident.${each}`)}
        </label>`,
      )}
    </fieldset>
    <label class="field">
      <span class="label">${t("ui.incident.words")}</span>
      <input
        value=${text}
        maxlength="500"
        onInput=${(/** @type {any} */ event) => setText(event.target.value)}
      />
    </label>
    <div class="row">
      ${h(Button, {
        label: t("act.report_incident"),
        icon: "flag",
        submit: true,
        blocked,
        onPress: () => undefined,
      })}
    </div>
  </form>`;
}
