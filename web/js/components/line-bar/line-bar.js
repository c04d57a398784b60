/**
 * The bar of a lost line: how old what is shown is, why buttons do nothing, whom to phone. It
 * appears only after five quiet seconds.
 */
import { h } from "preact";

import { span, telephones } from "../../format.js";
import { html } from "../../html.js";
import { has, refusal, t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/**
 * @param {object} props
 * @param {import("../../live/socket.js").LineStatus["state"]} props.state
 * @param {string} [props.code] why the line is over
 * @param {number} props.age seconds since anything was heard
 * @param {string} [props.phone] the hall's
 * @param {string} [props.join] where a site comes in again; people of the hall sign in
 * @param {string} [props.here] where they go on once they have
 */
export function LineBar({ state, code = "", age, phone = "", join = "", here = "/" }) {
  if (state === "over") {
    if (code === "stopped") return null;
    const out = code === "session_ended" || code === "pass_replaced";
    return html`<div class="line-bar" role="alert">
      ${h(Icon, { name: "lock" })}
      <p>${has(`refusal.${code}`) ? refusal(code) : t("ui.line.over")}</p>
      ${
        out
          ? html`<a class="button" href=${join || `/sign-in?back=${here}`}>
            ${t(join ? "ui.line.join" : "ui.line.sign_in")}
          </a>`
          : html`<a class="button" href="">${t("ui.line.reload")}</a>`
      }
    </div>`;
  }
  if (state === "polled") {
    return html`<div class="line-bar is-mild" role="status">
      ${h(Icon, { name: "wifi" })}
      <p>${t("ui.line.polled_words")}</p>
    </div>`;
  }
  if (state !== "lost") return null;
  return html`<div class="line-bar" role="alert">
    ${h(Icon, { name: "wifi-off" })}
    <p>
      <strong>${t("ui.line.lost")}.</strong> <span aria-hidden="true">
        ${t("ui.line.age", { time: span(age) })}
      </span> ${t("ui.line.blocked")}
    </p>
    ${telephones(phone).map(
      ({ shown, href }) => html`<a key=${href} class="button" href=${href}>
        ${h(Icon, { name: "phone" })} ${t("ui.line.phone", { phone: shown })}
      </a>`,
    )}
  </div>`;
}
