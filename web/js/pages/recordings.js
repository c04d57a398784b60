/**
 * Listening again: beside what browsers do by themselves (blank, arrows), J and L go back and on by
 * ten seconds and H to half speed and back, on the player that has the focus or was played last.
 */
const STEP = 10;

/** @type {HTMLVideoElement | null} */
let last = null;

for (const player of document.querySelectorAll("video"))
  for (const when of ["play", "focus"]) player.addEventListener(when, () => (last = player));

/** @type {Record<string, (player: HTMLVideoElement) => void>} */
const KEYS = {
  j: (player) => (player.currentTime -= STEP),
  l: (player) => (player.currentTime += STEP),
  h: (player) => (player.playbackRate = player.playbackRate === 1 ? 0.5 : 1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
  if (last) KEYS[event.key.toLowerCase()]?.(last);
});
