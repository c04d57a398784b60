/** The one thing a site can do now. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Asking } from "./asking.js";
import { CheckPart, RosterPart } from "./checking.js";
import { siteStep } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

/** @param {{page: Page, me: Me}} props */
export function TheOneThing({ page, me }) {
  const [unchecked, putOff] = useState(false);
  switch (siteStep(page, me, unchecked)) {
    case "answer":
      return h(Answer, { page, me });
    case "early":
      return html`<p class="card">${t("ui.me.early")}</p>`;
    case "over":
      return html`<p class="card">${t("ui.me.over")}</p>`;
    case "check":
      return h(Check, { page, me, onPutOff: () => putOff(true) });
    case "check_in":
      return html`<section class="card act-now">
        <h2>${t("ui.me.check_in")}</h2>
        ${h(RosterPart, { page, me })}
      </section>`;
    case "wait":
      return html`<section class="card act-now">
        <p class="act-done">${h(Icon, { name: "circle-check" })} ${t("ui.me.ready")}</p>
      </section>`;
    default:
      return h(Asking, { page, me });
  }
}

/** @param {{page: Page, me: Me}} props */
function Answer({ page, me: { answer } }) {
  return html`<section class="card act-now">
    <h2>${t("ui.answer.own")}</h2>
    <p>
      ${
        answer
          ? t(answer.coming ? "ui.answer.coming" : "ui.answer.not_coming")
          : t("ui.answer.silent")
      }
    </p>
    <p>
      <a
        class=${answer ? "button" : "button primary big wide"}
        href=${`/conferences/${page.meeting}/answers`}
      >
        ${h(Icon, { name: "send" })} ${t("ui.answer.own")}
      </a>
    </p>
    <p class="muted">${t("ui.me.early")}</p>
  </section>`;
}

/** @param {{page: Page, me: Me, onPutOff: () => void}} props */
const Check = ({ page, me, onPutOff }) =>
  html`<section class="card act-now">
    <h2>${t("ui.me.check")}</h2>
    ${h(CheckPart, { page, me })}
    <p>${h(Button, { label: t("ui.me.check_later"), look: "small quiet", onPress: onPutOff })}</p>
  </section>`;
