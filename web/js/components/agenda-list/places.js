/**
 * Where an item of the agenda goes: under which other, and before which. One level of sub-items;
 * a family moves whole, and whoever has sub-items stands on its own.
 */

/** @typedef {{id: string, parent?: string | null}} Point */
/** @typedef {{parent: string | null, before: string | null}} Place */

/**
 * Dropped in a gap, gap n being above the n-th item shown; `under` the item above it, or on its
 * own. `undefined`: it cannot go there, or stands there.
 * @param {readonly Point[]} items @param {string} id @param {number} gap @param {boolean} under
 * @returns {Place | undefined}
 */
export function dropped(items, id, gap, under) {
  const others = (/** @type {readonly Point[]} */ part) =>
    part.filter((each) => each.id !== id && each.parent !== id);
  const above = others(items.slice(0, gap)).at(-1);
  const below = others(items.slice(gap));
  if (!under) return fresh(items, id, null, below.find((each) => !each.parent)?.id ?? null);
  if (!above || hasParts(items, id)) return undefined;
  const parent = above.parent ?? above.id;
  const next = below[0];
  return fresh(items, id, parent, next?.parent === parent ? next.id : null);
}

/**
 * One step by key: up and down among those of its level, in under the one above, out behind those
 * it stood among.
 * @param {readonly Point[]} items @param {string} id @param {"up" | "down" | "in" | "out"} way
 * @returns {Place | undefined}
 */
export function stepped(items, id, way) {
  const own = items.find((each) => each.id === id);
  if (!own) return undefined;
  const level = items.filter((each) => (each.parent ?? null) === (own.parent ?? null));
  const at = level.indexOf(own);
  const parent = own.parent ?? null;
  switch (way) {
    case "up":
      return at > 0 ? { parent, before: level[at - 1]?.id ?? null } : undefined;
    case "down":
      return at < level.length - 1 ? { parent, before: level[at + 2]?.id ?? null } : undefined;
    case "in": {
      const above = level[at - 1];
      if (parent || !above || hasParts(items, id)) return undefined;
      return { parent: above.id, before: null };
    }
    default:
      return parent ? { parent: null, before: behind(items, parent) } : undefined;
  }
}

/** @param {readonly Point[]} items @param {string} id */
const hasParts = (items, id) => items.some((each) => each.parent === id);

/** The item that stands behind a family. @param {readonly Point[]} items @param {string} id */
function behind(items, id) {
  const tops = items.filter((each) => !each.parent);
  return tops[tops.findIndex((each) => each.id === id) + 1]?.id ?? null;
}

/**
 * The place, unless the item stands there already.
 * @param {readonly Point[]} items @param {string} id
 * @param {string | null} parent @param {string | null} before
 */
function fresh(items, id, parent, before) {
  const level = items.filter((each) => (each.parent ?? null) === parent);
  const at = level.findIndex((each) => each.id === id);
  const there = at >= 0 && (level[at + 1]?.id ?? null) === before;
  return there ? undefined : { parent, before };
}
