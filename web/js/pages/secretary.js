/**
 * The secretary's page: the log as it grows, the text for what is chosen, and at the right what
 * else there is to write: conclusions, attendance, the queue, what is published.
 */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { Dialog } from "../components/dialog/dialog.js";
import { NoteEditor } from "../components/note-editor/note-editor.js";
import { logOf } from "../components/record-log/log.js";
import { RecordLog } from "../components/record-log/record-log.js";
import { html } from "../html.js";
import { later } from "../later.js";
import { createDesk } from "../notes/desk.js";
import { putOn } from "../notes/field.js";
import { start } from "../page.js";
import { t } from "../words.js";
import { AskFor } from "./parts/ask.js";
import { FloorPart, NextPart } from "./parts/floor.js";
import { currentItem, Frame, itemsOf } from "./parts/frame.js";
import { openIncidents } from "./parts/open.js";
import { ConclusionsPart, MinutesSteps, PublishPart } from "./parts/papers.js";
import { targetsOf } from "./parts/targets.js";

const AgendaPart = later(() => import("./parts/agenda.js").then((part) => part.AgendaPart));
const IncidentsPart = later(() => import("./parts/messages.js").then((part) => part.IncidentsPart));
const MessagesPart = later(() => import("./parts/messages.js").then((part) => part.MessagesPart));
const OpinionsPart = later(() => import("./parts/opinions.js").then((part) => part.OpinionsPart));
const QueuePart = later(() => import("./parts/queue.js").then((part) => part.QueuePart));
const RequestForm = later(() =>
  import("../components/request-form/request-form.js").then((part) => part.RequestForm),
);
const SitePanel = later(() => import("./parts/site-panel.js").then((part) => part.SitePanel));
const VotesPart = later(() => import("./parts/votes.js").then((part) => part.VotesPart));
const WallPart = later(() => import("./parts/wall.js").then((part) => part.WallPart));

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../notes/desk.js").Desk} Desk */
/** @typedef {"conclusions" | "sites" | "queue" | "agenda" | "votes" | "words" | "publish"} Tab */
/** @type {readonly Tab[]} */
const TABS = ["conclusions", "sites", "queue", "agenda", "votes", "words", "publish"];

