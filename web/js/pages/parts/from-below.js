/** Requests on their way: those a sub-hub has in its hands, and our own that lie with one. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { FormDialog } from "./ask.js";
import { SayOtherwise } from "./say-otherwise.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */
/** @typedef {import("../../contract.js").RequestView} RequestView */

/** What waits for us as a sub-hub. @param {{page: Page, me: Me}} props */
export function FromBelow({ page, me }) {
  const held = (me.holds ?? [])
    .map((id) => page.store.get("request", id))
    .filter((each) => each !== undefined);
  return html`<section class="card act-now" aria-labelledby="from-below">
    <h2 id="from-below">${t("ui.below.title", { n: held.length })}</h2>
    <p>${t("ui.below.words")}</p>
    <ul class="plain stack">
      ${held.map((each) => h(InHand, { key: each.id, page, request: each }))}
    </ul>
  </section>`;
}

/** @param {{page: Page, request: RequestView}} props */
function InHand({ page, request }) {
  const [asked, ask] = useState(/** @type {"" | "answered" | "declined"} */ (""));
  const { store } = page;
  const blocked = page.blocked();
  return html`<li class="stack tight">
    <p><strong>${request.speaker}</strong> · ${wordsOf(request)}</p>
    <p class="muted">
      ${clock(request.arrived_at)}${" · "}
      ${t("ui.below.item", { n: store.get("item", request.item)?.number ?? "" })}
    </p>
    <div class="row">
      ${h(Button, {
        label: t("act.pass_on_request"),
        icon: "chevron-up",
        look: "primary",
        blocked,
        onPress: () => page.act("pass_on_request", { request: request.id }),
      })}
      ${h(Button, {
        label: t("ui.below.answer"),
        icon: "check",
        blocked,
        onPress: () => ask("answered"),
      })}
      ${h(Button, {
        label: t("ui.below.decline"),
        icon: "x",
        blocked,
        onPress: () => ask("declined"),
      })}
    </div>
    ${asked && h(Settle, { page, request, answered: asked === "answered", onClose: () => ask("") })}
  </li>`;
}

/**
 * The site that asked reads what is written here.
 * @param {{page: Page, request: RequestView, answered: boolean, onClose: () => void}} props
 */
const Settle = ({ page, request, answered, onClose }) =>
  h(FormDialog, {
    title: t(answered ? "ui.below.answer" : "ui.below.decline"),
    text: `${request.speaker} · ${wordsOf(request)}`,
    label: t(answered ? "ui.below.answer" : "ui.below.decline"),
    fields: [
      {
        name: "reason",
        label: t(answered ? "ui.below.said" : "ui.below.why"),
        required: !answered,
      },
    ],
    onClose,
    onDone: ({ reason = "" }) =>
      page.tryAct("settle_request", { request: request.id, answered, reason }),
  });

/**
 * Our own that a sub-hub has not passed on yet: where it lies, and what becomes of it.
 * @param {{page: Page, requests: readonly RequestView[]}} props
 */
export const Lying = ({ page, requests }) =>
  html`${requests.map(
    (request) => html`<section key=${request.id} class="card act-now">
      <h2>${t("ui.below.lies", { hub: request.sub_hub ?? "" })}</h2>
      <p>${wordsOf(request)}</p>
      <p class="muted">${t("ui.below.lies_words")}</p>
      <div class="row">
        ${h(SayOtherwise, { page, request })}
        ${h(Button, {
          label: t("act.withdraw"),
          icon: "x",
          look: "small",
          blocked: page.blocked(),
          onPress: () => page.act("withdraw", { request: request.id }),
        })}
      </div>
    </section>`,
  )}`;

/** @param {RequestView} request */
const wordsOf = (request) =>
  [t(`kind.${request.kind}`), request.delegate, request.topic].filter(Boolean).join(" · ");
