/**
 * What this device gives and gets: one for a page, whatever is drawn of it. Sounds play by
 * themselves, so that they go on while the page shows something else.
 */
import { computed, effect, signal } from "@preact/signals";

import { newId } from "../live/send.js";
import { GOOD, judged } from "./bad-line.js";
import * as devices from "./devices.js";
import { createLines } from "./lines.js";
import { counted, measured } from "./measure.js";
import { LOOK, createPulse } from "./pulse.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {ReturnType<typeof createDesk>} Desk */

const READ_EVERY = 2000;
/** Each so many looks at the lines are told; and so many are remembered. */
const TOLD_EVERY = 2;
const REMEMBERED = 5;
const LARGE = "0";
/** Milliseconds in which a socket answers, where picture and sound have none. */
const SOON = 1500;
/** Where picture and sound go through us at all. */
const LIT = new Set(["lobby", "running", "break"]);

/** @type {import("../contract.js").SoundAloneFrame} */
const NOBODY = { t: "sound_alone" };

/** @type {WeakMap<Page, Desk>} */
const desks = new WeakMap();

/** @param {Page} page */
export function deskOf(page) {
  const desk = desks.get(page) ?? createDesk(page);
  desks.set(page, desk);
  return desk;
}

const isSite = (/** @type {Page} */ { role }) => role === "site";
const isDesk = (/** @type {Page} */ { role }) => role !== "site" && role !== "screen";

/** Whether the conference has a stage now. @param {Page} page */
export function lit({ media, store }) {
  const conference = store.get("conference");
  return !!media && !!conference?.video && LIT.has(conference.phase);
}

