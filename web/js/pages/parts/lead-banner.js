/** Who leads, over both consoles; the one button that takes the console back or gives it back. */
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { useAnnounced } from "../../announce.js";
import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { leader } from "../../lead.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */

/** Nothing while the chair leads and sits here. @param {{page: Page}} props */
export function LeadBanner({ page }) {
  const { deputy, until, here } = leader(page);
  const own = page.role === "deputy";
  const words = said(own, here, deputy, until ? clock(until) : "");
  useAnnounced(words);
  useTold(page, own && here, words);
  if (!words) return null;
  return html`<div class=${`lead-banner notice ${here ? "warn" : ""}`} role="status">
    ${h(Icon, { name: here ? "gavel" : "eye" })}
    <strong>${words}</strong>
    ${
      deputy &&
      (here || !own) &&
      h(Button, {
        label: t(own ? "ui.lead.give_back" : "act.take_console_back"),
        icon: "undo-2",
        blocked: page.offline(),
        onPress: () => page.act("take_console_back", {}),
      })
    }
  </div>`;
}

/** @param {boolean} own @param {boolean} here @param {string} who @param {string} time */
function said(own, here, who, time) {
  if (!own) return here ? "" : t("ui.lead.deputy", { who, time });
  if (here) return t("ui.lead.yours", { time });
  return who ? t("ui.lead.deputy", { who, time }) : t("ui.lead.chair_leads");
}

/**
 * By sound and word, the moment the console is handed to whoever sits here.
 * @param {Page} page @param {boolean} leads @param {string} words
 */
function useTold(page, leads, words) {
  const before = useRef(leads);
  useEffect(() => {
    if (leads && !before.current) {
      page.say("warn", words);
      void import("../../chime.js").then(
        ({ chime }) => chime(),
        () => undefined,
      );
    }
    before.current = leads;
  }, [leads]);
}
