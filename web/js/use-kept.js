/** Words that a script shows, kept in this browser until they were taken (`kept.js`). */
import { useState } from "preact/hooks";

import { known, remember } from "./kept.js";

/**
 * Like `useState`, for words: they are there again when the page or the dialog is opened anew. To
 * set what stood there at first is to have done with them.
 * @template T
 * @param {string} name
 * @param {T} first
 * @returns {[T, (words: T) => void]}
 */
export function useKept(name, first) {
  const [words, say] = useState(() => /** @type {T} */ (known(name) ?? first));
  return [
    words,
    (said) => {
      remember(name, said, JSON.stringify(said) === JSON.stringify(first));
      say(said);
    },
  ];
}
