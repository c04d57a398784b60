/**
 * A site's page measures its own line in the lobby and answers the technical check with it. Only
 * what nobody has said yet is filled in; whether the room hears the hall, people say.
 */
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { CheckLine } from "../components/tech-check/tech-check.js";
import { html } from "../html.js";
import { t } from "../words.js";
import { LineMark } from "./line-mark.js";
import { checked, filledIn, withEars } from "./own-check.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("./desk.js").Desk} Desk */

/** @param {{page: Page, desk: Desk}} props */
export function SelfCheck({ page, desk }) {
  const known = page.store.get("me", page.site ?? "")?.check ?? null;
  const looks = desk.looks.value;
  const answers = checked(looks);
  const busy = useRef(false);
  const answer = async (/** @type {import("./own-check.js").Answers | null} */ said) => {
    if (!said || busy.current || page.blocked()) return;
    busy.current = true;
    await page.tryAct("answer_check", said);
    busy.current = false;
  };
  useEffect(() => void answer(filledIn(known, answers)), [looks]);
  const last = looks.at(-1);
  const told = last && { reading: last.reading, at: Date.now() };
  return html`<div class="self-check" role="group" aria-label=${t("ui.lines.own")}>
    <h3>${t("ui.lines.own")}</h3>
    ${
      told
        ? html`<p class="row">${h(LineMark, { told, now: told.at })}</p>`
        : html`<p role="status">${t("ui.lines.measuring")}</p>`
    }
    ${known && h(CheckLine, { check: known })}
    ${
      known?.sound_out === "untried" &&
      html`<p class="notice info" role="status">${t("ui.lines.speak")}</p>`
    }
    ${
      known?.sound_in === "untried" &&
      html`<p>${t("ui.lines.hear")}</p>
        <p class="row">
          ${h(Button, {
            label: t("ui.lines.hears"),
            icon: "circle-check",
            blocked: page.blocked(),
            onPress: () => page.act("answer_check", withEars(known, "ok")),
          })}
          ${h(Button, {
            label: t("ui.lines.hears_not"),
            icon: "alert-triangle",
            blocked: page.blocked(),
            onPress: () => page.act("answer_check", withEars(known, "fault")),
          })}
        </p>`
    }
  </div>`;
}
