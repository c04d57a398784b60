/** What turned one text into another: so much gone at a place, so much put there. */

/**
 * @typedef {{at: number, gone: number, put: string}} Splice UTF-16 units, as a text field counts
 */

/** @param {string} text @param {number} at whether a letter of two units is cut there */
const cuts = (text, at) =>
  /[\uD800-\uDBFF]/.test(text[at - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[at] ?? "");

/**
 * Of all the ways to read it ("aa" → "aaa"), the one that happened at the caret: whatever still
 * stands behind it was not touched. A keyboard may change letters before it as well.
 * @param {string} before @param {string} after @param {number} [caret] in `after`
 * @returns {Splice}
 */
export function spliceOf(before, after, caret = after.length) {
  const shorter = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  const alike = (/** @type {number} */ most) => {
    while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  };
  alike(Math.min(shorter, after.length - caret));
  while (head < shorter - tail && before[head] === after[head]) head += 1;
  alike(shorter - head);
  if (cuts(before, head) || cuts(after, head)) head -= 1;
  if (cuts(before, before.length - tail) || cuts(after, after.length - tail)) tail -= 1;
  return {
    at: head,
    gone: before.length - tail - head,
    put: after.slice(head, after.length - tail),
  };
}