/** @param {{page: Page}} props */
function Secretary({ page }) {
  const { store } = page;
  const [chosen, choose] = useState(/** @type {string | null} */ (null));
  const [tab, show] = useState(/** @type {Tab} */ ("conclusions"));
  const [picked, pick] = useState(/** @type {string | null} */ (null));
  const [desk] = useState(() => createDesk(page));
  const speaking = store.get("floor")?.speech;
  const current = currentItem(page);
  // Until something is chosen, the text follows who speaks, else the item.
  const about =
    chosen ?? (speaking ? `speech/${speaking.no}` : current ? `item/${current.id}` : "meeting");
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      const n = Number(event.key);
      if (event.altKey && n >= 1 && n <= TABS.length) {
        event.preventDefault();
        show(TABS[n - 1] ?? "conclusions");
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  return h(Frame, {
    page,
    children: html`
      <div class="desk">
        <section class="pane desk-log" aria-label=${t("ui.log.title")}>
          <div class="pane-scroll">${h(LogPart, { page, chosen: about, onChoose: choose })}</div>
          <div class="pane-foot">
            ${
              chosen
                ? h(Button, {
                    label: t("ui.log.follow"),
                    icon: "history",
                    look: "small",
                    onPress: () => choose(null),
                  })
                : html`<p class="muted">${t("ui.log.following")}</p>`
            }
          </div>
        </section>
        <section class="pane desk-text">
          <div class="desk-floor">${h(FloorPart, { page })}${h(NextPart, { page })}</div>
          ${h(NotePart, { key: about, page, desk, about })}
          <div class="pane-foot">${h(MinutesSteps, { page })}</div>
        </section>
        <section class="pane desk-side">
          <div class="tabs" role="group" aria-label=${t("ui.tab.title")}>
            ${TABS.map(
              (name, n) => html`<button
                key=${name}
                type="button"
                class="tab"
                aria-pressed=${String(tab === name)}
                aria-keyshortcuts=${`Alt+${n + 1}`}
                onClick=${() => show(name)}
              >
                ${tabWords(page, name)}
              </button>`,
            )}
          </div>
          <div class="pane-scroll">
            ${tab === "conclusions" && h(ConclusionsPart, { page })}
            ${tab === "sites" && h(WallPart, { page, onPick: pick, list: true })}
            ${tab === "queue" && h(QueueDesk, { page })}
            ${
              tab === "agenda" &&
              html`
                ${h(AgendaPart, { page, conducts: true })}
                <p>
                  <a class="button small" href=${`/conferences/${page.meeting}/edit`}>
                    ${t("ui.agenda.edit")}
                  </a>
                </p>
              `
            }
            ${tab === "votes" && h(VotesPart, { page })}
            ${
              tab === "words" &&
              html`<div class="stack">
                <h3>${t("ui.incident.title")}</h3>
                ${h(IncidentsPart, { page })}
                <h3>${t("ui.message.title")}</h3>
                ${h(MessagesPart, { page })}
                <h3>${t("ui.opinion.title")}</h3>
                ${h(OpinionsPart, { page })}
              </div>`
            }
            ${tab === "publish" && h(PublishDesk, { page })}
          </div>
        </section>
      </div>
      ${picked && h(SitePanel, { page, code: picked, as: "secretary", onClose: () => pick(null) })}
    `,
  });
}

/** @param {Page} page @param {Tab} name */
function tabWords(page, name) {
  const open = name === "words" ? openIncidents(page) : 0;
  return open ? t("ui.tab.words_open", { n: open }) : t(`ui.tab.${name}`);
}

/** @param {{page: Page, chosen: string, onChoose: (about: string) => void}} props */
function LogPart({ page, chosen, onChoose }) {
  const { store } = page;
  const floor = store.get("floor");
  const running = [...(floor?.speech ? [floor.speech] : []), ...(floor?.interrupted ?? [])];
  const entries = logOf({
    items: itemsOf(page),
    speeches: store.each("speech"),
    running,
    opinions: store.each("opinion"),
    incidents: store.each("incident"),
    votes: store.each("vote"),
  });
  return h(RecordLog, {
    entries,
    chosen,
    onChoose,
    written: (about) => !!store.get("note", about)?.text,
  });
}

/** @param {{page: Page, desk: Desk, about: string}} props */
function NotePart({ page, desk, about }) {
  const sheet = desk.sheet(about);
  return h(NoteEditor, {
    title: titleOf(page, about),
    state: sheet.state.value,
    blocked: page.blocked(),
    onOpen: (field) => putOn(field, sheet),
  });
}

/** @param {Page} page @param {string} about */
function titleOf({ store }, about) {
  const [kind = "", id = ""] = about.split("/");
  if (kind === "item") {
    const item = store.get("item", id);
    return item ? `${item.number}. ${item.title}` : about;
  }
  if (kind === "speech") {
    const floor = store.get("floor");
    const running = [floor?.speech, ...(floor?.interrupted ?? [])].find(
      (each) => each && String(each.no) === id,
    );
    const speech = running ?? store.get("speech", id);
    return speech ? `${speech.speaker} – ${t(`kind.${speech.kind}`)}` : about;
  }
  return t("ui.log.meeting");
}

/** @param {{page: Page}} props */
function QueueDesk({ page }) {
  const [adding, add] = useState(false);
  const current = currentItem(page);
  if (!current) return html`<p class="empty">${t("ui.queue.later")}</p>`;
  return html`<div class="stack">
    ${h(QueuePart, { page, hall: true })}
    <div class="row">
      ${h(Button, {
        label: t("ui.queue.add"),
        icon: "plus",
        look: "small",
        blocked: page.blocked(),
        onPress: () => add(true),
      })}
    </div>
    ${
      adding &&
      h(Dialog, {
        title: t("ui.queue.add_title"),
        onClose: () => add(false),
        children: h(RequestForm, {
          kinds: current.kinds ?? [],
          sites: page.store.each("site"),
          blocked: page.blocked(),
          ...targetsOf(page),
          onAsk: (wish) => page.tryAct("ask_to_speak", wish),
        }),
      })
    }
  </div>`;
}

/** @param {{page: Page}} props */
function PublishDesk({ page }) {
  const [cancelling, cancel] = useState(false);
  const phase = page.store.get("conference")?.phase;
  const early = phase === "draft" || phase === "announced" || phase === "lobby";
  return html`<div class="stack">
    ${
      early &&
      html`<div class="row">
        ${
          phase === "draft" &&
          h(Button, {
            label: t("act.announce_conference"),
            icon: "send",
            look: "primary",
            blocked: page.blocked(),
            onPress: () => page.act("announce_conference", {}),
          })
        }
        ${h(Button, {
          label: t("act.cancel_conference"),
          look: "small quiet",
          blocked: page.blocked(),
          onPress: () => cancel(true),
        })}
      </div>`
    }
    ${h(PublishPart, { page })}
    ${
      cancelling &&
      h(AskFor, {
        title: t("ui.life.cancel"),
        field: t("ui.reason"),
        label: t("act.cancel_conference"),
        onClose: () => cancel(false),
        onDone: (reason) => page.tryAct("cancel_conference", { reason }),
      })
    }
  </div>`;
}

start(Secretary);
