/**
 * The lines of picture and sound between this device and the media server, agreed on over the
 * socket of the page.
 *
 * How this works. Two connections, one to send and one to receive, are always made together and
 * made anew together. One that breaks is given a moment to come back by itself, then the same lines
 * are led another way through the network (a restart of ICE), as often as the media server still
 * has them; only then they are made anew. While there is no socket nothing is tried, and nothing
 * given up; one that is back goes on with what stands. What is refused is asked for again after a
 * jittered wait, as long as somebody wants it. WebRTC, time and the socket come in as `ways`, so
 * that tests hold them.
 */
import { signal } from "@preact/signals";

import { wait } from "../live/socket.js";
import { gathered, sizes } from "./offering.js";

/** @typedef {import("../contract.js").ToScreen} ToScreen */
/** @typedef {import("../contract.js").FromScreen} FromScreen */
/** @typedef {NonNullable<import("../contract.js").MediaLinesFrame["relay"]>} Relay */
/** @typedef {"off" | "joining" | "on" | "lost" | "elsewhere" | "refused"} LineState */
/**
 * @typedef {object} Ways
 * @property {(frame: any) => boolean} say over the socket; false when there is none
 * @property {(relay: Relay | undefined) => RTCPeerConnection} connection
 * @property {(track: MediaStreamTrack, line: string) => void} arrived a picture or a sound; `line`
 *   is "0" for the large picture, and for a desk from "4" on those of tiles
 * @property {() => string} newId
 * @property {() => number} chance
 * @property {(run: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 */

