/** A page before its camera: its lines, with connections, a socket and time that tests hold. */
import assert from "node:assert/strict";

import { createLines } from "../../../web/js/media/lines.js";

/** A connection that agrees to everything. */
class Peer {
  constructor() {
    this.iceGatheringState = "complete";
    this.connectionState = "new";
    /** @type {any} */
    this.localDescription = null;
    /** @type {any[]} */
    this.offered = [];
    /** @type {any} */
    this.onconnectionstatechange = null;
    this.restarted = 0;
  }
  restartIce() {
    this.restarted += 1;
  }
  /** @param {any} what */
  addTransceiver(what) {
    this.offered.push(what);
  }
  getSenders() {
    return [];
  }
  async setLocalDescription() {
    this.localDescription = { sdp: "ours" };
  }
  async setRemoteDescription() {}
  /** @param {string} state */
  become(state) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
  close() {
    this.connectionState = "closed";
  }
}

export function scene() {
  /** @type {any[]} */
  const said = [];
  /** @type {Peer[]} */
  const peers = [];
  /** @type {Map<number, () => void>} */
  const timers = new Map();
  let ids = 0;
  /** @type {any[]} */
  const relays = [];
  const socket = { there: true };
  const lines = createLines({
    say: (frame) => socket.there && said.push(frame) > 0,
    connection: (relay) => {
      relays.push(relay);
      const peer = new Peer();
      peers.push(peer);
      return /** @type {any} */ (peer);
    },
    arrived: () => undefined,
    newId: () => `id-${++ids}`,
    chance: () => 0,
    later: (run) => {
      timers.set(++ids, run);
      return ids;
    },
    cancel: (timer) => timers.delete(timer),
  });
  const settle = async () => {
    for (let n = 0; n < 20; n += 1) await Promise.resolve();
  };
  return {
    lines,
    said,
    socket,
    peers,
    relays,
    settle,
    /** The server offers what it sends. @param {any} [relay] */
    offered: async (relay) => {
      lines.hear({ t: "media_lines", offer: "theirs", relay });
      await settle();
    },
    /** What was put off is due. */
    due: async () => {
      for (const [timer, run] of [...timers]) {
        timers.delete(timer);
        run();
      }
      await settle();
    },
    kinds: () => said.map((frame) => frame.t),
    live: () => peers.filter((peer) => peer.connectionState !== "closed"),
  };
}

export const stream = /** @type {any} */ ({ getTracks: () => [{ kind: "audio" }] });

/** Both ways are connected. */
export async function agreed() {
  const all = scene();
  all.lines.open(stream);
  await all.offered();
  for (const peer of all.peers) peer.become("connected");
  assert.equal(all.lines.state.value, "on");
  return all;
}
