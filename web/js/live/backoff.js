/** How long to wait before the n-th try: 0.5 s doubling to 15 s, the latter half by chance. */

const FIRST = 0.5;
const MOST = 15;

/**
 * @param {number} attempt from 0
 * @param {number} chance 0 ≤ chance < 1
 * @returns {number} seconds
 */
export function wait(attempt, chance) {
  const full = Math.min(MOST, FIRST * 2 ** attempt);
  return full / 2 + (full / 2) * chance;
}
