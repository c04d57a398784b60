/**
 * The one thing the chair does next, whatever the moment: found in the view alone, which says what
 * may be done (`may/…`), who waits and what is to come. The first of `STEPS` that applies is it.
 */
import { clock } from "../../format.js";
import { t } from "../../words.js";
import { approves, awaiting, notYet } from "./approval.js";
import { focusOf } from "./clauses.js";
import { believes, currentItem, currentQueue, itemsOf } from "./frame.js";
import { leftOpen, leftToApprove } from "./left.js";
import { blockedBy, offered, over, passes } from "./offers.js";
import { openVote } from "./open.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("../../contract.js").Acts} Acts */
/**
 * `about` is whom or what it concerns, in whole words; `notes` what is worth knowing before. With
 * `ask` somebody is asked first.
 * @typedef {object} Step
 * @property {keyof Acts} act
 * @property {string} label
 * @property {import("../../components/icon/icon.js").IconName} icon
 * @property {any} [args]
 * @property {string} [blocked]
 * @property {string} [about]
 * @property {readonly string[]} [notes]
 * @property {Question} [ask]
 */
/** @typedef {(page: Page) => Step | null} Finds */

/** @type {readonly Finds[]} In the order in which one thing goes before another. */
const STEPS = [
  openLobby,
  begin,
  resume,
  closeVote,
  goOn,
  firstPresenter,
  nextOfRound,
  nextInLine,
  presenter,
  endSpeech,
  nextItem,
  end,
  approve,
];

/**
 * @param {Page} page
 * @returns {Step | null} none where there is nothing for the chair to do
 */
export function nextStep(page) {
  for (const find of STEPS) {
    const step = find(page);
    if (step) return step;
  }
  return null;
}

/** Why there is no step. @type {Readonly<Record<string, string>>} */
const NOTHING = {
  draft: "ui.next.draft",
  ended: "ui.next.ended",
  closed: "ui.next.closed",
  cancelled: "ui.next.cancelled",
};

/** What is said where there is no step. @param {Page} page */
export const nothingToDo = ({ store }) =>
  t(NOTHING[store.get("conference")?.phase ?? ""] ?? "ui.queue.later");

/** @type {Finds} */
function openLobby(page) {
  if (!offered(page, "open_lobby")) return null;
  return { act: "open_lobby", label: t("act.open_lobby"), icon: "users" };
}

/** @type {Finds} */
function begin(page) {
  if (!offered(page, "start_conference")) return null;
  const { sites = 0, checked_in: here = 0 } = page.store.get("counts") ?? {};
  const n = sites - here;
  return {
    act: "start_conference",
    label: t("act.start_conference"),
    icon: "play",
    blocked: blockedBy(page, "start_conference"),
    notes: [n > 0 ? t("ui.life.missing", { n }) : t("ui.life.all_in")],
  };
}

/** @type {Finds} */
function resume(page) {
  if (!offered(page, "resume_conference")) return null;
  const until = page.store.get("conference")?.break_until;
  return {
    act: "resume_conference",
    label: t("act.resume_conference"),
    icon: "play",
    ...(until ? { notes: [t("ui.hall.back_at", { time: clock(until) })] } : {}),
  };
}

/** A vote that is closed is so for ever: asked once, unless all have voted. @type {Finds} */
function closeVote(page) {
  const vote = openVote(page);
  if (!vote || !passes(page, "close_vote", "vote", vote.no)) return null;
  const all = (vote.cast ?? 0) >= vote.electors;
  return {
    act: "close_vote",
    label: t("ui.next.close_vote"),
    icon: "check",
    args: { vote: vote.no },
    about: vote.text,
    notes: [t("ui.next.voted", { n: vote.cast ?? 0, of: vote.electors })],
    ...(all ? {} : { ask: "close_vote" }),
  };
}

