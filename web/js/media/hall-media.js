/**
 * The hall's own machine: it gives the hall's camera and desk, and shows the stage beside clock and
 * names. Nobody touches it: what was pressed once is done again whenever the page comes up.
 */
import { h } from "preact";
import { useEffect } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { html } from "../html.js";
import { trying } from "../kept.js";
import { t } from "../words.js";
import { deskOf, lit } from "./desk.js";
import { DeviceChoice } from "./device-choice.js";
import { dressed } from "./picture.js";
import { Stage } from "./stage.js";
import { Troubles } from "./troubles.js";

/** @typedef {import("../page.js").Page} Page */

const KEPT = "diemcau.media.hall";

/** @param {"give" | "watch"} what */
const keep = (what) => trying(() => localStorage.setItem(KEPT, what));

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {{page: Page}} props */
export function HallMedia({ page }) {
  const desk = deskOf(page);
  const shown = lit(page);
  useEffect(dressed, []);
  useEffect(() => {
    if (!shown || desk.open.peek()) return;
    if (kept() === "give") void desk.give();
    else if (kept() === "watch") desk.watch();
  }, [shown]);
  if (!shown) return null;
  return html`<section class="hall-media" aria-label=${t("ui.media.title")}>
    ${desk.open.value && h(Stage, { page, desk, card: "" })}
    ${!desk.open.value && h(Begin, { desk })}
    ${desk.wrong.value && desk.own.value && h(DeviceChoice, { desk })}
    ${h(Troubles, { page, desk })}
  </section>`;
}

/** @param {{desk: import("./desk.js").Desk}} props */
const Begin = ({ desk }) => html`<p class="row">
  ${h(Button, {
    label: t("ui.media.give_hall"),
    icon: "mic",
    look: "primary",
    onPress: () => {
      keep("give");
      return desk.give();
    },
  })}
  ${h(Button, {
    label: t("ui.media.watch"),
    icon: "eye",
    onPress: () => {
      keep("watch");
      desk.watch();
    },
  })}
</p>`;
