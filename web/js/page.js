/**
 * Where a live page comes together: what the server wrote into it, the line, the view, the
 * clock, the words. A screen is a component that is given this; it is drawn into `#live` in
 * place of the forms that work without script.
 */
import { effect, signal } from "@preact/signals";
import { h, render } from "preact";

import { keepFocus } from "./focus.js";
import { useZone } from "./format.js";
import { fetchLater } from "./later.js";
import { looksOn } from "./lead.js";
import { createSender, newId } from "./live/send.js";
import { createLine } from "./live/socket.js";
import { apply as applyLook } from "./look.js";
import { offset, startClock, tick } from "./state/now.js";
import { createStore } from "./state/store.js";
import { allWords, fetchWords, refusal, t } from "./words.js";

/** @typedef {import("./contract.js").Role} Role */
/**
 * What the server wrote into `<script type="application/json" id="page">`.
 * @typedef {object} Written
 * @property {string} screen
 * @property {string} meeting
 * @property {Role} role
 * @property {string | null} [site]
 * @property {string} name
 * @property {string} [login] of whoever signed in
 * @property {string} csrf
 * @property {number} seq
 * @property {string} now
 * @property {Record<string, unknown>} view
 * @property {string} words where all of them are
 * @property {boolean} [lean] whether the view is without what is opened later
 * @property {string} lang
 * @property {string} [phone] the hall's
 * @property {{login: string, name: string}[]} [deputies] to whom the chair may hand the console
 * @property {boolean} [media] whether there is a media server
 * @property {boolean} [looks] whether its reader looks at sites beside the stage
 */
/** @typedef {"ok" | "info" | "warn" | "bad"} Tone */
/** @typedef {{id: number, tone: Tone, text: string}} Toast */
/** @typedef {ReturnType<typeof open>} Page */

/** Milliseconds; what went wrong is given time to be read. */
const TOAST_FOR = { ok: 7000, info: 7000, warn: 12_000, bad: 15_000 };