/** @param {Page} page */
function createDesk(page) {
  const own = signal(/** @type {MediaStream | null} */ (null));
  const wrong = signal(/** @type {devices.Wrong} */ (""));
  const picture = signal(/** @type {MediaStream | null} */ (null));
  /** Small pictures by their lines; whose they are, `looks.js` knows. */
  const tiles = signal(/** @type {ReadonlyMap<string, MediaStream>} */ (new Map()));
  const muted = signal(false);
  const dark = signal(false);
  const weak = signal(false);
  /** Whether the browser plays no sound before somebody presses something. */
  const deaf = signal(false);
  /** Whether what is silent by itself is played: one's own sound in the lobby, any at a desk. */
  const aloud = signal(false);
  const open = signal(false);
  /** @type {Map<string, HTMLAudioElement>} */
  const sounds = new Map();

  const lines = createLines({
    say: page.line.send,
    connection: (relay) => new RTCPeerConnection(relay && { iceServers: [relay] }),
    arrived,
    newId: () => `media-${newId()}`,
    chance: Math.random,
    later: (run, ms) => setTimeout(run, ms),
    cancel: (timer) => clearTimeout(timer),
  });
  page.ears.add(lines.hear);
  /** Whether the server sends no picture, for the line carries the sound alone. */
  const thin = signal(false);
  /** Of whom comes the sound alone, for so it is with their lines. */
  const alone = signal(NOBODY);
  page.ears.add((frame) => {
    if (frame.t === "media_layer") thin.value = frame.layer < 0;
    else if (frame.t === "sound_alone") alone.value = frame;
    else if (frame.t === "welcome") [thin.value, alone.value] = [false, NOBODY];
  });

  /** @param {MediaStreamTrack} track @param {string} line */
  function arrived(track, line) {
    const stream = new MediaStream([track]);
    if (track.kind === "video") {
      if (line === LARGE) picture.value = stream;
      else tiles.value = new Map([...tiles.peek(), [line, stream]]);
      return;
    }
    const sound = sounds.get(line) ?? new Audio();
    sounds.set(line, sound);
    sound.srcObject = stream;
    hush();
    play();
  }

  /**
   * In the lobby the first sound of a site is its own; a desk stands in the hall and hears its
   * loudspeakers.
   */
  function hush() {
    const rehearsing = page.store.get("conference")?.phase === "lobby" && !!own.value;
    for (const [at, sound] of sounds)
      sound.muted = !aloud.value && (isDesk(page) || (rehearsing && isSite(page) && at === "1"));
  }

  /** What is hushed need not play, and a browser that lets nothing sound would only complain. */
  function play() {
    const heard = [...sounds.values()].filter(({ muted }) => !muted);
    if (!heard.length) deaf.value = false;
    for (const sound of heard)
      sound.play().then(
        () => (deaf.value = false),
        (/** @type {unknown} */ error) => {
          if (devices.named(error) === "denied") deaf.value = true;
        },
      );
  }

  function still() {
    own.value?.getTracks().forEach((track) => track.stop());
    own.value = null;
  }

  /** As oneself has set it; the picture goes off by itself on a bad line. */
  function apply() {
    for (const track of own.value?.getTracks() ?? [])
      track.enabled = track.kind === "audio" ? !muted.value : !(dark.value || weak.value);
  }

  /** What was measured last. */
  const looks = signal(/** @type {readonly import("./measure.js").Measured[]} */ ([]));
  let line = GOOD;
  let count = 0;
  /** @type {import("./measure.js").Counted | null} */
  let before = null;
  async function read() {
    if (lines.state.value !== "on") {
      before = null;
      if (looks.value.length) looks.value = [];
      return;
    }
    const stats = await lines.stats();
    const last = before;
    const now = counted(stats, Date.now(), last);
    before = now;
    if (!last) return;
    const look = measured(last, now, stats, {
      microphone: given("audio", muted.value),
      camera: given("video", dark.value || weak.value),
    });
    looks.value = [...looks.value, look].slice(-REMEMBERED);
    if (own.value) line = judged(line, look.reading.lost_up ?? 0, now.at);
    weak.value = line.off;
    if (++count % TOLD_EVERY === 0)
      page.line.send({
        t: "tell_line",
        id: `line-${newId()}`,
        reading: { ...look.reading, weak: !!own.value && line.off },
      });
  }

  const pulse = createPulse();
  async function feel() {
    const stands = ["on", "lost"].includes(lines.state.value);
    if (!stands) return pulse.forget();
    const silent = pulse.silent(await lines.stats());
    if (silent && lines.state.value === "on") page.line.wake(SOON);
    lines.felt(silent);
  }
  /** @type {ReturnType<typeof setInterval>} */
  let beat;
  /** At once, and again and again. */
  function watchPulse() {
    const look = () => void feel().catch(() => undefined);
    clearInterval(beat);
    beat = setInterval(look, LOOK);
    look();
  }

  /** Since when there is neither picture nor sound, where there was: milliseconds. */
  const lostAt = signal(0);
  effect(() => {
    const state = lines.state.value;
    const was = lostAt.peek();
    if (state === "lost") lostAt.value ||= Date.now();
    else if (state !== "joining") lostAt.value = 0;
    if (state === "on" && !was) watchPulse();
    if (was && state === "on") {
      // The network is back, and the socket may not know it for a while.
      page.line.wake(page.line.status.peek().state === "live" ? SOON : 0);
    }
  });

  /** @param {"audio" | "video"} kind @param {boolean} off */
  const given = (kind, off) =>
    !own.value?.getTracks().some((each) => each.kind === kind) ? "none" : off ? "off" : "on";

  effect(() => void (lines.state.value === "joining" && (thin.value = false)));
  const on = computed(() => open.value && lit(page));
  effect(() => (on.value ? lines.open(own.peek()) : lines.close()));
  const seen = computed(() => {
    const floor = page.store.get("floor");
    const shown = [floor?.speech, ...(floor?.interrupted ?? [])].map((each) => each?.site);
    return page.role === "screen" || (!!page.site && shown.includes(page.site));
  });
  effect(() => void lines.seen(seen.value));
  effect(() => {
    hush();
    play();
  });
  effect(apply);
  setInterval(() => void read().catch(() => undefined), READ_EVERY);
  navigator.mediaDevices?.addEventListener?.("devicechange", () => {
    if (own.value?.getTracks().some((track) => track.readyState === "ended")) void give();
  });

  /** Camera and microphone, first or as they are chosen now. */
  async function give() {
    still();
    const got = await devices.open();
    wrong.value = got.wrong;
    if (!got.stream) return;
    own.value = got.stream;
    if (open.value && on.value) await lines.replace(got.stream);
    else open.value = true;
  }

  return {
    own,
    wrong,
    picture,
    tiles,
    muted,
    dark,
    weak,
    thin,
    alone,
    deaf,
    aloud,
    open,
    state: lines.state,
    why: lines.why,
    looks,
    lostAt,
    give,
    play,
    /** Look and listen, and give nothing. */
    watch() {
      if (open.value) lines.open(own.value);
      else open.value = true;
    },
    stop() {
      open.value = false;
      still();
    },
    /** While it goes on. @param {devices.Choice} choice */
    async change(choice) {
      devices.choose(choice);
      await give();
    },
  };
}
