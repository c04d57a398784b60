/** What the chair does by one press, of a button or of a key. */
import { stepClause } from "./clauses.js";
import { end, nextItem, nextStep, nothingToDo } from "./next-step.js";
import { blockedBy } from "./offers.js";
import { redo, undo } from "./undo.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {ReturnType<typeof conduct>} Conduct */
/** @typedef {import("./next-step.js").Step} Step */

/**
 * Everything the console can do by one press.
 * @param {Page} page
 * @param {(question: import("./questions.js").Question) => void} ask
 */
export function conduct(page, ask) {
  const { store } = page;
  const unlessBlocked = (/** @type {() => unknown} */ run) =>
    page.blocked() ? page.say("info", page.blocked()) : run();
  const act = (
    /** @type {keyof import("../../contract.js").Acts} */ name,
    /** @type {any} */ args,
  ) => unlessBlocked(() => page.act(name, args));
  const speech = () => store.get("floor")?.speech ?? null;
  const take = (/** @type {Step} */ step) => {
    if (step.ask) return ask(step.ask);
    return act(step.act, step.args ?? {});
  };
  return {
    next: () => {
      const step = nextStep(page);
      const why = page.blocked() || (step ? step.blocked : nothingToDo(page));
      return !step || why ? page.say("info", why || "") : take(step);
    },
    /** The next of the agenda; behind the last the end, which first says what is left. */
    item: () => {
      const step = nextItem(page) ?? end(page);
      if (step && !page.blocked()) return take(step);
      return page.say("info", blockedBy(page, "start_item") || nothingToDo(page));
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
    muteAll: () => store.get("conference")?.video && act("mute_all", {}),
    clauseBefore: () => unlessBlocked(() => stepClause(page, -1)),
    clauseAfter: () => unlessBlocked(() => stepClause(page, 1)),
    undo: () => unlessBlocked(() => undo(page)),
    redo: () => unlessBlocked(() => redo(page)),
  };
}
