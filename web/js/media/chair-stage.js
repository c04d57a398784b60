/**
 * The stage beside the chair's clock: the picture that all see, and who comes next. The chair hears
 * the hall; who sits elsewhere lets this machine sound.
 */
import { h } from "preact";
import { useEffect } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { html } from "../html.js";
import { t } from "../words.js";
import { deskOf, lit } from "./desk.js";
import { NextPicture } from "./next-picture.js";
import { Stage, whyAlone } from "./stage.js";
import { Troubles } from "./troubles.js";

/** @typedef {import("../page.js").Page} Page */

/** @param {{page: Page}} props */
export function ChairStage({ page }) {
  const desk = deskOf(page);
  const shown = lit(page);
  useEffect(() => {
    if (shown && !desk.open.peek()) desk.watch();
  }, [shown]);
  if (!shown) return null;
  return html`<div class="chair-stage">
    ${h(Stage, { page, desk, card: t("ui.media.no_picture"), beside: true })}
    ${page.looks && h(NextPicture, { page })}
  </div>`;
}

/** The same for whoever looks after the lines. @param {{page: Page}} props */
export const OperatorStage = ({ page }) =>
  html`<div class="media-acts">${h(ChairStage, { page })} ${h(StageTroubles, { page })}</div>`;

/** Beside it, where there is room for words. @param {{page: Page}} props */
export function StageTroubles({ page }) {
  const desk = deskOf(page);
  const why = lit(page) && whyAlone(page, desk);
  return html`${why && html`<p class="notice warn" role="status">${why}</p>`}
  ${h(Troubles, { page, desk })}`;
}

/** Whether this machine sounds. @param {{page: Page}} props */
export function Aloud({ page }) {
  const { aloud } = deskOf(page);
  return h(Button, {
    label: t("ui.media.aloud"),
    icon: "play",
    look: "small",
    pressed: aloud.value,
    onPress: () => (aloud.value = !aloud.value),
  });
}
