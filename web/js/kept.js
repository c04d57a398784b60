/**
 * What is typed and not sent is kept in this browser, for the account that typed it: it outlives an
 * ended session and a closed browser, and goes when it was taken or when the account signs out.
 * `drafts.js` does it for the forms of plain pages, `use-kept.js` for what scripts draw.
 */
/** Every key begins with it, so that signing out finds them all. */
export const ALL = "diemcau.draft.";

/** @returns {string} whose words they are; nobody's are kept */
export const account = () => globalThis.document?.documentElement.dataset.account ?? "";

/** @param {string} name of a field or a dialog, on this page */
export const keyOf = (name) => `${ALL}${account()}.${location.pathname}#${name}`;

/** A store that fails – a private window, no room – keeps nothing and holds nobody up. */
export function trying(/** @type {() => void} */ act) {
  try {
    act();
  } catch {
    // nothing is kept
  }
}

/** @template T @param {string} name @returns {T | null} */
export function known(name) {
  if (!account()) return null;
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} name @param {unknown} words @param {boolean} same as at first */
export function remember(name, words, same) {
  if (!account()) return;
  trying(() =>
    same
      ? localStorage.removeItem(keyOf(name))
      : localStorage.setItem(keyOf(name), JSON.stringify(words)),
  );
}
