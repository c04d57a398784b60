/**
 * The lines of picture and sound between this device and the media server, agreed on over the
 * socket of the page.
 *
 * How this works. Two connections, one to send and one to receive, are always made together and
 * made anew together: when the server says that what was agreed is no more, when either breaks.
 * A socket that is back goes on with those that stand. What is refused is asked for again after a
 * jittered wait, as long as somebody wants it. WebRTC, time and the socket come in as `ways`, so
 * that tests hold them.
 */
import { signal } from "@preact/signals";

import { wait } from "../live/socket.js";

/** @typedef {import("../contract.js").ToScreen} ToScreen */
/** @typedef {import("../contract.js").FromScreen} FromScreen */
/** @typedef {NonNullable<import("../contract.js").MediaLinesFrame["relay"]>} Relay */
/** @typedef {"off" | "joining" | "on" | "elsewhere" | "refused"} LineState */
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

/** Milliseconds until what is not agreed is begun anew, more each time; and what broke. */
const PATIENCE = 6000;
const BROKEN = 2500;
/** Milliseconds for a browser to find its own addresses. */
const GATHERED = 1500;
/** No use in asking again. */
const FINAL = new Set(["bad_offer", "no_video", "not_allowed"]);
/** The media server; what it was asked before it may do all the same. */
const AWAY = "media_away";
const SENDONLY = /** @type {const} */ ("sendonly");
/** As the lines lie in what is offered. */
const KINDS = ["audio", "video"];
/** Bits a second, of one picture: seen by all, and waiting for it. */
const [LARGE, SMALL] = [1_200_000, 250_000];
/** One picture in three sizes, the largest first as the media server counts them. */
const SIZES = [
  { rid: "h", scaleResolutionDownBy: 1, maxBitrate: LARGE },
  { rid: "m", scaleResolutionDownBy: 2, maxBitrate: 350_000 },
  { rid: "l", scaleResolutionDownBy: 4, maxBitrate: 100_000 },
];
/** Points across, of a camera from which a browser makes three. */
const ENOUGH = 960;

/**
 * Who is seen by nobody large sends the smallest alone; of a camera of few points there is one.
 * @param {MediaStream} stream @param {boolean} large @returns {RTCRtpEncodingParameters[]}
 */
export function sizes(stream, large) {
  const [camera] = stream.getTracks().filter(({ kind }) => kind === "video");
  const points = camera?.getSettings?.().width ?? 0;
  if (points < ENOUGH) return [{ maxBitrate: large ? LARGE : SMALL }];
  return SIZES.map((each) => ({ ...each, active: large || each.rid === "l" }));
}

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

  /** @param {Record<string, unknown>} frame @returns {string} under which it is answered */
  const say = (frame) => {
    const id = ways.newId();
    asked.add(id);
    ways.say({ ...frame, id });
    return id;
  };

  /** Another socket; what was agreed on the one before goes on. */
  const keep = () => (kept = say({ t: "keep_media", sends: !!given }));

  function close() {
    ways.cancel(timer);
    round += 1;
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

  /** @param {RTCPeerConnection} peer @param {number} mine */
  function watch(peer, mine) {
    peer.onconnectionstatechange = () => {
      if (mine !== round) return;
      const all = [...(given ? [sending] : []), receiving].map((each) => each?.connectionState);
      if (all.every((each) => each === "connected")) {
        ways.cancel(timer);
        attempt = 0;
        state.value = "on";
      } else if (peer.connectionState === "failed") again();
      else if (peer.connectionState === "disconnected") after(again, BROKEN);
    };
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
    const offer = await whole(peer);
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
    const answer = await whole(peer);
    if (mine === round) say({ t: "agree_media", answer });
  }

  /** With all addresses in it. @param {RTCPeerConnection} peer @returns {Promise<string>} */
  const whole = (peer) =>
    new Promise((done) => {
      const tell = () => done(peer.localDescription?.sdp ?? "");
      if (peer.iceGatheringState === "complete") return tell();
      ways.later(tell, GATHERED);
      peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && tell();
    });

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
          attempt = 0;
          if (state.value === "on") keep();
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
