/**
 * The chair's console: one glance, one press. Agenda, floor, wall and queue stand side by side;
 * every act that concerns the speaker says whom the chair believes to be speaking.
 */
import { h } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { Confirm, Dialog } from "../components/dialog/dialog.js";
import { clock, upcoming } from "../format.js";
import { html } from "../html.js";
import { later } from "../later.js";
import { start } from "../page.js";
import { second } from "../state/now.js";
import { refusal, t } from "../words.js";
import { AgendaPart } from "./parts/agenda.js";
import { AskFor, FormDialog } from "./parts/ask.js";
import { FloorPart, NextPart } from "./parts/floor.js";
import { Frame, itemsOf } from "./parts/frame.js";
import { typing } from "./parts/help.js";
import { openIncidents, openVote } from "./parts/open.js";
import { QueuePart, QueueTotalPart, useArrivals } from "./parts/queue.js";
import { targetsOf } from "./parts/targets.js";
import { WallPart } from "./parts/wall.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../contract.js").RequestView} RequestView */
/**
 * @typedef {"end" | "cancel" | "reopen" | "hand" | "add" | "break" | "close_queue" | "extend"}
 *   Question
 */
/**
 * What is asked about a card: why it goes, or who will speak.
 * @typedef {{what: "remove" | "invite" | "name", request: RequestView}} OfCard
 */

const ApprovePart = later(() => import("./parts/papers.js").then((part) => part.ApprovePart));
const IncidentsPart = later(() => import("./parts/messages.js").then((part) => part.IncidentsPart));
const MessagesPart = later(() => import("./parts/messages.js").then((part) => part.MessagesPart));
const OpinionsPart = later(() => import("./parts/opinions.js").then((part) => part.OpinionsPart));
const RequestForm = later(() =>
  import("../components/request-form/request-form.js").then((part) => part.RequestForm),
);
const RoundBoard = later(() =>
  import("../components/round-board/round-board.js").then((part) => part.RoundBoard),
);
const SitePanel = later(() => import("./parts/site-panel.js").then((part) => part.SitePanel));
const VotesPart = later(() => import("./parts/votes.js").then((part) => part.VotesPart));

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Everything the console can do by one press. @param {Page} page */
function conduct(page) {
  const { store, act } = page;
  const speech = () => store.get("floor")?.speech ?? null;
  const believes = () => speech()?.no ?? null;
  return {
    /** The next of the round, else the first of the queue. */
    next: () => {
      if (store.get("round")?.states.includes("to_come"))
        return act("call_in_round", { believes: believes() });
      const current = store.get("agenda")?.current;
      const first = current ? store.get("queue", current)?.order?.[0] : undefined;
      return first
        ? act("give_floor", { request: first, believes: believes() })
        : page.say("info", refusal("nobody_to_call"));
    },
    end: () => {
      const now = speech();
      return now && act("take_floor", { speech: now.no });
    },
    more: () => {
      const now = speech();
      return now && act("extend_speech", { speech: now.no, seconds: 60 });
    },
    pause: () => {
      const now = speech();
      return now && act(now.paused_at ? "resume_speech" : "pause_speech", { speech: now.no });
    },
    undo: () => {
      const last = store.get("floor")?.last;
      return last && act("undo_speech", { speech: last });
    },
  };
}

/** @param {import("preact").ComponentChildren} part */
const scrolled = (part) => html`<div class="pane-scroll">${part}</div>`;

