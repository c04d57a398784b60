/**
 * Acts on their way to the server: a promise per act id, answered `done` or `no`.
 *
 * How this works. An act goes out over the socket. If the line breaks before the answer, the
 * same id goes out again after the next welcome: to the server it is the same act. Vital acts
 * do not wait for the socket: without an answer they are posted, with the same id. After twenty
 * seconds the page is told that nobody answered; the act may still have been taken.
 */

/** @typedef {import("../contract.js").Acts} Acts */
/** @typedef {import("../contract.js").DoneFrame | import("../contract.js").NoFrame} AnswerFrame */
/** @typedef {{ok: true, seq: number, id: string} | {ok: false, code: string, id: string}} Answer */
/** @typedef {<K extends keyof Acts>(name: K, args: Acts[K]) => Promise<Answer>} Act */
/**
 * @typedef {object} Ways
 * @property {(frame: import("../contract.js").DoFrame) => boolean} transmit over the socket; false
 *   when there is none
 * @property {(act: string, id: string, args: unknown) => Promise<AnswerFrame | null>} post the HTTP
 *   twin; null when there is no way through
 * @property {() => string} newId
 * @property {(run: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 * @property {() => boolean} polled whether the view comes over HTTP, so that acts must go that way
 * @property {() => void} [onPosted] an act was taken over HTTP: the view has changed
 */
/**
 * @typedef {object} Pending
 * @property {string} act
 * @property {any} args
 * @property {(answer: Answer) => void} settle
 * @property {boolean} posting
 * @property {any[]} timers
 */

const GIVE_UP = 20_000;
const POST_AFTER = 2500;

/**
 * What keeps a conference going even where sockets are blocked.
 * @type {ReadonlySet<string>}
 */
export const VITAL = new Set([
  "give_floor",
  "take_floor",
  "extend_speech",
  "pause_speech",
  "resume_speech",
  "mute_site",
  "unmute_site",
  "mute_all",
  "undo",
  "redo",
  "call_in_round",
  "call_presenter",
  "skip_in_round",
  "start_round",
  "end_round",
  "start_item",
  "finish_item",
  "open_queue",
  "close_queue",
  "open_lobby",
  "start_conference",
  "call_break",
  "resume_conference",
  "end_conference",
  "ask_to_speak",
  "withdraw",
  "say_ready",
  "pass",
  "check_in",
]);

/** A name that nothing had before; a page at plain http makes no UUIDs. */
export const newId = () =>
  crypto.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** @param {Ways} ways */
export function createSender(ways) {
  /** @type {Map<string, Pending>} */
  const pending = new Map();

  /** @param {string} id @param {Answer} answer */
  function settle(id, answer) {
    const known = pending.get(id);
    if (!known) return;
    pending.delete(id);
    known.timers.forEach(ways.cancel);
    known.settle(answer);
  }

  /** @param {string} id */
  async function post(id) {
    const known = pending.get(id);
    if (!known || known.posting) return;
    known.posting = true;
    const answer = await ways.post(known.act, id, known.args).catch(() => null);
    known.posting = false;
    if (answer) {
      taken(answer);
      ways.onPosted?.();
    } else if (pending.has(id)) {
      known.timers.push(ways.later(() => void post(id), POST_AFTER));
    }
  }

  /** @param {string} id @param {Pending} known */
  function transmit(id, known) {
    return ways.transmit({ t: "do", id, act: known.act, args: known.args });
  }

  /** @param {AnswerFrame} frame */
  function taken(frame) {
    settle(
      frame.id,
      frame.t === "done"
        ? { ok: true, seq: frame.seq, id: frame.id }
        : { ok: false, code: frame.code, id: frame.id },
    );
  }

  return {
    /** @type {Act} */
    act: (name, args) =>
      new Promise((resolve) => {
        const id = ways.newId();
        /** @type {Pending} */
        const known = { act: name, args, settle: resolve, posting: false, timers: [] };
        pending.set(id, known);
        const went = transmit(id, known);
        known.timers.push(
          ways.later(() => settle(id, { ok: false, code: "not_connected", id }), GIVE_UP),
        );
        if (!VITAL.has(name) && !ways.polled()) return;
        if (went) known.timers.push(ways.later(() => void post(id), POST_AFTER));
        else void post(id);
      }),

    /** An answer has arrived. */
    taken,

    /** The line is back: whatever has no answer goes out again under its own id. */
    retry() {
      for (const [id, known] of pending) transmit(id, known);
    },

    /** The view comes over HTTP, so acts go that way. */
    postAll() {
      for (const id of pending.keys()) void post(id);
    },

    waiting: () => pending.size,
  };
}
