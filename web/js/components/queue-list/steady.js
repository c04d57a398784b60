/** A list that does not move under the pointer, and where a moved card goes. */

/**
 * What is shown while somebody points at the list: what was there stays where it was, what is
 * gone leaves, what has come stands at the end.
 * @param {readonly string[]} shown @param {readonly string[]} order @returns {readonly string[]}
 */
export function steady(shown, order) {
  const now = new Set(order);
  const before = new Set(shown);
  return [...shown.filter((id) => now.has(id)), ...order.filter((id) => !before.has(id))];
}

/**
 * The neighbour before which a card comes to stand when it is moved by one place.
 * `undefined`: it cannot go there; `null`: to the end.
 * @param {readonly string[]} order @param {string} id @param {-1 | 1} by
 */
export function neighbour(order, id, by) {
  const place = order.indexOf(id);
  if (place < 0) return undefined;
  if (by < 0) return place === 0 ? undefined : order[place - 1];
  return place === order.length - 1 ? undefined : (order[place + 2] ?? null);
}

/**
 * The neighbour for a card dropped in a gap: gap n is above the n-th card shown.
 * @param {readonly string[]} shown @param {string} id @param {number} gap
 */
export function dropped(shown, id, gap) {
  const place = shown.indexOf(id);
  if (place < 0 || gap === place || gap === place + 1) return undefined;
  return shown[gap] ?? null;
}