/** @param {Written} written */
function open(written) {
  const store = createStore(written.view, written.seq);
  offset.value = Date.parse(written.now) - Date.now();
  useZone(store.get("conference")?.timezone ?? "Asia/Ho_Chi_Minh");

  const base = `/conferences/${encodeURIComponent(written.meeting)}`;
  const toasts = signal(/** @type {readonly Toast[]} */ ([]));
  let toastNo = 0;
  /** @type {Set<(frame: import("./contract.js").ToScreen) => void>} of parts that come later */
  const ears = new Set();

  /** @param {number} id */
  const dismiss = (id) => {
    toasts.value = toasts.peek().filter((toast) => toast.id !== id);
  };

  /**
   * One quiet notice; the same words are not said twice at once.
   * @param {Tone} tone
   * @param {string} text
   */
  const say = (tone, text) => {
    const id = ++toastNo;
    toasts.value = [
      ...toasts
        .peek()
        .filter((toast) => toast.text !== text)
        .slice(-2),
      { id, tone, text },
    ];
    setTimeout(() => dismiss(id), TOAST_FOR[tone]);
  };

  const line = createLine(
    {
      open: () => {
        const scheme = location.protocol === "https:" ? "wss:" : "ws:";
        return new WebSocket(`${scheme}//${location.host}${base}/live`);
      },
      poll: async (seen) => {
        const answer = await fetch(`${base}/view${seen === null ? "" : `?seen=${seen}`}`, {
          headers: { Accept: "application/json" },
          credentials: "same-origin",
        });
        if (answer.status === 401 || answer.status === 403) return { over: "session_ended" };
        return answer.ok ? await answer.json() : null;
      },
      now: Date.now,
      chance: Math.random,
      later: (run, ms) => setTimeout(run, ms),
      cancel: (timer) => clearTimeout(timer),
    },
    {
      seen: () => store.seq.peek(),
      onClock: (value) => {
        offset.value = value;
        tick();
      },
      onFrame: (frame) => {
        switch (frame.t) {
          case "all":
          case "patch":
            store.apply(frame);
            break;
          case "done":
          case "no":
            sender.taken(frame);
            break;
          case "welcome":
            sender.retry();
            break;
          case "error":
            console.warn("the server could not take a frame:", frame.code, frame.detail);
            break;
          default:
            break;
        }
        ears.forEach((ear) => ear(frame));
      },
    },
  );

  const sender = createSender({
    transmit: line.send,
    post: async (act, id, args) => {
      const answer = await fetch(`${base}/acts/${act}`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRF": written.csrf,
        },
        credentials: "same-origin",
        body: JSON.stringify({ id, args }),
      });
      if (answer.status === 401) {
        line.end("session_ended");
        return { t: "no", id, code: "session_ended" };
      }
      const frame = await answer.json().catch(() => null);
      if (frame?.t === "done" || frame?.t === "no") return { ...frame, id };
      if (frame?.t === "error" && frame.code) return { t: "no", id, code: frame.code };
      return null;
    },
    newId,
    later: (run, ms) => setTimeout(run, ms),
    cancel: (timer) => clearTimeout(timer),
    polled: () => line.status.peek().state === "polled",
    onPosted: () => line.refresh(),
  });

  /**
   * Do an act and say what came of it when it was refused.
   * @type {import("./live/send.js").Act}
   */
  const act = async (name, args) => {
    const answer = await tryAct(name, args);
    if (!answer.ok && answer.code !== "already_done") say("bad", refusal(answer.code));
    return answer;
  };

  /** Why nothing can be sent now; empty when it can. */
  const offline = () => {
    switch (line.status.value.state) {
      case "lost":
        return t("ui.line.blocked");
      case "over":
        return refusal(line.status.value.code);
      default:
        return "";
    }
  };

  /** The same, leaving a refusal to the asker. @type {import("./live/send.js").Act} */
  const tryAct = async (name, args) => {
    const answer = await sender.act(name, args);
    if (!answer.ok) await allWords().catch(() => undefined);
    return answer;
  };

  /** @type {Promise<void> | null} */
  let rest = null;
  /** What the view was written without, when it is first opened or once nobody waits. */
  const fill = async () => {
    if (!written.lean) return;
    rest ??= fetch(`${base}/view/rest`, { credentials: "same-origin" })
      .then((answer) => answer.json())
      .then(({ seq, set }) => {
        if (seq < written.seq) throw new Error("of before this page");
        store.fill(set);
      });
    await rest.catch(() => {
      rest = null;
    });
  };

  return {
    ...written,
    store,
    fill,
    line,
    ears,
    act,
    tryAct,
    toasts,
    say,
    dismiss,
    offline,
    /** Why nothing can be pressed now, at a console that only looks on too; empty when it can. */
    blocked: () => offline() || looksOn({ ...written, store }),
  };
}

/** From the moment a screen is live until what may be opened later is fetched, milliseconds. */
const UNHURRIED = 2000;

/** What a field lacks, in the language of the page; without them the browser says it in its own. */
const wordsOfFields = () => import("./amiss.js").catch(() => undefined);

/**
 * Draw a screen. Without words there is none: the page keeps its forms, which have theirs.
 * @param {import("preact").ComponentType<{page: Page}>} Screen
 */
export async function start(Screen) {
  const live = document.getElementById("live");
  const source = document.getElementById("page");
  if (!live || !source) return;
  /** @type {Written} */
  const written = JSON.parse(source.textContent ?? "{}");
  await fetchWords(written.words, written.lang, written.screen);
  const page = open(written);

  applyLook();
  startClock();
  // Drawn aside first: if that fails, the page keeps its forms.
  const drawn = document.createElement("div");
  render(h(Screen, { page }), drawn);
  live.replaceChildren(drawn);
  keepFocus(live);
  page.line.start();

  window.ononline = window.onoffline = () => page.line.wake(0);
  addEventListener("pageshow", (event) => event.persisted && page.line.wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") page.line.wake();
  });
  effect(() => {
    document.documentElement.dataset.line = page.line.status.value.state;
  });
  let unhurried = false;
  effect(() => {
    if (unhurried || !["live", "polled"].includes(page.line.status.value.state)) return;
    unhurried = true;
    setTimeout(() => void page.fill().then(fetchLater).then(wordsOfFields), UNHURRIED);
  });
}
