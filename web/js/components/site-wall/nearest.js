/** Which tile of the map lies next in a direction; fetched with the first arrow that is pressed. */

/** @typedef {{x: number, y: number}} Way */

/** @type {Readonly<Record<string, Way>>} */
const WAYS = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** What lies aside counts so many times what lies ahead. */
const ASIDE = 3;

/**
 * By their middles; -1 where none lies there.
 * @param {readonly Way[]} places @param {number} from @param {Way} way
 */
export function nextOn(places, from, way) {
  const here = places[from];
  if (!here) return -1;
  let best = -1;
  let nearest = Infinity;
  places.forEach((place, n) => {
    const ahead = (place.x - here.x) * way.x + (place.y - here.y) * way.y;
    const aside = Math.abs((place.x - here.x) * way.y) + Math.abs((place.y - here.y) * way.x);
    const distance = ahead + ASIDE * aside;
    if (n !== from && ahead > 1 && aside <= ASIDE * ahead && distance < nearest) {
      nearest = distance;
      best = n;
    }
  });
  return best;
}

/** @param {HTMLElement} stop @returns {Way} */
function middle(stop) {
  const { left, top, width, height } = stop.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** @param {string} key @param {readonly HTMLElement[]} known @param {number} from */
export function goal(key, known, from) {
  if (key === "Home") return 0;
  if (key === "End") return known.length - 1;
  const way = WAYS[key];
  return way ? nextOn(known.map(middle), from, way) : -1;
}
