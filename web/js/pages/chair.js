/**
 * The chair's console: one glance, one press. Agenda, floor, wall and queue stand side by side;
 * every act that concerns the speaker says whom the chair believes to be speaking.
 */
import { h } from "preact";
import { useMemo, useState } from "preact/hooks";

import { html } from "../html.js";
import { later } from "../later.js";
import { start } from "../page.js";
import { t } from "../words.js";
import { AgendaPart } from "./parts/agenda.js";
import { conduct } from "./parts/conduct.js";
import { FloorActs } from "./parts/floor-acts.js";
import { Frame } from "./parts/frame.js";
import { useKeys } from "./parts/keys.js";
import { LeadBanner } from "./parts/lead-banner.js";
import { Life } from "./parts/life.js";
import { over } from "./parts/offers.js";
import { useArrivals } from "./parts/queue.js";
import { firstTab, lies, Tabs } from "./parts/tabs.js";
import { TurnsPart } from "./parts/turns.js";
import { WallPart } from "./parts/wall.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("./parts/questions.js").Question} Question */
/** @typedef {import("./parts/card-question.js").OfCard} OfCard */
/** @typedef {import("./parts/tabs.js").Tab} Tab */

const Asked = later(() => import("./parts/questions.js").then((part) => part.Asked));
const CardQuestion = later(() =>
  import("./parts/card-question.js").then((part) => part.CardQuestion),
);
const RoundPart = later(() => import("./parts/round.js").then((part) => part.RoundPart));
const ApprovePart = later(() => import("./parts/approve.js").then((part) => part.ApprovePart));
const IncidentsPart = later(() => import("./parts/messages.js").then((part) => part.IncidentsPart));
const LyingPart = later(() => import("./parts/lying.js").then((part) => part.LyingPart));
const MessagesPart = later(() => import("./parts/messages.js").then((part) => part.MessagesPart));
const OpinionsPart = later(() => import("./parts/opinions.js").then((part) => part.OpinionsPart));
const SitePanel = later(() => import("./parts/site-panel.js").then((part) => part.SitePanel));
const VotesPart = later(() => import("./parts/votes.js").then((part) => part.VotesPart));

/** @param {{page: Page}} props */
function Chair({ page }) {
  const [picked, pick] = useState(/** @type {string | null} */ (null));
  const [question, ask] = useState(/** @type {Question | null} */ (null));
  const [card, askOf] = useState(/** @type {OfCard | null} */ (null));
  const [tab, show] = useState(/** @type {Tab | null} */ (null));
  const does = useMemo(() => conduct(page, ask), [page]);
  const shown = tab && (tab !== "draft" || lies(page)) ? tab : firstTab(page);
  useArrivals(page);
  useKeys(does);

  return h(Frame, {
    page,
    children: html`
      ${h(LeadBanner, { page })}
      <div class="console">
        <section class="console-agenda pane" aria-label=${t("ui.agenda.title")}>
          <div class="pane-scroll">${h(AgendaPart, { page, conducts: true })}</div>
          <div class="pane-foot">${h(Life, { page, ask })}</div>
        </section>
        ${
          !over(page) &&
          html`<section class="console-floor pane" aria-label=${t("ui.floor.title")}>
            ${h(FloorActs, { page, does, ask })}
          </section>`
        }
        <section class="console-wall pane" aria-label=${t("ui.wall.title")}>
          ${h(Tabs, { page, shown, show })}
          <div class="pane-body">${h(Middle, { page, shown, onPick: pick })}</div>
        </section>
        <section class="console-queue pane" aria-label=${t("ui.queue.title")}>
          ${h(TurnsPart, { page, does, ask, askOf })}
        </section>
      </div>
      ${picked && h(SitePanel, { page, code: picked, as: "chair", onClose: () => pick(null) })}
      ${card && h(CardQuestion, { page, card, onClose: () => askOf(null) })}
      ${question && h(Asked, { page, question, onClose: () => ask(null) })}
    `,
  });
}

/** @param {{page: Page, shown: Tab, onPick: (code: string) => void}} props */
function Middle({ page, shown, onPick }) {
  switch (shown) {
    case "draft":
      return h(LyingPart, { page });
    case "wall":
      return h(WallPart, { page, onPick });
    case "round":
      return h(RoundPart, { page });
    case "votes":
      return html`<div class="pane-scroll">${h(VotesPart, { page, conducts: true })}</div>`;
    case "papers":
      return html`<div class="pane-scroll">${h(ApprovePart, { page })}</div>`;
    default:
      return html`<div class="pane-scroll columns">
        <section><h2>${t("ui.message.title")}</h2>${h(MessagesPart, { page })}</section>
        <section><h2>${t("ui.incident.title")}</h2>${h(IncidentsPart, { page })}</section>
        <section><h2>${t("ui.opinion.title")}</h2>${h(OpinionsPart, { page })}</section>
      </div>`;
  }
}

void start(Chair);
