/**
 * On a page that is scrolled, what somebody has to do now comes into sight by itself, also when it
 * came about by a press further down; never under the hand of somebody who writes.
 */
import { useEffect, useRef } from "preact/hooks";

const WRITTEN = "textarea, select, input:not([type=radio], [type=checkbox])";

/**
 * The place to put on what has to be seen whenever `what` is another than it was.
 * @param {string} what
 * @param {string} [before] what it was; left out, what is there at first needs no bringing
 */
export function useBroughtUp(what, before = what) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const was = useRef(before);
  useEffect(() => {
    if (was.current !== what && !document.activeElement?.matches(WRITTEN))
      place.current?.scrollIntoView({ block: "nearest" });
    was.current = what;
  }, [what]);
  return place;
}
