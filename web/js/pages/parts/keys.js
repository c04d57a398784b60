/** The keys of the chair's console. */
import { useEffect } from "preact/hooks";

import { typing } from "./help.js";

/** @typedef {import("./conduct.js").Conduct} Conduct */

/** @param {Conduct} does */
export function useKeys(does) {
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      const run = actOf(event, does);
      if (!run) return;
      event.preventDefault();
      if (!event.repeat) run();
    };
    // A pressed button does not keep the focus of a mouse, so that Space stays "next".
    const onClick = (/** @type {MouseEvent} */ event) => {
      if (event.detail > 0 && event.target instanceof Element) {
        const button = event.target.closest(".console button");
        if (button instanceof HTMLElement) button.blur();
      }
    };
    addEventListener("keydown", onKey);
    addEventListener("click", onClick);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("click", onClick);
    };
  }, [does]);
}

/**
 * What a key does here; nothing while somebody writes, or a sheet is open.
 * @param {KeyboardEvent} event
 * @param {Conduct} does
 */
function actOf(event, does) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return null;
  const at = event.target instanceof Element ? event.target : null;
  switch (event.key.toLowerCase()) {
    case " ":
      return at?.closest("button, a, summary") ? null : does.next;
    case "n":
      return does.item;
    case "e":
      return does.end;
    case "+":
    case "=":
      return does.more;
    case "p":
      return does.pause;
    case "m":
      return does.muteAll;
    case "u":
      return event.shiftKey ? does.redo : does.undo;
    case ",":
    case "<":
      return does.clauseBefore;
    case ".":
    case ">":
      return does.clauseAfter;
    case "t":
      return () => document.getElementById("wall-monitor")?.click();
    case "/":
      return () => document.getElementById("wall-find")?.focus();
    default:
      return null;
  }
}
