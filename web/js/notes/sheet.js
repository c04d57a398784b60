/**
 * A note on the desk: saved as it is typed, merged with what others write in it.
 *
 * How this works. Every keystroke is taken in at once; every so often what the server lacks is
 * sent, one update at a time. What does not get through stays here and goes out with the next,
 * however long the line was away. While an input method composes a letter, what others wrote
 * waits: the field must not change under it. The merging is fetched when somebody is about to
 * write; until then the text is shown as the server has it, and what was typed meanwhile is taken
 * in when it is there.
 */
import { signal } from "@preact/signals";

import { spliceOf } from "./splice.js";

/** @typedef {import("../contract.js").NoteView} NoteView */
/** @typedef {import("./splice.js").Splice} Splice */
/** @typedef {import("./writing.js").Writing} Writing */
/** @typedef {{ok: true} | {ok: false, code: string}} Saved */
/**
 * `at` and `by` of the last version kept; `others` is who else wrote here a moment ago. What went
 * `wrong` either `waits` and is sent again by itself, or with the next key.
 * @typedef {object} SheetState
 * @property {string} text
 * @property {boolean} saved
 * @property {string} wrong
 * @property {boolean} waits
 * @property {string} at
 * @property {string} by
 * @property {string} others
 */
/**
 * @typedef {object} Outside
 * @property {() => Promise<{openWriting: (document?: string) => Writing}>} load the merging
 * @property {(update: string) => Promise<Saved>} send
 * @property {() => boolean} blocked whether nothing can be sent now
 * @property {(run: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 */
/** @typedef {ReturnType<typeof createSheet>} Sheet */

const EVERY = 800;
const AGAIN = 3000;
const HERE_FOR = 8000;
/** Refusals that a while mends. */
const PASSING = new Set([
  "not_connected",
  "unavailable",
  "too_fast",
  "restarting",
  "room_closed",
  "conflict",
]);

/** @param {Outside} outside @param {NoteView} [first] */
export function createSheet(outside, first) {
  /** @type {Writing | null} */
  let writing = null;
  let text = first?.text ?? "";
  let caret = text.length;
  let note = first;
  /** What our text was before the first keystroke. */
  let base = first;
  let held = false;
  let edits = 0;
  let kept = 0;
  let sending = false;
  let all = false;
  let wrong = "";
  let others = "";
  /** @type {(splices: Splice[]) => void} */
  let follow = () => undefined;
  /** @type {{save?: any, others?: any}} */
  const timers = {};

  const stateNow = () => ({
    text,
    saved: edits === kept,
    wrong,
    waits: PASSING.has(wrong),
    at: note?.at ?? "",
    by: note?.by ?? "",
    others,
  });
  const state = signal(stateNow());
  const show = () => {
    state.value = stateNow();
  };

  /** @param {"save" | "others"} name @param {() => void} run @param {number} ms */
  const later = (name, run, ms) => {
    outside.cancel(timers[name]);
    timers[name] = outside.later(() => {
      timers[name] = undefined;
      run();
    }, ms);
  };
  const soon = () => {
    if (!timers.save) later("save", save, EVERY);
  };

  /** @param {string} who */
  function seen(who) {
    others = who;
    later(
      "others",
      () => {
        others = "";
        show();
      },
      HERE_FOR,
    );
  }

  /** What others did, into our text and into the field. */
  function hear() {
    if (held || !note?.document) return;
    const splices = writing ? writing.hear(note.document) : edits === 0 ? reread(note) : [];
    if (writing) text = writing.text();
    if (splices.length === 0) return;
    seen(note.by ?? "");
    follow(splices);
  }

  /** Nothing of ours is in it yet, so there is nothing to merge. @param {NoteView} now */
  function reread(now) {
    const splice = spliceOf(text, now.text);
    [base, text] = [now, now.text];
    return splice.gone || splice.put ? [splice] : [];
  }

  /** @type {Promise<boolean> | null} */
  let loading = null;
  const load = () => (loading ??= open());

  /** Whether the merging is there; if not, it is asked for again. */
  async function open() {
    const module = await outside.load().catch(() => null);
    if (!module) {
      loading = null;
      return false;
    }
    writing = module.openWriting(base?.document);
    if (text !== writing.text()) writing.type(spliceOf(writing.text(), text, caret));
    hear();
    show();
    return true;
  }

  async function save() {
    if (sending || edits === kept || outside.blocked()) return;
    sending = true;
    const upTo = edits;
    const answer = (await load()) && writing ? await outside.send(writing.update(all)) : NOT_LOADED;
    sending = false;
    if (answer.ok) kept = upTo;
    const incomplete = !answer.ok && answer.code === "update_incomplete" && !all;
    all = incomplete;
    wrong = answer.ok || incomplete ? "" : answer.code;
    show();
    if (incomplete) void save();
    else if (answer.ok && edits !== kept) soon();
    else if (PASSING.has(wrong)) later("save", save, AGAIN);
  }

  function changed() {
    edits += 1;
    show();
    soon();
  }

  /** @param {"undo" | "redo"} which @returns {Splice[]} */
  function back(which) {
    const splices = writing?.[which]() ?? [];
    if (writing && splices.length > 0) {
      text = writing.text();
      changed();
    }
    return splices;
  }

  return {
    state,
    save,
    load,
    text: () => text,
    undo: () => back("undo"),
    redo: () => back("redo"),

    /**
     * The field as it stands after a keystroke.
     * @param {string} now
     * @param {number} at the caret
     */
    write(now, at) {
      if (now === text) return;
      void load();
      writing?.type(spliceOf(text, now, at));
      text = now;
      caret = at;
      changed();
    },

    /** The note as the server has it. @param {NoteView | undefined} next */
    take(next) {
      if (!next || next.version === note?.version) return;
      note = next;
      hear();
      show();
    },

    /** Whether a letter is being composed. @param {boolean} now */
    hold(now) {
      held = now;
      hear();
      show();
    },

    /**
     * Whoever shows the text hears what others did to it.
     * @param {(splices: Splice[]) => void} listener
     */
    follow(listener) {
      follow = listener;
      return () => {
        follow = () => undefined;
      };
    },
  };
}

/** @type {Saved} */
const NOT_LOADED = { ok: false, code: "not_connected" };