/** Whoever gave way goes on as soon as the floor is free. @type {Finds} */
function goOn(page) {
  const { speech, interrupted = [] } = page.store.get("floor") ?? {};
  const waits = interrupted.at(-1);
  if (speech || !waits || !passes(page, "resume_speech", "speech", waits.no)) return null;
  return {
    act: "resume_speech",
    label: t("act.resume_speech"),
    icon: "play",
    args: { speech: waits.no },
    about: waits.speaker,
  };
}

/** Whoever presents an item speaks first on it, though others ask already. @type {Finds} */
function firstPresenter(page) {
  const { speech, last } = page.store.get("floor") ?? {};
  return speech || last ? null : presenter(page);
}

/** @type {Finds} */
function nextOfRound(page) {
  const round = page.store.get("round");
  if (!round || !passes(page, "call_in_round")) return null;
  const code = round.next?.[0] ?? "";
  const left = round.states.filter((state) => state === "to_come").length;
  return {
    act: "call_in_round",
    label: t("act.call_in_round"),
    icon: "mic",
    args: { believes: believes(page) },
    about: round.names?.[round.order.indexOf(code)] ?? code,
    notes: [t("ui.next.in_round", { n: left })],
  };
}

/** Who wants to speak to the clause before the room goes before the others. @type {Finds} */
function nextInLine(page) {
  const queue = currentQueue(page);
  const onIt = queue?.to_focus;
  const id = onIt ?? queue?.order?.[0];
  if (!id || !passes(page, "give_floor")) return null;
  const request = page.store.get("request", id);
  return {
    act: "give_floor",
    label: onIt ? invitesTo(page) : t("ui.queue.next"),
    icon: "mic",
    args: { request: id, believes: believes(page) },
    about: [request?.speaker, request?.delegate].filter(Boolean).join(" · "),
  };
}

/** @param {Page} page */
const invitesTo = (page) => t("ui.clause.invite", { clause: focusOf(page)?.label ?? "" });

/** @type {Finds} */
function presenter(page) {
  const item = currentItem(page);
  if (!item?.presenter || !passes(page, "call_presenter")) return null;
  return {
    act: "call_presenter",
    label: t("act.call_presenter"),
    icon: "mic",
    args: { believes: believes(page) },
    about: item.presenter,
  };
}

/** @type {Finds} */
function endSpeech(page) {
  const speech = page.store.get("floor")?.speech;
  if (!speech || !passes(page, "take_floor", "speech", speech.no)) return null;
  return {
    act: "take_floor",
    label: t("act.take_floor"),
    icon: "mic-off",
    args: { speech: speech.no },
    about: speech.speaker,
  };
}

/** The next item that can be started now; the key for it asks for it too. @type {Finds} */
export function nextItem(page) {
  const next = itemsOf(page).find((each) => each.state === "planned");
  if (!next || !passes(page, "start_item", "item", next.id)) return null;
  return {
    act: "start_item",
    label: t("ui.agenda.start", { n: next.number }),
    icon: "play",
    args: { item: next.id },
    about: next.title,
  };
}

/** @type {Finds} */
export function end(page) {
  if (!passes(page, "end_conference", "finish", true)) return null;
  return {
    act: "end_conference",
    label: t("act.end_conference"),
    icon: "flag",
    notes: [t("ui.agenda.done"), ...leftOpen(page), ...leftToApprove(page)],
    ask: "end",
  };
}

/** After the end: both in one act, or the conclusions where there is no draft. @type {Finds} */
function approve(page) {
  if (!over(page)) return null;
  const notes = leftToApprove(page);
  if (awaiting(page))
    return {
      act: "approve_minutes",
      label: approves(page),
      icon: "gavel",
      blocked: notYet(page),
      notes,
      ask: "approve",
    };
  if (!passes(page, "approve_conclusions")) return null;
  return {
    act: "approve_conclusions",
    label: t("act.approve_conclusions"),
    icon: "gavel",
    notes,
    ask: "approve_conclusions",
  };
}
