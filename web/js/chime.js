/** Two short tones that call the eye to the screen. Made here: a file would be one more to load. */

const TONES = /** @type {const} */ ([660, 880]);
const SECONDS = 0.18;

/** Browsers are silent until somebody has pressed something on the page; then so is this. */
export function chime() {
  try {
    const context = new AudioContext();
    TONES.forEach((pitch, n) => sound(context, pitch, context.currentTime + n * SECONDS));
    setTimeout(() => void context.close(), 4000 * SECONDS);
  } catch {
    // no sound on this machine
  }
}

/** @param {AudioContext} context @param {number} pitch @param {number} from */
function sound(context, pitch, from) {
  const tone = context.createOscillator();
  const loud = context.createGain();
  tone.frequency.value = pitch;
  loud.gain.setValueAtTime(0.2, from);
  loud.gain.exponentialRampToValueAtTime(0.001, from + SECONDS);
  tone.connect(loud).connect(context.destination);
  tone.start(from);
  tone.stop(from + SECONDS);
}
