/** A moving picture; a card in its place while nothing arrives. */
import { useEffect, useRef, useState } from "preact/hooks";

import { html } from "../html.js";

/** Milliseconds without a new frame until there is no picture any more. */
const STILL = 2000;
const LOOK = 500;

const SHEET = new URL("../../css/media.css", import.meta.url).pathname;

/** Styles that come with the first picture: nobody else waits for them. */
export function dressed() {
  if (document.querySelector(`link[href="${SHEET}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = SHEET;
  document.head.append(link);
}

/**
 * @param {object} props
 * @param {MediaStream | null} props.stream
 * @param {string} props.label what is to be seen
 * @param {string} props.card what is said while nothing is
 * @param {string} [props.look]
 */
export function Picture({ stream, label, card, look = "" }) {
  const place = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [moving, move] = useState(false);
  useEffect(dressed, []);
  useEffect(() => {
    const video = place.current;
    if (!video) return undefined;
    video.srcObject = stream;
    video.muted = true;
    void video.play().catch(() => undefined);
    let frames = -1;
    let since = 0;
    const timer = setInterval(() => {
      const now = video.getVideoPlaybackQuality().totalVideoFrames;
      if (now !== frames) since = Date.now();
      move(now > 0 && Date.now() - since < STILL);
      frames = now;
    }, LOOK);
    return () => clearInterval(timer);
  }, [stream]);
  return html`<div class=${`media-picture ${look}${moving ? " is-moving" : ""}`}>
    <video ref=${place} aria-label=${label} playsinline disablepictureinpicture></video>
    ${!moving && html`<p class="media-card" role="status">${card}</p>`}
  </div>`;
}
