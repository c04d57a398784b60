/**
 * Whoever works by keys keeps their place: when what had the focus goes – a card that was given
 * the floor, a form that was handed in – it passes to what stood around it and is still there.
 */

/** @type {readonly Element[]} What had the focus, and what it stood in, from the inside out. */
let path = [];

/** A sheet goes with all that is in it; behind it is what opened it. @param {FocusEvent} event */
function remember({ target }) {
  if (!(target instanceof Element)) return;
  const sheet = target.closest("dialog");
  const behind = sheet ? path.filter((each) => !each.closest("dialog")) : [];
  path = [...around(target, sheet), ...behind];
}

/** @param {Element} within @param {Element | null} last */
function* around(within, last) {
  for (
    let at = /** @type {Element | null} */ (within);
    at;
    at = at === last ? null : at.parentElement
  )
    yield at;
}

function pass() {
  const here = document.activeElement;
  if ((here && here !== document.body) || !path[0] || path[0].isConnected) return;
  const left = path.find(
    (each) => each.isConnected && each !== document.body && each !== document.documentElement,
  );
  path = [];
  if (!(left instanceof HTMLElement)) return;
  rest(left);
}

/** In no one's way with Tab, and gone again when it is left. @param {HTMLElement} place */
function rest(place) {
  if (place.tabIndex < 0 && !place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
}

/** @type {Element | null} The button that was pressed last. */
let pressed = null;

/**
 * When a sheet closes the focus goes back where it was, and never onto the button that opened it:
 * the next press of the space bar is the next step of the console, not that sheet again.
 * @param {HTMLElement} before what had the focus when the sheet was opened
 */
export function giveBack(before) {
  const place = before === pressed ? before.parentElement : before;
  // What opened it may have gone with it; then the focus is passed on.
  if (place?.isConnected) rest(place);
}

/** @param {HTMLElement} root */
export function keepFocus(root) {
  root.addEventListener("focusin", remember);
  const press = (/** @type {Event} */ { target }) => {
    pressed = target instanceof Element ? target.closest("button, summary, a") : null;
  };
  root.addEventListener("click", press, { capture: true });
  new MutationObserver(pass).observe(root, { childList: true, subtree: true });
}
