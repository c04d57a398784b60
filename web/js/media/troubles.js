/** What stands in the way of picture and sound, each in a sentence that says what to do. */
import { h } from "preact";

import { Button } from "../components/button/button.js";
import { Icon } from "../components/icon/icon.js";
import { clockSeconds, telephones } from "../format.js";
import { html } from "../html.js";
import { offset } from "../state/now.js";
import { t } from "../words.js";

/** @typedef {import("./desk.js").Desk} Desk */

const [AGAIN, HEAR, HERE] = /** @type {const} */ (["history", "play", "monitor"]);

/** @param {{page: import("../page.js").Page, desk: Desk}} props */
export function Troubles({ page, desk }) {
  const { wrong, own, deaf, state, why } = desk;
  const words = wrong.value && t(`ui.media.wrong.${wrong.value}`);
  const again = { label: t("ui.media.again"), icon: AGAIN, onPress: desk.give };
  const hear = { label: t("ui.media.hear"), icon: HEAR, look: "primary", onPress: desk.play };
  const here = { label: t("ui.media.here"), icon: HERE, onPress: desk.watch };
  return html`
    ${h(LostLine, { page, desk })}
    ${words && html`<p class="notice bad" role="alert">${words}</p>`}
    ${words && own.value && html`<p>${h(Button, again)}</p>`}
    ${
      deaf.value &&
      html`<p class="notice warn row" role="alert">${t("ui.media.deaf")} ${h(Button, hear)}</p>`
    }
    ${
      state.value === "elsewhere" &&
      html`<p class="notice warn row" role="status">
        ${t("ui.media.elsewhere")} ${h(Button, here)}
      </p>`
    }
    ${
      state.value === "refused" &&
      html`<p class="notice bad" role="alert">${t(`refusal.${why.value}`)}</p>`
    }
  `;
}

/**
 * Picture and sound are gone for more than a moment: since when, what is tried, what to do.
 * @param {{page: import("../page.js").Page, desk: Desk}} props
 */
export function LostLine({ page, desk }) {
  const at = desk.lostAt.value;
  if (!at) return null;
  const phones = page.role === "site" ? telephones(page.phone ?? "") : [];
  return html`<p class="notice warn row" role="status">
    ${t("ui.media.lost", { time: clockSeconds(at + offset.value) })}
    ${phones.map(
      ({ shown, href }) => html`<a key=${href} class="button small" href=${href}>
        ${h(Icon, { name: "phone" })} ${t("ui.line.phone", { phone: shown })}
      </a>`,
    )}
  </p>`;
}
