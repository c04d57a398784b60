/**
 * The line to the server, and what it is worth at this moment.
 *
 * How this works. A socket says hello with the last `seq` seen and is told what it lacks. When
 * it falls silent or closes, another is tried after a jittered wait; for five seconds nobody is
 * told. After three sockets that never got a welcome the view is also asked for over HTTP every
 * three seconds, while sockets go on being tried. A `bye` says when to come back; without a time
 * it is final (signed out, or a page older than the server).
 *
 * Time, chance, sockets and HTTP come in as `outside`, so that tests hold all four.
 */
import { signal } from "@preact/signals";

/** @typedef {import("../contract.js").ToScreen} ToScreen */
/** @typedef {import("../contract.js").FromScreen} FromScreen */
/** @typedef {import("../contract.js").AllFrame | import("../contract.js").PatchFrame} ViewFrame */
/**
 * `starting` and `waiting` are the quiet first seconds; `live` has a socket, `polled` the view
 * over HTTP; `lost` has neither; `over` will not come back by itself, `code` says why.
 * @typedef {object} LineStatus
 * @property {"starting" | "live" | "waiting" | "polled" | "lost" | "over"} state
 * @property {string} code
 * @property {number} heard
 */
/**
 * @typedef {{send(text: string): void, close(): void, onopen: any, onmessage: any, onclose: any,
 *   onerror: any}} SocketLike
 */
/**
 * @typedef {object} Outside
 * @property {() => SocketLike} open a new socket
 * @property {(seen: number | null) => Promise<ViewFrame | {over: string} | null>} poll the HTTP
 *   twin; null when there is no way through
 * @property {() => number} now milliseconds
 * @property {() => number} chance
 * @property {(run: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 */
/** @typedef {ReturnType<typeof createLine>} Line */

export const VERSION = 1;
const QUIET = 5000;
const STEADY = 5000;
const POLL_AFTER = 3;
const POLL_EVERY = 3000;
const ANSWER_WITHIN = 4000;

const FIRST_WAIT = 0.5;
const MOST_WAIT = 15;

/**
 * How long to wait before the n-th try: 0.5 s doubling to 15 s, the latter half by chance.
 * @param {number} attempt from 0
 * @param {number} chance 0 ≤ chance < 1
 * @returns {number} seconds
 */
export function wait(attempt, chance) {
  const full = Math.min(MOST_WAIT, FIRST_WAIT * 2 ** attempt);
  return full / 2 + (full / 2) * chance;
}

/**
 * @param {Outside} outside
 * @param {object} page
 * @param {() => number | null} page.seen
 * @param {(frame: ToScreen) => void} page.onFrame
 * @param {(offset: number) => void} page.onClock
 */
