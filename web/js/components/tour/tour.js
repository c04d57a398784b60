/**
 * A walk over a screen: a card says what one part is for, and the part is framed. Nothing moves and
 * nothing is covered up but by the card, so that whoever is in a meeting goes on with it.
 */
import { h } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { giveBack } from "../../focus.js";
import { html } from "../../html.js";
import { t } from "../../words.js";
import { Button } from "../button/button.js";

/**
 * What is framed, and what is said of it.
 * @typedef {{at: string, title: string, text: string}} Stop
 */

let made = 0;

/**
 * @param {object} props
 * @param {readonly Stop[]} props.stops
 * @param {() => void} props.onClose
 */
export function Tour({ stops, onClose }) {
  const [id] = useState(() => `tour-${++made}`);
  const [n, go] = useState(0);
  const card = useRef(/** @type {HTMLElement | null} */ (null));
  const stop = stops[n];
  useReturn();
  const low = useFramed(stop?.at ?? "", card);
  if (!stop) return null;
  const last = n === stops.length - 1;
  const onKey = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && onClose();
  return html`<section
    ref=${card}
    class=${`tour${low ? " is-high" : ""}`}
    role="dialog"
    aria-labelledby=${id}
    aria-describedby=${`${id}-text`}
    tabindex="-1"
    onKeyDown=${onKey}
  >
    <p class="tour-place">${t("ui.tour.place", { n: n + 1, of: stops.length })}</p>
    <h2 id=${id}>${stop.title}</h2>
    <p id=${`${id}-text`}>${stop.text}</p>
    <div class="row">
      ${h(Button, {
        label: t(last ? "ui.tour.done" : "ui.tour.next"),
        icon: last ? "check" : "chevron-right",
        look: "primary",
        onPress: () => (last ? onClose() : go(n + 1)),
      })}
      ${
        n > 0 &&
        h(Button, { label: t("ui.tour.back"), icon: "chevron-left", onPress: () => go(n - 1) })
      }
      ${!last && h(Button, { label: t("ui.tour.leave"), look: "quiet", onPress: onClose })}
    </div>
  </section>`;
}

/**
 * The part has a frame while it is spoken of, and the card the focus: with its words and not after
 * the page is drawn, when somebody with keys alone may be at a button already.
 * @param {string} at
 * @param {{current: HTMLElement | null}} card
 * @returns {boolean} whether the part is in the lower half, so that the card goes above
 */
function useFramed(at, card) {
  const [low, lower] = useState(false);
  useLayoutEffect(() => {
    const part = at ? document.querySelector(at) : null;
    if (!(part instanceof HTMLElement)) return undefined;
    part.classList.add("is-toured");
    part.scrollIntoView({ block: "nearest" });
    const { top, bottom } = part.getBoundingClientRect();
    lower((top + bottom) / 2 > innerHeight / 2);
    card.current?.focus();
    return () => part.classList.remove("is-toured");
  }, [at]);
  return low;
}

/** The focus goes back where it was before the card took it, and before the next key. */
function useReturn() {
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) giveBack(before);
    };
  }, []);
}
