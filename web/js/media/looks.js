/**
 * At which sites this desk looks beside the stage: those of which tiles are in view, and who is
 * called next. They are asked for as they come into view, and the server says on which line each
 * comes; a page that nobody sees looks at nobody.
 */
import { computed, effect, signal } from "@preact/signals";

import { newId } from "../live/send.js";
import { deskOf } from "./desk.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {ReturnType<typeof createLooks>} Looks */
/**
 * @template T
 * @typedef {import("@preact/signals").ReadonlySignal<T>} Told
 */
/**
 * @typedef {object} Ways
 * @property {(frame: any) => boolean} say
 * @property {Told<boolean>} on whether the lines stand
 * @property {Told<boolean>} seen whether anybody sees the page
 * @property {() => string} newId
 * @property {(run: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 */

/** As many as the server sends to a desk; and the line of the first. */
const MOST = 13;
const FIRST = 4;
/** Milliseconds until what scrolls by has settled, and until what was refused is asked again. */
const SETTLED = 150;
const AGAIN = 2000;
const NOTHING = "[]";
/** Below the largest picture the line carries no tiles. */
const WHOLE = 2;

/** @param {Ways} ways */
export function createLooks(ways) {
  /** Who is next, first: it is never the one too many. */
  const next = signal(/** @type {readonly string[]} */ ([]));
  const page = signal(/** @type {readonly string[]} */ ([]));
  /** By site. */
  const lines = signal(/** @type {ReadonlyMap<string, string>} */ (new Map()));
  const weak = signal(false);
  const wanted = computed(() =>
    ways.seen.value ? [...new Set([...next.value, ...page.value])].slice(0, MOST) : [],
  );
  let told = NOTHING;
  let id = "";
  /** @type {any} */
  let timer;

  const after = (/** @type {number} */ ms) => {
    ways.cancel(timer);
    timer = ways.later(tell, ms);
  };

  function tell() {
    const sites = wanted.peek();
    const now = JSON.stringify(sites);
    if (!ways.on.peek() || now === told) return;
    told = now;
    ways.say({ t: "look_at", id: (id = ways.newId()), sites });
  }

  /** Whatever lay on the lines, lies there no more. */
  function forget() {
    told = NOTHING;
    lines.value = new Map();
    weak.value = false;
  }

  effect(() => {
    void wanted.value;
    if (ways.on.value) after(SETTLED);
    else forget();
  });

  return {
    next,
    page,
    lines,
    weak,
    /** @param {any} frame of the server */
    hear(frame) {
      switch (frame.t) {
        case "welcome":
          forget();
          after(SETTLED);
          break;
        case "media_tiles":
          lines.value = new Map(
            (frame.sites ?? []).flatMap(
              (/** @type {string | null} */ site, /** @type {any} */ n) =>
                site ? [[site, String(FIRST + n)]] : [],
            ),
          );
          break;
        case "media_layer":
          weak.value = frame.layer < WHOLE;
          break;
        case "no":
          if (frame.id !== id) return;
          told = NOTHING;
          after(AGAIN);
          break;
        default:
          break;
      }
    },
  };
}

/** @type {WeakMap<Page, Looks>} */
const known = new WeakMap();

/** @param {Page} page */
export function looksOf(page) {
  const looks = known.get(page) ?? opened(page);
  known.set(page, looks);
  return looks;
}

/** @param {Page} page */
function opened(page) {
  const desk = deskOf(page);
  const seen = signal(!document.hidden);
  document.addEventListener("visibilitychange", () => (seen.value = !document.hidden));
  const looks = createLooks({
    say: page.line.send,
    on: computed(() => desk.state.value === "on"),
    seen,
    newId: () => `look-${newId()}`,
    later: (run, ms) => setTimeout(run, ms),
    cancel: (timer) => clearTimeout(timer),
  });
  page.ears.add(looks.hear);
  return looks;
}

/** What comes of a site now. @param {Page} page @param {string} code */
export function pictureOf(page, code) {
  const line = looksOf(page).lines.value.get(code);
  return (line && deskOf(page).tiles.value.get(line)) || null;
}