/** @param {{page: Page}} props */
function Chair({ page }) {
  const { store } = page;
  const [picked, pick] = useState(/** @type {string | null} */ (null));
  const [question, ask] = useState(/** @type {Question | null} */ (null));
  const [card, askOf] = useState(/** @type {OfCard | null} */ (null));
  const [tab, show] = useState(
    /** @type {"wall" | "round" | "votes" | "papers" | "words" | null} */ (null),
  );
  const does = useMemo(() => conduct(page), [page]);
  const phase = store.get("conference")?.phase;
  const round = store.get("round");
  const over = phase === "ended" || phase === "closed";
  const shown = tab ?? (over ? "papers" : round ? "round" : "wall");
  useArrivals(page);
  useKeys(does);

  return h(Frame, {
    page,
    children: html`
      <div class="console">
        <section class="console-agenda pane" aria-label=${t("ui.agenda.title")}>
          <div class="pane-scroll">${h(AgendaPart, { page, conducts: true })}</div>
          <div class="pane-foot">${h(Life, { page, ask })}</div>
        </section>
        <section class="console-floor pane" aria-label=${t("ui.floor.title")}>
          ${h(FloorControls, { page, does, ask })}
        </section>
        <section class="console-wall pane" aria-label=${t("ui.wall.title")}>
          ${h(Tabs, { page, shown, show })}
          <div class="pane-body">
            ${shown === "wall" && h(WallPart, { page, onPick: pick })}
            ${shown === "round" && h(RoundPart, { page })}
            ${shown === "votes" && scrolled(h(VotesPart, { page, conducts: true }))}
            ${shown === "papers" && scrolled(h(ApprovePart, { page }))}
            ${
              shown === "words" &&
              html`<div class="pane-scroll columns">
                <section><h2>${t("ui.message.title")}</h2>${h(MessagesPart, { page })}</section>
                <section><h2>${t("ui.incident.title")}</h2>${h(IncidentsPart, { page })}</section>
                <section><h2>${t("ui.opinion.title")}</h2>${h(OpinionsPart, { page })}</section>
              </div>`
            }
          </div>
        </section>
        <section class="console-queue pane" aria-label=${t("ui.queue.title")}>
          ${h(Queue, { page, does, ask, askOf })}
        </section>
      </div>
      ${picked && h(SitePanel, { page, code: picked, as: "chair", onClose: () => pick(null) })}
      ${card && h(CardQuestion, { page, card, onClose: () => askOf(null) })}
      ${question && h(Questions, { page, question, onClose: () => ask(null) })}
    `,
  });
}

/**
 * @param {{page: Page, does: ReturnType<typeof conduct>, ask: (question: Question) => void}} props
 */
function FloorControls({ page, does, ask }) {
  const floor = page.store.get("floor");
  const speech = floor?.speech;
  const blocked = page.blocked();
  const none = blocked || (speech ? "" : t("ui.floor.free"));
  return html`<div class="floor-and-next">
    ${h(FloorPart, { page })}
    <div class="floor-acts row">
      ${h(Button, {
        label: t("ui.floor.end"),
        icon: "mic-off",
        hotkey: "E",
        blocked: none,
        onPress: does.end,
      })}
      <div class="split">
        ${h(Button, {
          label: t("ui.floor.more"),
          icon: "plus",
          hotkey: "+",
          blocked: none,
          onPress: does.more,
        })}
        ${h(Button, {
          label: t("ui.floor.more_any"),
          icon: "chevron-down",
          bare: true,
          blocked: none,
          onPress: () => ask("extend"),
        })}
      </div>
      ${
        speech?.paused_at
          ? h(Button, {
              label: t("ui.floor.resume"),
              icon: "play",
              hotkey: "P",
              blocked: none,
              onPress: does.pause,
            })
          : h(Button, {
              label: t("ui.floor.pause"),
              icon: "pause",
              hotkey: "P",
              blocked: none,
              onPress: does.pause,
            })
      }
      ${h(Button, {
        label: t("ui.floor.undo"),
        icon: "undo-2",
        hotkey: "U",
        blocked: blocked || (floor?.last ? "" : t("ui.floor.no_undo")),
        onPress: does.undo,
      })}
    </div>
    ${(floor?.interrupted ?? []).map(
      (each) => html`<p key=${each.no} class="row notice warn interrupted">
        ${t("ui.floor.interrupted", { who: each.speaker })}
        ${h(Button, {
          label: t("act.resume_speech"),
          icon: "play",
          look: "small",
          blocked,
          onPress: () => page.act("resume_speech", { speech: each.no }),
        })}
      </p>`,
    )}
    ${h(NextPart, { page })}
  </div>`;
}