export function createLine(outside, page) {
  /** @type {import("@preact/signals").Signal<LineStatus>} */
  const status = signal({ state: "starting", code: "", heard: outside.now() });
  /** @type {SocketLike | null} */
  let socket = null;
  let welcomed = false;
  /** When it was opened, then when it was welcomed. */
  let since = 0;
  let attempt = 0;
  let failures = 0;
  let beat = 15_000;
  let heard = outside.now();
  let bestTrip = Infinity;
  /** @type {Record<string, any>} */
  const timers = {};

  /** @param {string} name @param {() => void} run @param {number} ms */
  const later = (name, run, ms) => {
    outside.cancel(timers[name]);
    timers[name] = outside.later(run, ms);
  };
  /** @param {...string} names */
  const cancel = (...names) => {
    for (const name of names) {
      outside.cancel(timers[name]);
      timers[name] = undefined;
    }
  };

  /** @param {LineStatus["state"]} state @param {string} [code] */
  const become = (state, code = "") => {
    const was = status.peek();
    if (was.state !== state || was.code !== code) status.value = { state, code, heard };
  };

  const isOver = () => status.peek().state === "over";

  function connect() {
    cancel("retry");
    if (isOver() || socket) return;
    welcomed = false;
    since = outside.now();
    const opened = outside.open();
    socket = opened;
    opened.onopen = () =>
      opened.send(JSON.stringify({ t: "hello", version: VERSION, seen: page.seen() }));
    opened.onmessage = (/** @type {{data: unknown}} */ message) => {
      if (socket === opened && typeof message.data === "string") take(JSON.parse(message.data));
    };
    opened.onclose = () => {
      if (socket === opened) gone(0);
    };
    opened.onerror = () => undefined;
    later("answer", () => gone(0), 2 * ANSWER_WITHIN);
  }

  /** The socket is no more; come back after a while. @param {number} atLeast seconds */
  function gone(atLeast) {
    const closing = socket;
    socket = null;
    closing?.close();
    cancel("beat", "answer");
    if (welcomed && outside.now() - since >= STEADY) attempt = 0;
    failures = welcomed ? 0 : failures + 1;
    if (isOver()) return;
    if (status.peek().state === "live") become("waiting");
    if (!["lost", "polled"].includes(status.peek().state) && !timers.quiet)
      later("quiet", giveNotice, QUIET);
    const seconds = Math.max(atLeast * (1 + outside.chance() / 4), wait(attempt, outside.chance()));
    attempt += 1;
    later("retry", connect, seconds * 1000);
    if (failures >= POLL_AFTER && !timers.poll) poll();
  }

  function giveNotice() {
    cancel("quiet");
    if (["starting", "waiting"].includes(status.peek().state)) become("lost");
  }

  async function poll() {
    later("poll", poll, POLL_EVERY);
    const answer = await outside.poll(page.seen()).catch(() => null);
    if (welcomed || isOver()) return;
    if (answer === null) {
      if (status.peek().state === "polled") become("lost");
    } else if ("over" in answer) {
      end(answer.over);
    } else {
      heard = outside.now();
      page.onFrame(answer);
      cancel("quiet");
      become("polled");
    }
  }

  /** @param {string} code */
  function end(code) {
    become("over", code);
    const closing = socket;
    socket = null;
    closing?.close();
    cancel("beat", "answer", "retry", "poll", "quiet");
  }

  function ping() {
    later("beat", ping, beat);
    if (!timers.answer) later("answer", () => gone(0), Math.max(ANSWER_WITHIN, beat));
    send({ t: "ping", at: outside.now() });
  }

  /** @param {string} server @param {number} sent */
  function setClock(server, sent) {
    const trip = outside.now() - sent;
    if (trip > bestTrip * 1.5 + 20) return;
    bestTrip = Math.min(bestTrip, trip);
    page.onClock(Date.parse(server) + trip / 2 - outside.now());
  }

  /** @param {ToScreen} frame */
  function take(frame) {
    heard = outside.now();
    cancel("answer");
    switch (frame.t) {
      case "welcome":
        welcomed = true;
        since = heard;
        failures = 0;
        bestTrip = Infinity;
        cancel("quiet", "poll");
        beat = Math.max(1, frame.beat) * 1000;
        page.onClock(Date.parse(frame.now) - outside.now());
        become("live");
        ping();
        break;
      case "pong":
        setClock(frame.now, frame.at);
        return;
      case "bye":
        if (frame.retry === undefined || frame.retry === null) end(frame.code);
        else gone(frame.retry);
        return;
      default:
        break;
    }
    page.onFrame(frame);
  }

  /** Whether it went out; without a welcomed socket nothing does. @param {FromScreen} frame */
  function send(frame) {
    if (!socket || !welcomed) return false;
    try {
      socket.send(JSON.stringify(frame));
      return true;
    } catch {
      return false;
    }
  }

  return {
    status,
    start: connect,
    send,
    /** When anything was last heard, milliseconds of our clock. */
    heardAt: () => heard,
    /**
     * The page is looked at again: do not wait. Without a time for an answer (milliseconds) the
     * machine is on the net or off it, and what was open may be dead without a word.
     */
    wake(within = ANSWER_WITHIN) {
      if (isOver()) return;
      if (!within && (welcomed || outside.now() - since > 500)) gone(0);
      attempt = 0;
      if (!socket) connect();
      else if (welcomed) {
        cancel("answer");
        later("answer", () => gone(0), within);
        send({ t: "ping", at: outside.now() });
      }
    },
    /** Ask over HTTP at once, when that is how the view comes. */
    refresh() {
      if (status.peek().state === "polled") void poll();
    },
    /** The server answered by another way that this session is over. @param {string} code */
    end,
    stop() {
      end("stopped");
    },
  };
}
