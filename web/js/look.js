/**
 * Light or dark and the size of the text, as this reader chose them: attributes of <html>,
 * remembered in cookies so that the server's pages come out the same.
 */

/** @typedef {"theme" | "size"} Choice */

const YEAR = 365 * 24 * 3600;

/** @param {Choice} name */
export function chosen(name) {
  return new RegExp(`(?:^|; )${name}=(\\w+)`).exec(document.cookie)?.[1] ?? "";
}

/** @param {Choice} name @param {string} value empty forgets the choice */
export function choose(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${value ? YEAR : 0}; samesite=lax`;
  apply();
}

export function apply() {
  for (const name of /** @type {const} */ (["theme", "size"])) {
    const value = chosen(name);
    if (value) document.documentElement.dataset[name] = value;
    else delete document.documentElement.dataset[name];
  }
}
