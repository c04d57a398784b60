/** What is in the menu of a live screen: how it looks, its language, the way out. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { choose, chosen } from "../../look.js";
import { lang, t } from "../../words.js";
import { SHOWN_AROUND } from "./help.js";

/** @typedef {import("../../page.js").Page} Page */

const THEMES = /** @type {const} */ ([
  ["", "monitor"],
  ["light", "sun"],
  ["dark", "moon"],
]);

/** @param {{page: Page, onTour: () => void}} props */
export function MenuSheet({ page, onTour }) {
  const [, redraw] = useState(0);
  const pick =
    (/** @type {import("../../look.js").Choice} */ name, /** @type {string} */ value) => () => {
      choose(name, value);
      redraw((n) => n + 1);
    };
  const other = lang() === "vi" ? "en" : "vi";
  return html`
    <div class="segments" role="group" aria-label=${t("ui.menu.theme")}>
      ${THEMES.map(
        ([value, icon]) => html`<button
          type="button"
          class="button small"
          aria-pressed=${String(chosen("theme") === value)}
          onClick=${pick("theme", value)}
        >
          ${h(Icon, { name: icon })} ${t(`ui.menu.theme.${value || "auto"}`)}
        </button>`,
      )}
    </div>
    <div class="segments" role="group" aria-label=${t("ui.menu.size")}>
      ${["s", "", "l"].map(
        (value) => html`<button
          type="button"
          class="button small"
          aria-pressed=${String(chosen("size") === value)}
          onClick=${pick("size", value)}
        >
          ${t(`ui.menu.size.${value || "m"}`)}
        </button>`,
      )}
    </div>
    <form method="post" action=${`/language/${other}`}>
      <input type="hidden" name="csrf" value=${page.csrf} />
      <input type="hidden" name="back" value=${`/conferences/${page.meeting}/${page.screen}`} />
      <button class="button small wide" lang=${other}>
        ${h(Icon, { name: "languages" })} ${t("ui.menu.language")}
      </button>
    </form>
    ${
      SHOWN_AROUND.has(page.screen) &&
      html`<button type="button" class="button small wide" onClick=${onTour}>
        ${h(Icon, { name: "chevron-right" })} ${t("ui.tour.again")}
      </button>`
    }
    <a class="button small" href="/conferences">
      ${h(Icon, { name: "list" })} ${t("ui.menu.conferences")}
    </a>
    <a class="button small" href="/sign-out">
      ${h(Icon, { name: "log-out" })} ${t("ui.menu.sign_out")}
    </a>
  `;
}
