/** Picture and sound on a site's page: the stage, what the site gives, and its own microphone. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { html } from "../html.js";
import { t } from "../words.js";
import { deskOf, lit } from "./desk.js";
import { DeviceChoice } from "./device-choice.js";
import { Level } from "./level.js";
import { Microphone } from "./microphone.js";
import { Picture, dressed } from "./picture.js";
import { SelfCheck } from "./self-check.js";
import { Stage } from "./stage.js";
import { Troubles } from "./troubles.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("./desk.js").Desk} Desk */

/** @param {{page: Page}} props */
export function SiteMedia({ page }) {
  useEffect(dressed, []);
  if (!lit(page)) return null;
  const desk = deskOf(page);
  return html`<section class="card site-media" aria-label=${t("ui.media.title")}>
    ${desk.open.value && h(Stage, { page, desk, card: t(card(page, desk)) })}
    ${desk.own.value ? h(Own, { page, desk }) : h(Give, { desk })}
    ${h(Troubles, { page, desk })}
    <p><a href="/manual/sound" target="_blank">${t("ui.media.no_sound")}</a></p>
  </section>`;
}

/** One press gives camera and microphone. @param {{desk: Desk}} props */
const Give = ({ desk }) => html`
  <h2 class="card-title">${t("ui.media.title")}</h2>
  <p>${t("ui.media.why")}</p>
  <p>
    ${h(Button, {
      label: t("ui.media.give"),
      icon: "mic",
      look: "primary big wide",
      onPress: desk.give,
    })}
  </p>
  ${
    !desk.open.value &&
    html`<p>${h(Button, { label: t("ui.media.watch"), icon: "eye", onPress: desk.watch })}</p>`
  }
`;

/** @param {Page} page @param {Desk} desk */
function card(page, desk) {
  if (page.store.get("conference")?.phase === "break") return "phase.break";
  return desk.state.value === "on" ? "ui.media.no_picture" : "ui.media.joining";
}

/** The microphone always; the rest is looked at before the conference. */
const Own = (/** @type {{page: Page, desk: Desk}} */ { page, desk }) => html`
  ${h(Microphone, { page, desk })}
  ${
    page.store.get("conference")?.phase === "lobby" &&
    desk.state.value === "on" &&
    h(SelfCheck, { page, desk })
  }
  <details class="media-details" open=${page.store.get("conference")?.phase === "lobby"}>
    <summary>${t("ui.media.own_devices")}</summary>
    ${h(Devices, { page, desk })}
  </details>
`;

/** @param {{page: Page, desk: Desk}} props */
function Devices({ page, desk }) {
  const [choosing, choose] = useState(false);
  const { own, muted, dark, aloud } = desk;
  if (!own.value) return null;
  return html`
    <div class="media-own">
      ${h(Picture, {
        stream: own.value,
        label: t("ui.media.own"),
        card: t("ui.media.own_dark"),
        look: "is-own",
      })}
      ${h(Level, { stream: own.value, silent: muted.value })}
    </div>
    <div class="row">
      ${h(Button, {
        label: t(dark.value ? "ui.media.light" : "ui.media.darken"),
        icon: dark.value ? "eye" : "eye-off",
        onPress: () => (dark.value = !dark.value),
      })}
      ${
        page.store.get("conference")?.phase === "lobby" &&
        h(Button, {
          label: t("ui.media.echo"),
          icon: "users",
          pressed: aloud.value,
          onPress: () => (aloud.value = !aloud.value),
        })
      }
      ${h(Button, {
        label: t("ui.media.choose"),
        icon: "settings",
        pressed: choosing,
        onPress: () => choose(!choosing),
      })}
      ${h(Button, { label: t("ui.media.stop"), icon: "x", look: "quiet", onPress: desk.stop })}
    </div>
    ${choosing && h(DeviceChoice, { desk })}
  `;
}
