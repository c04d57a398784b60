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
  // In no one's way with Tab, and gone again when it is left.
  if (!left.hasAttribute("tabindex")) {
    left.tabIndex = -1;
    left.addEventListener("blur", () => left.removeAttribute("tabindex"), { once: true });
  }
  left.focus({ preventScroll: true });
}

/** @param {HTMLElement} root */
export function keepFocus(root) {
  root.addEventListener("focusin", remember);
  new MutationObserver(pass).observe(root, { childList: true, subtree: true });
}
