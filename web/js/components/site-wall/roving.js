/**
 * A map of many tiles is one stop of Tab: the arrows go from tile to tile as they lie on it, Home
 * and End to the first and the last. Which one is the stop is kept in the page alone, so that no
 * tile is drawn again for it.
 */
import { useEffect, useRef } from "preact/hooks";

const KEYS = /^(Arrow|Home$|End$)/;

/** @param {string} stops which parts of the box are tiles */
export function useRoving(stops) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const last = useRef(/** @type {HTMLElement | null} */ (null));
  const all = () =>
    /** @type {HTMLElement[]} */ ([...(box.current?.querySelectorAll(stops) ?? [])]);
  const settle = () => {
    const known = all();
    const stop = known.find((each) => each === last.current) ?? known[0];
    for (const each of known) each.tabIndex = each === stop ? 0 : -1;
  };
  useEffect(settle);
  const onFocusIn = (/** @type {FocusEvent} */ event) => {
    const at = event.target instanceof Element ? event.target.closest(stops) : null;
    if (!(at instanceof HTMLElement)) return;
    last.current = at;
    settle();
  };
  const onKeyDown = async (/** @type {KeyboardEvent} */ event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (!KEYS.test(key) || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    const { goal } = await import("./nearest.js");
    const known = all();
    known[goal(key, known, last.current ? known.indexOf(last.current) : 0)]?.focus();
  };
  return { box, onKeyDown, onFocusIn };
}