/** @param {{page: Page, shown: string, show: (tab: any) => void}} props */
function Tabs({ page, shown, show }) {
  const open = openIncidents(page);
  const round = page.store.get("round");
  const vote = openVote(page);
  const tabs = /** @type {const} */ ([
    ["wall", t("ui.tab.wall")],
    ...(round ? [/** @type {const} */ (["round", t("ui.tab.round")])] : []),
    [
      "votes",
      vote ? t("ui.tab.votes_open", { n: vote.cast ?? 0, of: vote.electors }) : t("ui.tab.votes"),
    ],
    ["words", open ? t("ui.tab.words_open", { n: open }) : t("ui.tab.words")],
    ["papers", t("ui.tab.papers")],
  ]);
  return html`<div class="tabs" role="group" aria-label=${t("ui.tab.title")}>
    ${tabs.map(
      ([name, words]) => html`<button
        key=${name}
        type="button"
        class="tab"
        aria-pressed=${String(shown === name)}
        onClick=${() => show(name)}
      >
        ${words}
      </button>`,
    )}
  </div>`;
}

/** @param {{page: Page}} props */
function RoundPart({ page }) {
  const round = page.store.get("round");
  if (!round) return html`<p class="empty">${refusal("no_round")}</p>`;
  const believes = () => page.store.get("floor")?.speech?.no ?? null;
  return h(RoundBoard, {
    round,
    blocked: page.blocked(),
    acts: {
      onCall: (site) => page.act("call_in_round", { site, believes: believes() }),
      onSkip: (site) => page.act("skip_in_round", { site }),
    },
  });
}

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {ReturnType<typeof conduct>} props.does
 * @param {(question: Question) => void} props.ask
 * @param {(card: OfCard) => void} props.askOf
 */
function Queue({ page, does, ask, askOf }) {
  const { store, act } = page;
  const current = store.get("agenda")?.current;
  const item = current ? store.get("item", current) : undefined;
  const queue = current ? store.get("queue", current) : undefined;
  const round = store.get("round");
  const speaking = !!store.get("floor")?.speech;
  const running = store.get("conference")?.phase === "running";
  const blocked = page.blocked();
  const acts = useMemo(() => {
    const believes = () => store.get("floor")?.speech?.no ?? null;
    const version = () => {
      const id = store.get("agenda")?.current;
      return id ? (store.get("queue", id)?.version ?? 0) : 0;
    };
    return {
      onMove: (/** @type {string} */ request, /** @type {string | null} */ before) =>
        act("move_request", { request, before, version: version() }),
      onInvite: (/** @type {{id: string}} */ request) =>
        act("give_floor", { request: request.id, believes: believes() }),
      onInviteAs: (/** @type {RequestView} */ request) => askOf({ what: "invite", request }),
      onName: (/** @type {RequestView} */ request) => askOf({ what: "name", request }),
      onRemove: (/** @type {RequestView} */ request) => askOf({ what: "remove", request }),
      ...(speaking
        ? {
            onInterject: (/** @type {{id: string}} */ request) =>
              act("give_floor", { request: request.id, believes: believes(), interject: true }),
          }
        : {}),
    };
  }, [page, speaking, askOf]);

  if (!item || !queue) return html`<div class="pane-scroll">${h(NextItem, { page })}</div>`;
  const waiting = (queue.order ?? []).length;
  const toCall = round?.states.includes("to_come");
  return html`
    <header class="pane-head">
      <h2>
        ${t("ui.queue.of", { n: item.number })} <span class=${`mark ${queue.open ? "ok" : "warn"}`}>
          ${
            !queue.open
              ? t("ui.queue.closed")
              : queue.closes_at
                ? t("ui.queue.closes", { time: clock(queue.closes_at) })
                : t("ui.queue.open")
          }
        </span>
      </h2>
      ${
        queue.open
          ? html`<div class="split">
            ${h(Button, {
              label: t("ui.queue.close"),
              look: "small",
              blocked,
              onPress: () => act("close_queue", { item: item.id }),
            })}
            ${h(Button, {
              label: t("ui.queue.close_at"),
              icon: "clock",
              bare: true,
              look: "small",
              blocked,
              onPress: () => ask("close_queue"),
            })}
          </div>`
          : h(Button, {
              label: t("ui.queue.reopen"),
              look: "small",
              blocked,
              onPress: () => act("open_queue", { item: item.id }),
            })
      }
    </header>
    <div class="pane-scroll">${h(QueuePart, { page, acts, hall: true })}</div>
    <div class="pane-foot stack tight">
      ${h(Button, {
        label: toCall ? t("act.call_in_round") : t("ui.queue.next"),
        icon: "mic",
        look: "primary big wide",
        hotkey: "Space",
        blocked:
          blocked ||
          (!running ? refusal("wrong_phase") : waiting || toCall ? "" : refusal("nobody_to_call")),
        onPress: does.next,
      })}
      ${h(QueueTotalPart, { page })}
      <div class="row">
        ${
          round
            ? h(Button, {
                label: t("act.end_round"),
                look: "small",
                blocked,
                onPress: () => act("end_round", {}),
              })
            : [
                h(Button, {
                  label: t("act.start_round"),
                  icon: "list",
                  look: "small",
                  blocked,
                  onPress: () => act("start_round", { scope: "all" }),
                }),
                h(Button, {
                  label: t("ui.round.unspoken"),
                  look: "small",
                  blocked,
                  onPress: () => act("start_round", { scope: "unspoken" }),
                }),
              ]
        }
        ${h(Button, {
          label: t("ui.queue.add"),
          icon: "plus",
          look: "small",
          blocked,
          onPress: () => ask("add"),
        })}
      </div>
    </div>
  `;
}

