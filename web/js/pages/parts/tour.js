/** The walk over each screen: which parts, in which order. What is said of them: `ui.tour.…`. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Tour } from "../../components/tour/tour.js";
import { t } from "../../words.js";

/**
 * Selector and name of each stop; eight at most, for nobody listens longer.
 * @type {Record<string, readonly (readonly [at: string, name: string])[]>}
 */
export const STOPS = {
  chair: [
    [".console-queue", "next"],
    [".console-agenda", "agenda"],
    [".console-floor", "floor"],
    [".console-wall .pane-body", "wall"],
    [".console-wall .tabs", "tabs"],
    [".band", "band"],
    [".band summary", "help"],
  ],
  looking: [
    [".lead-banner", "lead"],
    [".console-agenda", "agenda"],
    [".console-floor", "floor"],
    [".console-wall .pane-body", "wall"],
    [".band summary", "help"],
  ],
  secretary: [
    [".desk-log", "log"],
    [".desk-text", "text"],
    [".desk-side", "side"],
    [".desk-text .pane-foot", "steps"],
    [".band summary", "help"],
  ],
  operator: [
    [".operator-wall", "wall"],
    [".operator-side", "side"],
    [".band", "band"],
    [".band summary", "help"],
  ],
  site: [
    [".site .happening", "now"],
    [".act-now", "step"],
    [".site .agenda", "agenda"],
    [".band", "band"],
    [".band summary", "help"],
  ],
};

/**
 * Parts that are not on the screen now are left out.
 * @param {{screen: string, onClose: () => void}} props
 */
export function ScreenTour({ screen, onClose }) {
  const [stops] = useState(() => stopsOf(screen).filter(({ at }) => document.querySelector(at)));
  return h(Tour, { stops, onClose });
}

/** @param {string} screen */
const stopsOf = (screen) =>
  (STOPS[screen] ?? []).map(([at, name]) => ({
    at,
    title: t(`ui.tour.${screen}.${name}`),
    text: t(`ui.tour.${screen}.${name}.text`),
  }));
