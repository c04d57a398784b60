/**
 * The secretary's page: the log as it grows, the text for what is chosen, and at the right what
 * else there is to write: conclusions, attendance, the queue, what is published.
 */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { NoteEditor } from "../components/note-editor/note-editor.js";
import { logOf } from "../components/record-log/log.js";
import { RecordLog } from "../components/record-log/record-log.js";
import { ListenAgain } from "../media/listen-again.js";
import { html } from "../html.js";
import { later } from "../later.js";
import { createDesk } from "../notes/desk.js";
import { putOn } from "../notes/field.js";
import { start } from "../page.js";
import { t } from "../words.js";
import { ConclusionsPart } from "./parts/conclusions.js";
import { counted } from "./parts/counted.js";
import { WAITS } from "./parts/desk-waits.js";
import { FloorPart, NextPart } from "./parts/floor.js";
import { currentItem, Frame, itemsOf } from "./parts/frame.js";
import { MediaActs } from "./parts/media-acts.js";
import { offered, over } from "./parts/offers.js";
import { IntoRegister, TakeDown } from "./parts/spoken.js";
import { MinutesSteps } from "./parts/steps.js";
import { lies, lyingTab } from "./parts/tabs.js";

const Afterwards = later(() => import("./parts/afterwards.js").then((part) => part.Afterwards));
const AgendaPart = later(() => import("./parts/agenda.js").then((part) => part.AgendaPart));
const IncidentsPart = later(() => import("./parts/messages.js").then((part) => part.IncidentsPart));
const MessagesPart = later(() => import("./parts/messages.js").then((part) => part.MessagesPart));
const OpinionsPart = later(() => import("./parts/opinions.js").then((part) => part.OpinionsPart));
const PublishDesk = later(() => import("./parts/publish-desk.js").then((part) => part.PublishDesk));
const QueueDesk = later(() => import("./parts/queue-desk.js").then((part) => part.QueueDesk));
const LyingPart = later(() => import("./parts/lying.js").then((part) => part.LyingPart));
const SitePanel = later(() => import("./parts/site-panel.js").then((part) => part.SitePanel));
const VotesPart = later(() => import("./parts/votes.js").then((part) => part.VotesPart));
const CorrectSpeaker = later(() =>
  import("./parts/who-spoke.js").then((part) => part.CorrectSpeaker),
);
const WallPart = later(() => import("./parts/wall.js").then((part) => part.WallPart));

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../notes/desk.js").Desk} Desk */
/**
 * @typedef {"conclusions" | "sites" | "queue" | "agenda" | "votes" | "words" | "publish" | "draft"}
 *   Tab
 */
/** @type {readonly Tab[]} The last stands there while the item carries a draft. */
const TABS = ["conclusions", "sites", "queue", "agenda", "votes", "words", "publish", "draft"];

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
      const wanted = event.altKey && tabsOf(page)[n - 1];
      if (wanted) {
        event.preventDefault();
        show(wanted);
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  return h(Frame, {
    page,
    children: html`
      <div class=${over(page) ? "desk desk-over" : "desk"}>
        ${
          over(page) &&
          html`<div class="desk-top">
            ${h(Afterwards, { page, onConclusions: () => show("conclusions") })}
          </div>`
        }
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
                : !over(page) && html`<p class="muted">${t("ui.log.following")}</p>`
            }
          </div>
        </section>
        <section class="pane desk-text">
          ${
            !over(page) &&
            html`<div class="desk-floor">
              ${h(FloorPart, { page })}${h(Beforehand, { page })}
              ${h(NextPart, { page })}${h(MediaActs, { page })}
            </div>`
          }
          ${h(NotePart, { key: about, page, desk, about })}
          ${!over(page) && html`<div class="pane-foot">${h(MinutesSteps, { page })}</div>`}
        </section>
        <section class="pane desk-side">
          <div class="tabs" role="group" aria-label=${t("ui.tab.title")}>
            ${tabsOf(page).map(
              (name, n) => html`<button
                key=${name}
                type="button"
                class="tab"
                aria-pressed=${String(tab === name)}
                aria-keyshortcuts=${`Alt+${n + 1}`}
                onClick=${() => show(name)}
              >
                ${counted(titled(page, name), name, WAITS[name]?.(page) ?? 0)}
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
                  <a class="button small" href=${`/conferences/${page.meeting}/edit/agenda`}>
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
            ${tab === "draft" && h(LyingPart, { page })}
          </div>
        </section>
      </div>
      ${picked && h(SitePanel, { page, code: picked, as: "secretary", onClose: () => pick(null) })}
    `,
  });
}

/** @param {Page} page @param {Tab} name */
const titled = (page, name) => (name === "draft" ? lyingTab(page) : t(`ui.tab.${name}`));

/** @param {Page} page */
const tabsOf = (page) => (lies(page) ? TABS : TABS.slice(0, -1));

/** Whose press a conference that has not begun waits for. @param {{page: Page}} props */
function Beforehand({ page }) {
  const phase = page.store.get("conference")?.phase ?? "";
  if (phase !== "announced" && phase !== "lobby") return null;
  return html`<p class="notice info">
    ${t(`ui.before.${phase}`)}${" "}
    <a href=${`/conferences/${page.meeting}/edit`}>${t("ui.before.prepare")}</a>
  </p>`;
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
  const [speech] = speechesAt(page, about);
  return html`
    ${h(NoteEditor, {
      title: titleOf(page, about),
      state: sheet.state.value,
      blocked: page.blocked(),
      onOpen: (field) => putOn(field, sheet),
    })}
    ${speech && h(ListenAgain, { page, speech: speech.no })} ${h(WhoSpoke, { page, about })}
  `;
}

/** The record has somebody else than spoke. @param {{page: Page, about: string}} props */
function WhoSpoke({ page, about }) {
  const [open, setOpen] = useState(false);
  const [speech] = speechesAt(page, about).filter((each) => !each.undone);
  if (!speech || !offered(page, "correct_speaker")) return null;
  return html`
    <p class="row">
      ${
        speech.site &&
        h(TakeDown, { page, saying: { item: speech.item, of: "speech", id: String(speech.no) } })
      }
      ${(speech.petitions || speech.kind === "proposal") && h(IntoRegister, { page, speech })}
      ${h(Button, {
        label: t("act.correct_speaker"),
        icon: "user",
        look: "small quiet",
        blocked: page.blocked(),
        onPress: () => setOpen(true),
      })}
    </p>
    ${open && h(CorrectSpeaker, { page, speech, onClose: () => setOpen(false) })}
  `;
}

/**
 * The speech that a note is about, if it is about one.
 * @param {Page} page @param {string} about
 */
const speechesAt = ({ store }, about) =>
  [...store.each("speech"), ...[store.get("floor")?.speech ?? []].flat()].filter(
    (each) => about === `speech/${each.no}`,
  );

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

void start(Secretary);