/** What there is to do where a queue would stand. @type {Record<string, string>} */
const WAITS_FOR = {
  announced: "ui.empty.announced",
  lobby: "ui.empty.lobby",
  break: "ui.empty.break",
  ended: "ui.empty.ended",
};

/** No item is current: the one press is to start the next. @param {{page: Page}} props */
function NextItem({ page }) {
  const phase = page.store.get("conference")?.phase;
  const next = itemsOf(page).find((each) => each.state === "planned");
  if (phase !== "running" || !next)
    return html`<p class="empty">
      ${t(phase === "running" ? "ui.agenda.done" : (WAITS_FOR[phase ?? ""] ?? "ui.queue.later"))}
    </p>`;
  return html`<div class="stack">
    <p>${t("ui.agenda.next")} <strong>${next.number}. ${next.title}</strong></p>
    ${h(Button, {
      label: t("ui.agenda.start", { n: next.number }),
      icon: "play",
      look: "primary big wide",
      blocked: page.blocked(),
      onPress: () => page.act("start_item", { item: next.id }),
    })}
  </div>`;
}

/**
 * What may be done to the conference itself now.
 * @param {{page: Page, ask: (question: Question) => void}} props
 */
function Life({ page, ask }) {
  const { store, act } = page;
  const phase = store.get("conference")?.phase;
  const counts = store.get("counts");
  const console = store.get("console");
  const blocked = page.blocked();
  const missing = (counts?.sites ?? 0) - (counts?.checked_in ?? 0);
  const hand = console?.deputy
    ? html`<p class="row">
      ${t(console.until ? "ui.life.deputy_until" : "ui.life.deputy", {
        who: console.deputy,
        time: console.until ? clock(console.until) : "",
      })} ${h(Button, {
        label: t("act.take_console_back"),
        look: "small",
        blocked,
        onPress: () => act("take_console_back", {}),
      })}
    </p>`
    : (page.deputies ?? []).length > 0 &&
      h(Button, {
        label: t("act.hand_console"),
        look: "small quiet",
        blocked,
        onPress: () => ask("hand"),
      });
  switch (phase) {
    case "draft":
    case "announced":
      return html`<div class="row">
        ${
          phase === "announced" &&
          h(Button, {
            label: t("act.open_lobby"),
            icon: "users",
            look: "primary",
            blocked,
            onPress: () => act("open_lobby", {}),
          })
        }
        ${h(Button, {
          label: t("act.cancel_conference"),
          look: "small quiet",
          blocked,
          onPress: () => ask("cancel"),
        })}
      </div>`;
    case "lobby":
      return html`<div class="stack tight">
        <p>${missing ? t("ui.life.missing", { n: missing }) : t("ui.life.all_in")}</p>
        ${h(Button, {
          label: t("act.start_conference"),
          icon: "play",
          look: "primary big wide",
          blocked,
          onPress: () => act("start_conference", {}),
        })}
        <div class="row">
          ${hand}
          ${h(Button, {
            label: t("act.cancel_conference"),
            look: "small quiet",
            blocked,
            onPress: () => ask("cancel"),
          })}
        </div>
      </div>`;
    case "running":
      return html`<div class="row">
        ${h(Button, {
          label: t("act.call_break"),
          icon: "pause",
          look: "small",
          blocked,
          onPress: () => ask("break"),
        })}
        ${h(Button, {
          label: t("act.end_conference"),
          look: "small",
          blocked,
          onPress: () => ask("end"),
        })}
        ${hand}
      </div>`;
    case "break":
      return html`<div class="stack tight">
        ${
          store.get("conference")?.break_until &&
          html`<p>
            ${t("ui.hall.back_at", { time: clock(store.get("conference")?.break_until ?? 0) })}
          </p>`
        }
        ${h(Button, {
          label: t("act.resume_conference"),
          icon: "play",
          look: "primary big wide",
          blocked,
          onPress: () => act("resume_conference", {}),
        })}
        ${hand}
      </div>`;
    case "ended":
      return html`<div class="row">
        ${h(Button, {
          label: t("act.reopen_conference"),
          look: "small quiet",
          blocked,
          onPress: () => ask("reopen"),
        })}
      </div>`;
    default:
      return null;
  }
}

