/** All about one site: who is there, whom to phone, its line, what went wrong, what can be done. */
import { h } from "preact";

import { clock, lasting, span, telephones, there } from "../../format.js";
import { html } from "../../html.js";
import { since, spokenAt } from "../../state/now.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";
import { CheckLine } from "../tech-check/tech-check.js";

/** @typedef {import("../../contract.js").SiteView} SiteView */
/** @typedef {import("../../contract.js").Delegate} Delegate */

/**
 * @param {object} props
 * @param {SiteView} props.site
 * @param {readonly Delegate[]} [props.delegates]
 * @param {number} props.at
 * @param {import("preact").ComponentChildren} [props.acts] buttons
 * @param {import("preact").ComponentChildren} [props.children] forms below
 */
export function SiteSheet({ site, delegates = [], at, acts, children }) {
  const line = site.line ?? {};
  const contact = site.contact ?? {};
  const state = line.state ?? "never";
  const tone = state === "connected" ? "ok" : state === "lost" ? "bad" : "idle";
  return html`<div class="site-sheet stack">
    <div class="row">
      <span class=${`badge ${tone}`}>
        ${h(Icon, { name: state === "connected" ? "wifi" : "wifi-off" })} ${t(`line.${state}`)}
        ${line.since ? ` · ${span(since(line.since, at))}` : ""}
      </span>
      ${
        line.losses
          ? html`<span class="muted">${t("ui.site.losses", { n: line.losses })}</span>`
          : null
      }
      ${
        site.checked_in_at
          ? html`<span class="badge ok">
            ${h(Icon, { name: "check" })} ${t("ui.site.checked_in", {
              time: clock(site.checked_in_at),
            })}
          </span>`
          : html`<span class="badge warn">
            ${h(Icon, { name: "circle" })} ${t("ui.site.absent")}
          </span>`
      }
      ${
        site.late
          ? html`<span class="badge warn">
            ${h(Icon, { name: "clock" })} ${t("ui.site.late", { time: span(site.late) })}
          </span>`
          : null
      }
    </div>
    ${acts && html`<div class="row">${acts}</div>`}
    <dl class="facts">
      ${contact.head && html`<div><dt>${t("ui.site.head")}</dt><dd>${contact.head}</dd></div>`}
      ${
        contact.technician &&
        html`<div><dt>${t("ui.site.technician")}</dt><dd>${contact.technician}</dd></div>`
      }
      ${
        contact.phone &&
        html`<div>
          <dt>${t("ui.site.phone")}</dt>
          <dd>
            ${telephones(contact.phone).map(
              ({ shown, href }) => html`<a key=${href} href=${href}>${shown}</a> `,
            )}
          </dd>
        </div>`
      }
      <div>
        <dt>${t("ui.site.here_now")}</dt>
        <dd class="tabular">
          ${there(site)}
          ${site.guests ? ` + ${t("ui.site.guests", { n: site.guests })}` : ""}
        </dd>
      </div>
      <div>
        <dt>${t("ui.site.spoken")}</dt>
        <dd class="tabular">
          ${t("ui.site.speeches", {
            n: site.speeches ?? 0,
            time: lasting(spokenAt(site, () => at)),
          })}
        </dd>
      </div>
    </dl>
    <div><h3>${t("ui.check.title")}</h3>${h(CheckLine, { check: site.check ?? null })}</div>
    ${
      delegates.length > 0 &&
      html`<details>
        <summary>${t("ui.site.delegates", { n: delegates.length })}</summary>
        <ul class="plain site-people">
          ${delegates.map(
            (each) => html`<li key=${each.id}>
              <span class="strong">${each.name}</span> <span class="muted">
                ${each.title ?? ""}
              </span> <span class="site-presence">
                ${t(`presence.${each.presence ?? "not_called"}`)}
                ${each.substitute ? `: ${each.substitute}` : ""}
                ${each.reason ? ` (${each.reason})` : ""}
              </span>
            </li>`,
          )}
        </ul>
      </details>`
    }
    ${children}
  </div>`;
}
