/** What the chair does by one press, of a button or of a key. */
import { refusal } from "../../words.js";
import { currentQueue } from "./frame.js";
import { roundToCall } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {ReturnType<typeof conduct>} Conduct */

/**
 * Whom the chair believes to be speaking: an act meant for another is refused.
 * @param {Page} page
 */
export const believes = ({ store }) => store.get("floor")?.speech?.no ?? null;

/** Everything the console can do by one press. @param {Page} page */
export function conduct(page) {
  const { store, act } = page;
  const speech = () => store.get("floor")?.speech ?? null;
  return {
    /** The next of the round, else the first of the queue. */
    next: () => {
      if (roundToCall(page)) return act("call_in_round", { believes: believes(page) });
      const first = currentQueue(page)?.order?.[0];
      return first
        ? act("give_floor", { request: first, believes: believes(page) })
        : page.say("info", refusal("nobody_to_call"));
    },
    end: () => {
      const now = speech();
      return now && act("take_floor", { speech: now.no });
    },
    more: () => {
      const now = speech();
      return now && act("extend_speech", { speech: now.no, seconds: 60 });
    },
    pause: () => {
      const now = speech();
      return now && act(now.paused_at ? "resume_speech" : "pause_speech", { speech: now.no });
    },
    undo: () => {
      const last = store.get("floor")?.last;
      return last && act("undo_speech", { speech: last });
    },
  };
}
