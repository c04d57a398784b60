/**
 * One screen over the live socket: it keeps the view, answers beats, and comes back by itself.
 * Written from docs/protocol.md and from nothing else.
 */
import { Refused } from "./door.js";

/**
 * @typedef {object} Waiting
 * @property {{act: string}} frame
 * @property {(frame: any) => void} done
 * @property {(refusal: Refused) => void} no
 */

export class Screen {
  /** @type {Record<string, any>} */
  view = {};
  /** @type {number | null} */
  seq = null;
  /** @type {any} */
  welcome = null;
  lines = 0;
  /** @type {Map<string, Waiting>} */
  #unanswered = new Map();
  /** @type {Set<() => void>} */
  #waiters = new Set();
  /** @type {any} */
  #socket = null;
  /** @type {any} */
  #beat = null;
  #left = false;

  /** @param {import("./door.js").Session} session @param {string} meeting */
  constructor(session, meeting) {
    this.session = session;
    this.address = `${session.base.replace("http", "ws")}/conferences/${meeting}/live`;
    this.#open();
  }

  /** The values of a family by what stands behind the slash. @param {string} name */
  family(name) {
    const own = Object.entries(this.view).filter(([key]) => key.startsWith(`${name}/`));
    return Object.fromEntries(own.map(([key, value]) => [key.slice(name.length + 1), value]));
  }

  /**
   * Until something true is seen.
   * @template Found
   * @param {(view: Record<string, any>) => Found} seen
   * @returns {Promise<Found>}
   */
  async until(seen) {
    for (;;) {
      const found = this.seq !== null && seen(this.view);
      if (found) return found;
      await new Promise((resolve) => this.#waiters.add(() => resolve(undefined)));
    }
  }

  /**
   * The frame `done`; what was refused is thrown.
   * @param {string} act
   * @param {object} [args]
   * @param {string} [id]
   * @returns {Promise<{id: string, seq: number}>}
   */
  do(act, args = {}, id = crypto.randomUUID()) {
    const frame = { t: "do", id, act, args };
    return new Promise((done, no) => {
      this.#unanswered.set(id, { frame, done, no });
      this.#say(frame);
    });
  }

  /** The line is cut while an act is on its way. */
  cut() {
    this.#socket?.close();
  }

  leave() {
    this.#left = true;
    this.cut();
  }

  #open() {
    const how = { headers: { Cookie: this.session.cookie } };
    // The browsers' own type knows no headers; a program's does.
    const socket = new WebSocket(this.address, /** @type {any} */ (how));
    this.#socket = socket;
    socket.onopen = () => {
      this.lines += 1;
      this.#say(this.seq === null ? { t: "hello" } : { t: "hello", seen: this.seq });
      for (const waiting of this.#unanswered.values()) this.#say(waiting.frame);
    };
    socket.onmessage = (/** @type {any} */ event) => this.#take(JSON.parse(event.data));
    socket.onclose = () => {
      clearInterval(this.#beat);
      if (!this.#left) setTimeout(() => this.#open(), 500 * (0.5 + Math.random() / 2));
    };
  }

  /** Without a line the next one says it again. @param {object} frame */
  #say(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** @param {any} frame */
  #take(frame) {
    switch (frame.t) {
      case "welcome":
        this.welcome = frame;
        this.#beat = setInterval(() => this.#say({ t: "ping", at: Date.now() }), frame.beat * 1000);
        break;
      case "all":
        this.view = frame.set;
        this.#moved(frame);
        break;
      case "patch":
        for (const [key, value] of Object.entries(frame.set ?? {})) this.view[key] = value;
        for (const key of frame.drop ?? []) delete this.view[key];
        this.#moved(frame);
        break;
      case "done":
        this.#answered(frame.id)?.done(frame);
        break;
      case "no":
        this.#refused(frame);
        break;
      case "bye":
        this.#left ||= frame.retry === undefined;
        break;
    }
  }

  /** @param {{seq: number}} frame */
  #moved({ seq }) {
    this.seq = seq;
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const tell of waiters) tell();
  }

  /** @param {{id: string, code: string, detail?: string}} frame */
  #refused({ id, code, detail = "" }) {
    const waiting = this.#answered(id);
    waiting?.no(new Refused(code, `${waiting.frame.act} ${detail}`));
  }

  /** @param {string} id */
  #answered(id) {
    const waiting = this.#unanswered.get(id);
    this.#unanswered.delete(id);
    return waiting;
  }
}
