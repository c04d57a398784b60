/** The operator watches the lines: who is connected, who has a fault, whom to phone. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { html } from "../html.js";
import { later } from "../later.js";
import { start } from "../page.js";
import { t } from "../words.js";
import { FloorPart, NextPart } from "./parts/floor.js";
import { Frame } from "./parts/frame.js";
import { typing } from "./parts/help.js";
import { IncidentsPart, MessagesPart } from "./parts/messages.js";
import { offered, over } from "./parts/offers.js";
import { openVote } from "./parts/open.js";
import { QueuePart, useArrivals } from "./parts/queue.js";
import { ScreenChoicePart } from "./parts/screen-choice.js";
import { WallPart } from "./parts/wall.js";

const LineBoard = later(() => import("../media/line-board.js").then((part) => part.LineBoard));
const Stage = later(() => import("../media/chair-stage.js").then((part) => part.OperatorStage));
const SitePanel = later(() => import("./parts/site-panel.js").then((part) => part.SitePanel));
const VotesPart = later(() => import("./parts/votes.js").then((part) => part.VotesPart));

/** @typedef {import("../page.js").Page} Page */

/** @param {{page: Page}} props */
function Operator({ page }) {
  const [picked, pick] = useState(/** @type {string | null} */ (null));
  const counts = page.store.get("counts");
  useArrivals(page);
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
      const key = event.key.toLowerCase();
      if (key === "t") document.getElementById("wall-monitor")?.click();
      if (key !== "/") return;
      event.preventDefault();
      document.getElementById("wall-find")?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return h(Frame, {
    page,
    children: html`
      <div class="operator">
        <section class="pane operator-wall">
          <div class="row spread pane-head">
            <p class="tabular">
              ${t("ui.operator.counts", {
                connected: counts?.connected ?? 0,
                checked: counts?.checked_in ?? 0,
                of: counts?.sites ?? 0,
                here: counts?.here ?? 0,
                expected: counts?.expected ?? 0,
              })}
            </p>
            ${
              page.media &&
              page.store.get("conference")?.video &&
              h(LineBoard, { page, onPick: pick })
            }
            ${
              offered(page, "open_lobby") &&
              h(Button, {
                label: t("act.open_lobby"),
                icon: "users",
                look: "primary",
                blocked: page.blocked(),
                onPress: () => page.act("open_lobby", {}),
              })
            }
          </div>
          <div class="pane-body">${h(WallPart, { page, onPick: pick })}</div>
        </section>
        <div class="operator-side">
          ${
            openVote(page) &&
            html`<section class="pane">
              <h2>${t("ui.vote.title")}</h2>
              ${h(VotesPart, { page })}
            </section>`
          }
          ${
            offered(page, "show_on_screen") &&
            html`<section class="pane">
              <h2>${t("role.screen")}</h2>
              ${h(ScreenChoicePart, { page })}
            </section>`
          }
          <section class="pane">
            <h2>${t("ui.incident.title")}</h2>
            ${h(IncidentsPart, { page, resolves: true })}
          </section>
          ${!over(page) && h(SpeakersPart, { page })}
          <section class="pane">
            <h2>${t("ui.message.title")}</h2>
            ${h(MessagesPart, { page })}
          </section>
        </div>
      </div>
      ${picked && h(SitePanel, { page, code: picked, as: "operator", onClose: () => pick(null) })}
    `,
  });
}

/** Who speaks, and who is next. @param {{page: Page}} props */
const SpeakersPart = ({ page }) => html`
  <section class="pane">
    <h2>${t("ui.floor.title")}</h2>
    ${h(FloorPart, { page })} ${h(NextPart, { page })}
    ${page.looks && page.store.get("conference")?.video && h(Stage, { page })}
  </section>
  <section class="pane">
    <h2>${t("ui.queue.title")}</h2>
    ${h(QueuePart, { page, hall: true })}
  </section>
`;

void start(Operator);