/** Milliseconds until what is not agreed is begun anew, more each time. */
const PATIENCE = 6000;
const BROKEN = new Set(["failed", "disconnected"]);
/** For what broke to come back by itself; and so after a socket that was gone as well. */
const BY_ITSELF = 1000;
const AFTER_ALL = 500;
/** Until another way is looked for once more; and so often. */
const RESTARTED = 4000;
const RESTARTS = 5;
/** No use in asking again. */
const FINAL = new Set(["bad_offer", "no_video", "not_allowed"]);
/** The media server; what it was asked before it may do all the same. */
const AWAY = "media_away";
const SENDONLY = /** @type {const} */ ("sendonly");
/** As the lines lie in what is offered. */
const KINDS = ["audio", "video"];
/** @param {Ways} ways */
export function createLines(ways) {
  const state = signal(/** @type {LineState} */ ("off"));
  const why = signal("");
  /** @type {MediaStream | null} */
  let given = null;
  /** @type {RTCPeerConnection | null} */
  let sending = null;
  /** @type {RTCPeerConnection | null} */
  let receiving = null;
  /** @type {Set<string>} */
  let asked = new Set();
  let agreeing = Promise.resolve();
  let wanted = false;
  let large = false;
  /** Whether all was connected in this round; and whether it seems not to be any more. */
  let [stood, doubted] = [false, false];
  let restarts = 0;
  let attempt = 0;
  let round = 0;
  let kept = "";
  /** @type {Relay | undefined} told anew with each first offer */
  let relay;
  /** @type {any} */
  let timer;

  /** @param {() => void} run @param {number} ms */
  const after = (run, ms) => {
    ways.cancel(timer);
    timer = ways.later(run, ms);
  };

  /** @param {Record<string, unknown>} frame @returns {string} its id; none without a socket */
  const say = (frame) => {
    const id = ways.newId();
    asked.add(id);
    return ways.say({ ...frame, id }) ? id : "";
  };

  /** Another socket; what was agreed on the one before goes on. */
  function keep() {
    kept = say({ t: "keep_media", sends: !!given });
    if (doubted) after(restart, AFTER_ALL);
  }

  function close() {
    ways.cancel(timer);
    round += 1;
    stood = doubted = false;
    restarts = 0;
    asked = new Set();
    sending?.close();
    receiving?.close();
    sending = receiving = null;
  }

  function begin() {
    close();
    if (!wanted) return;
    state.value = "joining";
    after(again, PATIENCE * (1 + attempt));
    say({ t: "watch_media" });
  }

  function again() {
    close();
    if (!wanted) return;
    state.value = "joining";
    after(begin, 500 * wait(attempt, ways.chance()));
    attempt = Math.min(attempt + 1, 4);
  }

  /** @param {string} code */
  function end(code) {
    wanted = false;
    close();
    why.value = code === "elsewhere" ? "" : code;
    state.value = code === "elsewhere" ? "elsewhere" : code ? "refused" : "off";
  }

  const whole = () =>
    [...(given ? [sending] : []), receiving].every((each) => each?.connectionState === "connected");

  /** @param {RTCPeerConnection} peer @param {number} mine */
  function watch(peer, mine) {
    peer.onconnectionstatechange = () => {
      if (mine !== round) return;
      if (whole()) stand();
      else if (stood && BROKEN.has(peer.connectionState)) doubt();
      else if (peer.connectionState === "failed") again();
    };
  }

  /** Whoever was away says so: what it is sent begins with a whole picture. */
  function stand() {
    const away = doubted;
    ways.cancel(timer);
    attempt = restarts = 0;
    stood = true;
    doubted = false;
    state.value = "on";
    if (away) keep();
  }

  function doubt() {
    if (doubted) return;
    doubted = true;
    after(restart, BY_ITSELF);
  }

  /** The same lines another way; without a socket when there is one. */
  function restart() {
    state.value = "lost";
    if (restarts >= RESTARTS) return again();
    if (!say({ t: "watch_media", restart: true })) return;
    restarts += 1;
    after(restart, RESTARTED);
    if (sending) void lead(sending, round).catch(again);
  }

  /** @param {RTCPeerConnection} peer @param {number} mine */
  async function lead(peer, mine) {
    peer.restartIce();
    await peer.setLocalDescription();
    const offer = await gathered(peer, ways.later);
    if (mine === round) say({ t: "send_media", offer, restart: true });
  }

  /** @param {MediaStream} stream @param {number} mine */
  async function give(stream, mine) {
    const peer = (sending = ways.connection(relay));
    watch(peer, mine);
    for (const kind of KINDS) {
      const track = stream.getTracks().find((each) => each.kind === kind);
      const how = { direction: SENDONLY, streams: [stream] };
      const sendEncodings = kind === "video" ? sizes(stream, large) : undefined;
      peer.addTransceiver(track ?? kind, sendEncodings ? { ...how, sendEncodings } : how);
    }
    await peer.setLocalDescription();
    const offer = await gathered(peer, ways.later);
    if (mine === round) say({ t: "send_media", offer });
  }

  /** As large as it is needed: thirty pictures that nobody looks at are small. */
  async function size() {
    const sender = sending?.getSenders().find((each) => each.track?.kind === "video");
    const how = sender?.getParameters();
    if (!sender || !how || !given) return;
    for (const [at, wanted] of sizes(given, large).entries())
      Object.assign(how.encodings[at] ?? {}, wanted);
    await sender.setParameters(how).catch(() => undefined);
  }

  /** @param {string} offer @param {number} mine */
  async function agree(offer, mine) {
    if (mine !== round) return;
    if (!receiving) {
      receiving = ways.connection(relay);
      receiving.ontrack = ({ track, transceiver }) => ways.arrived(track, transceiver.mid ?? "");
      watch(receiving, mine);
    }
    const peer = receiving;
    await peer.setRemoteDescription({ type: "offer", sdp: offer });
    await peer.setLocalDescription();
    const answer = await gathered(peer, ways.later);
    if (mine === round) say({ t: "agree_media", answer });
  }

  return {
    state,
    why,
    /** Begin, or go on with something else to give. @param {MediaStream | null} stream */
    open(stream) {
      given = stream;
      wanted = true;
      attempt = 0;
      begin();
    },
    close() {
      if (wanted) say({ t: "stop_media" });
      end("");
    },
    /** In the place of what is given, without a new agreement. @param {MediaStream} stream */
    async replace(stream) {
      const before = given && sizes(given, large).length;
      if (!sending || before !== sizes(stream, large).length) return this.open(stream);
      given = stream;
      for (const [line, kind] of KINDS.entries()) {
        const track = stream.getTracks().find((each) => each.kind === kind);
        await sending.getTransceivers()[line]?.sender.replaceTrack(track ?? null);
      }
    },
    /** Whether all see it now. @param {boolean} yes */
    async seen(yes) {
      large = yes;
      await size();
    },
    /** By what is counted nothing comes any more, or something does. @param {boolean} silent */
    felt(silent) {
      if (stood && silent) doubt();
      else if (doubted && whole()) stand();
    },
    /** What the browser has counted. */
    stats: async () => ({
      sent: [...((await sending?.getStats()) ?? new Map()).values()],
      received: [...((await receiving?.getStats()) ?? new Map()).values()],
    }),
    /** @param {any} frame of the server */
    hear(frame) {
      if (!wanted) return;
      const mine = round;
      switch (frame.t) {
        case "welcome":
          attempt = restarts = 0;
          if (stood) keep();
          else begin();
          break;
        case "media_sent":
          if (asked.has(frame.id))
            void sending?.setRemoteDescription({ type: "answer", sdp: frame.answer }).catch(again);
          break;
        case "media_lines":
          relay = frame.relay ?? relay;
          if (given && !sending) void give(given, mine).catch(again);
          agreeing = agreeing.then(() => agree(frame.offer, mine)).catch(again);
          break;
        case "media_over":
          if (frame.code === "elsewhere") return end("elsewhere");
          attempt = 0;
          begin();
          break;
        case "no":
          if (!asked.has(frame.id)) return;
          if (frame.id === kept) {
            if (frame.code === AWAY) after(keep, 500);
            else begin();
          } else if (FINAL.has(frame.code)) end(frame.code);
          else again();
          break;
        default:
          break;
      }
    },
  };
}
