/** How loud a microphone is: a bar that moves while somebody speaks. */
import { useEffect, useRef } from "preact/hooks";

import { html } from "../html.js";
import { t } from "../words.js";

const EVERY = 100;

/** @param {{stream: MediaStream, silent: boolean}} props */
export function Level({ stream, silent }) {
  const place = useRef(/** @type {HTMLMeterElement | null} */ (null));
  useEffect(() => {
    const track = stream.getAudioTracks()[0];
    if (!track || !globalThis.AudioContext) return undefined;
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    analyser.fftSize = 512;
    audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(wave);
      const power = wave.reduce((sum, each) => sum + each * each, 0) / wave.length;
      if (place.current) place.current.value = Math.min(1, Math.sqrt(power) * 4);
    }, EVERY);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [stream]);
  return html`<meter
    class="media-level"
    ref=${place}
    min="0"
    max="1"
    value="0"
    data-silent=${silent ? "" : undefined}
    aria-label=${t("ui.media.level")}
  ></meter>`;
}