/** @param {{page: Page, question: Question, onClose: () => void}} props */
function Questions({ page, question, onClose }) {
  const { store, act } = page;
  switch (question) {
    case "end":
      return h(Confirm, {
        title: t("ui.life.end"),
        text: t("ui.life.end_words"),
        label: t("act.end_conference"),
        onClose,
        onYes: () => act("end_conference", {}),
      });
    case "cancel":
      return h(AskFor, {
        title: t("ui.life.cancel"),
        field: t("ui.reason"),
        label: t("act.cancel_conference"),
        onClose,
        onDone: (reason) => page.tryAct("cancel_conference", { reason }),
      });
    case "reopen":
      return h(AskFor, {
        title: t("act.reopen_conference"),
        field: t("ui.reason"),
        label: t("act.reopen_conference"),
        onClose,
        onDone: (reason) => page.tryAct("reopen_conference", { reason }),
      });
    case "hand":
      return h(FormDialog, {
        title: t("act.hand_console"),
        text: t("ui.life.hand_words"),
        label: t("act.hand_console"),
        onClose,
        fields: [
          {
            name: "login",
            label: t("ui.life.hand_name"),
            required: true,
            options: (page.deputies ?? []).map((each) => ({ value: each.login, words: each.name })),
            value: page.deputies?.[0]?.login ?? "",
          },
          {
            name: "until",
            label: t("ui.life.hand_until"),
            kind: "time",
            value: clock(second.peek() + HOUR),
            required: true,
          },
        ],
        onDone: ({ login = "", until = "" }) =>
          page.tryAct("hand_console", {
            login,
            name: page.deputies?.find((each) => each.login === login)?.name ?? login,
            until: upcoming(until, second.peek()),
          }),
      });
    case "break":
      return h(FormDialog, {
        title: t("act.call_break"),
        text: t("ui.life.break_words"),
        label: t("act.call_break"),
        onClose,
        fields: [
          {
            name: "until",
            label: t("ui.life.break_until"),
            kind: "time",
            value: clock(second.peek() + 15 * MINUTE),
          },
        ],
        onDone: ({ until = "" }) =>
          page.tryAct("call_break", until ? { until: upcoming(until, second.peek()) } : {}),
      });
    case "close_queue": {
      const item = store.get("agenda")?.current ?? "";
      return h(FormDialog, {
        title: t("ui.queue.close_at"),
        label: t("ui.queue.close_at"),
        onClose,
        fields: [
          {
            name: "at",
            label: t("ui.queue.closes_at"),
            kind: "time",
            value: clock(second.peek() + 10 * MINUTE),
            required: true,
          },
        ],
        onDone: ({ at = "" }) =>
          page.tryAct("close_queue", { item, closes_at: upcoming(at, second.peek()) }),
      });
    }
    case "extend": {
      const speech = store.get("floor")?.speech;
      if (!speech) return null;
      return h(FormDialog, {
        title: t("ui.floor.more_any"),
        text: speech.speaker,
        label: t("ui.floor.more_any"),
        onClose,
        fields: [
          {
            name: "minutes",
            label: t("ui.me.minutes"),
            kind: "number",
            min: 1,
            max: 60,
            value: "3",
            required: true,
          },
        ],
        onDone: ({ minutes = "" }) =>
          page.tryAct("extend_speech", { speech: speech.no, seconds: 60 * Number(minutes) }),
      });
    }
    case "add": {
      const current = store.get("agenda")?.current;
      const kinds = (current ? store.get("item", current)?.kinds : undefined) ?? [];
      return h(Dialog, {
        title: t("ui.queue.add_title"),
        onClose,
        children: h(RequestForm, {
          kinds,
          sites: store.each("site"),
          blocked: page.blocked(),
          ...targetsOf(page),
          onAsk: (wish) =>
            page.tryAct("ask_to_speak", wish).then((answer) => {
              if (answer.ok) onClose();
              return answer;
            }),
        }),
      });
    }
    default:
      return null;
  }
}

