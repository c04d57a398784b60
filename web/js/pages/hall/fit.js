/**
 * The hall screen fits whatever is said on it, of any length, lying or standing: nobody is there to
 * scroll.
 *
 * How this works. Letters are drawn as large as there is room for: first what is large shrinks
 * (`--fit`); when all is as small as the least that is read at fifteen metres, the title of the
 * conference goes, which everybody in the room knows; and only then does the least shrink too
 * (`--shrink`). The sizes stand in an order, so the largest that fits is searched by
 * halves: five layouts. It is searched again when words come or go, not when a clock ticks.
 */

/** @typedef {readonly [fit: number, shrink: number]} Size */

const SMALLEST = 0.3;
const STEP = 0.05;

/** @param {number} from @param {number} to */
const down = (from, to) =>
  Array.from({ length: Math.round((from - to) / STEP) + 1 }, (_, n) => from - n * STEP);

/** @type {readonly Size[]} */
const READ = down(1, SMALLEST).map((fit) => /** @type {Size} */ ([fit, 1]));
/** @type {readonly Size[]} */
export const SIZES = [
  ...READ,
  ...down(1 - STEP, SMALLEST).map((shrink) => /** @type {Size} */ ([SMALLEST, shrink])),
];

/**
 * The first size that fits, if each one after it fits as well; the last when none does.
 * @param {readonly Size[]} sizes
 * @param {(size: Size) => boolean} fits
 * @returns {Size}
 */
export function largest(sizes, fits) {
  let [low, high] = [0, sizes.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(sizes[middle] ?? [1, 1])) high = middle;
    else low = middle + 1;
  }
  return sizes[low] ?? [1, 1];
}

/** What decides whether it is searched again: a figure is as wide as another. */
const shape = (/** @type {HTMLElement} */ hall) =>
  `${innerWidth}×${innerHeight} ${hall.className} ${(hall.textContent ?? "").replace(/\d/g, "0")}`;

/** @param {HTMLElement} hall */
function overflows(hall) {
  const parts = [
    hall,
    ...hall.querySelectorAll(".hall-head, .hall-body, .hall-foot, .hall-body *"),
  ];
  return parts.some(
    (each) =>
      !each.closest(".floor-bar, .vote-bar, .icon, .visually-hidden") &&
      (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1) &&
      getComputedStyle(each).display !== "inline",
  );
}

/** @param {HTMLElement} hall */
function fit(hall) {
  const drawn = (/** @type {Size} */ [large, least]) => {
    hall.style.setProperty("--fit", String(large));
    hall.style.setProperty("--shrink", String(least));
    return !overflows(hall);
  };
  hall.removeAttribute("data-tight");
  if (drawn(largest(READ, drawn))) return;
  hall.setAttribute("data-tight", "");
  drawn(largest(SIZES, drawn));
}

/** @param {HTMLElement} hall @returns {() => void} what ends it */
export function keepsFitting(hall) {
  let last = "";
  const look = () => {
    const now = shape(hall);
    if (now === last) return;
    last = now;
    fit(hall);
  };
  const anew = () => {
    last = "";
    look();
  };
  const words = new MutationObserver(look);
  words.observe(hall, {
    childList: true,
    characterData: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["class"],
  });
  addEventListener("resize", look);
  void document.fonts.ready.then(anew);
  look();
  return () => {
    words.disconnect();
    removeEventListener("resize", look);
  };
}
