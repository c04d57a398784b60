/**
 * Camera and microphone of this machine: opened as they were chosen last, and in words when they
 * cannot be.
 */

import { trying } from "../kept.js";

/**
 * `denied` by the person or the browser, `none` there, `taken` by another program, `unsafe` on a
 * page without https, `failed` for no reason that a browser tells.
 * @typedef {"" | "denied" | "none" | "no_camera" | "no_microphone" | "taken" | "unsafe" | "failed"}
 *   Wrong
 */
/** @typedef {{camera: string, microphone: string}} Choice */

const KEPT = "diemcau.media";

/** @returns {Choice} ids, empty for whatever the browser takes */
export function chosen() {
  try {
    return { camera: "", microphone: "", ...JSON.parse(localStorage.getItem(KEPT) ?? "{}") };
  } catch {
    return { camera: "", microphone: "" };
  }
}

/** @param {Choice} choice */
export const choose = (choice) => trying(() => localStorage.setItem(KEPT, JSON.stringify(choice)));

/** @param {string} id */
const exactly = (id) => (id ? { deviceId: { ideal: id } } : {});

/** @param {Choice} choice */
const sound = ({ microphone }) => ({
  ...exactly(microphone),
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
});

/** @param {Choice} choice */
const picture = ({ camera }) => ({
  ...exactly(camera),
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 25, max: 30 },
});

/** @param {unknown} error @returns {Wrong} */
export function named(error) {
  switch (/** @type {{name?: string}} */ (error)?.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "none";
    case "NotReadableError":
    case "AbortError":
      return "taken";
    default:
      return "failed";
  }
}

/**
 * Both, or the one of them that is there: a site without a camera is heard, one without a
 * microphone is seen, and is told what is missing.
 * @returns {Promise<{stream: MediaStream | null, wrong: Wrong}>}
 */
export async function open(choice = chosen()) {
  const devices = navigator.mediaDevices;
  if (!devices?.getUserMedia) return { stream: null, wrong: "unsafe" };
  const audio = sound(choice);
  const video = picture(choice);
  try {
    return { stream: await devices.getUserMedia({ audio, video }), wrong: "" };
  } catch (error) {
    const wrong = named(error);
    if (wrong === "denied") return { stream: null, wrong };
    const [heard, seen] = [
      await devices.getUserMedia({ audio }).catch(() => null),
      await devices.getUserMedia({ video }).catch(() => null),
    ];
    if (!heard && !seen) return { stream: null, wrong };
    const stream = /** @type {MediaStream} */ (heard ?? seen);
    if (wrong === "taken") return { stream, wrong };
    return { stream, wrong: heard ? "no_camera" : "no_microphone" };
  }
}

/** What may be chosen, by kind; with names once the browser was let. */
export async function list() {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return {
    camera: all.filter((each) => each.kind === "videoinput"),
    microphone: all.filter((each) => each.kind === "audioinput"),
  };
}
