/** Keeps what is current in sight inside its own pane; the page itself never moves. */

/** @param {Element | null | undefined} element */
export function keepInPane(element) {
  const pane = element?.closest(".pane-scroll");
  if (!element || !pane || pane.scrollHeight <= pane.clientHeight) return;
  const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (inner.top < outer.top) pane.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom;
}
