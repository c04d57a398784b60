/**
 * One voice for what must be heard by whoever does not see the screen: a region that is there from
 * the beginning, so that nothing said into it is missed, and nothing is said by two.
 */
import { useEffect } from "preact/hooks";

/** After so many milliseconds it was heard, and is not come upon by somebody who reads on. */
const LONG_ENOUGH = 5000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let said;

/** @param {string} words */
export function announce(words) {
  const region = document.getElementById("announce");
  if (!region || !words) return;
  region.textContent = words;
  clearTimeout(said);
  said = setTimeout(() => (region.textContent = ""), LONG_ENOUGH);
}

/**
 * Say it when it comes about or changes; what is there when the page opens is read anyway.
 * @param {string} words
 */
export function useAnnounced(words) {
  useEffect(() => announce(words), [words]);
}