/**
 * What is asked about a card of the queue.
 * @param {{page: Page, card: OfCard, onClose: () => void}} props
 */
function CardQuestion({ page, card, onClose }) {
  const { store, tryAct } = page;
  const [believes] = useState(store.get("floor")?.speech?.no ?? null);
  const { request, what } = card;
  const names = request.site
    ? (store.get("roster", request.site)?.delegates ?? []).map((each) => each.name)
    : [];
  const who = {
    name: "delegate",
    label: t("ui.ask.delegate"),
    value: request.delegate ?? "",
    required: true,
    suggested: names,
  };
  switch (what) {
    case "remove":
      return h(AskFor, {
        title: t("act.remove_request"),
        text: request.speaker,
        field: t("ui.reason"),
        label: t("act.remove_request"),
        onClose,
        onDone: (reason) => tryAct("remove_request", { request: request.id, reason }),
      });
    case "invite":
      return h(FormDialog, {
        title: t("act.give_floor"),
        text: request.speaker,
        fields: [who],
        label: t("act.give_floor"),
        onClose,
        onDone: ({ delegate = "" }) =>
          tryAct("give_floor", { request: request.id, believes, delegate }),
      });
    default:
      return h(FormDialog, {
        title: t("act.name_speaker"),
        text: request.speaker,
        fields: [who],
        label: t("act.name_speaker"),
        onClose,
        onDone: ({ delegate = "" }) => tryAct("name_speaker", { request: request.id, delegate }),
      });
  }
}

/** @param {ReturnType<typeof conduct>} does */
function useKeys(does) {
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      const run = actOf(event, does);
      if (!run) return;
      event.preventDefault();
      if (!event.repeat) run();
    };
    // A pressed button does not keep the focus of a mouse, so that Space stays "next".
    const onClick = (/** @type {MouseEvent} */ event) => {
      if (event.detail > 0 && event.target instanceof Element) {
        const button = event.target.closest(".console button");
        if (button instanceof HTMLElement) button.blur();
      }
    };
    addEventListener("keydown", onKey);
    addEventListener("click", onClick);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("click", onClick);
    };
  }, [does]);
}

/**
 * What a key does here; nothing while somebody writes, or a sheet is open.
 * @param {KeyboardEvent} event
 * @param {ReturnType<typeof conduct>} does
 */
function actOf(event, does) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return null;
  const at = event.target instanceof Element ? event.target : null;
  switch (event.key) {
    case " ":
      return at?.closest("button, a, summary") ? null : does.next;
    case "e":
    case "E":
      return does.end;
    case "+":
    case "=":
      return does.more;
    case "p":
    case "P":
      return does.pause;
    case "u":
    case "U":
      return does.undo;
    case "/":
      return () => document.getElementById("wall-find")?.focus();
    default:
      return null;
  }
}

start(Chair);
