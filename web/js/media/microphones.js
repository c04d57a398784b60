/** Microphones that whoever leads closes and opens again: of those on stage alone. */
import { h } from "preact";

import { Button } from "../components/button/button.js";
import { blockedBy } from "../pages/parts/offers.js";
import { t } from "../words.js";

/** @typedef {import("../page.js").Page} Page */

/** Of each site on stage: who has the floor, and who gave way. @param {{page: Page}} props */
export function Microphones({ page }) {
  const floor = page.store.get("floor");
  const speeches = [floor?.speech, ...(floor?.interrupted ?? [])];
  return speeches.map(
    (each) =>
      each?.site && h(Microphone, { page, key: each.site, site: each.site, muted: !!each.muted }),
  );
}

/** @param {{page: Page, site: string, muted: boolean}} props */
export function Microphone({ page, site, muted }) {
  const act = muted ? "unmute_site" : "mute_site";
  const name = page.store.get("site", site)?.name ?? site;
  return h(Button, {
    label: t(`ui.media.${act}`, { name }),
    icon: muted ? "mic" : "mic-off",
    look: "small",
    blocked: blockedBy(page, act, "site", site),
    onPress: () => page.act(act, { site }),
  });
}
