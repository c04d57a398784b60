/**
 * What a priority request may be to: an answer to a request that has had the floor, a
 * rebuttal to a speech.
 */
import { clock } from "../../format.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {{value: string, words: string}} Target */
/** @typedef {{answers: readonly Target[], rebuts: readonly Target[]}} Targets */

/**
 * What the view of this page holds of the speeches, the newest first.
 * @param {Page} page
 * @returns {Targets}
 */
export function targetsOf({ store }) {
  const floor = store.get("floor");
  const spoken = store
    .each("speech")
    .filter((each) => !each.undone)
    .sort((a, b) => b.no - a.no);
  const words = (/** @type {import("../../contract.js").SpeechView} */ each) =>
    `${each.speaker} · ${t(`kind.${each.kind}`)} · ${clock(each.started_at)}`;
  const speaking = floor?.speech ? [floor.speech] : [];
  const heard = [...speaking, ...(floor?.interrupted ?? [])];
  const last = spoken.find((each) => each.no === floor?.last);
  return {
    answers: [...heard, ...spoken].map((each) => ({ value: each.request, words: words(each) })),
    rebuts: [...speaking, ...(last ? [last] : [])].map((each) => ({
      value: String(each.no),
      words: words(each),
    })),
  };
}
