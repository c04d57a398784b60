/**
 * Parts of a screen that come when they are first opened, or once the screen is live and the line
 * has nothing else to do: nobody waits for what they may never look at.
 */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { html } from "./html.js";
import { allWords, t } from "./words.js";

/** @type {(() => Promise<unknown>)[]} */
const coming = [];

/**
 * @template {object} P
 * @param {() => Promise<import("preact").ComponentType<P>>} load
 * @returns {import("preact").ComponentType<P>}
 */
export function later(load) {
  /** @type {import("preact").ComponentType<P> | null} */
  let Part = null;
  const fetched = async () => {
    const [part] = await Promise.all([load(), allWords()]);
    return (Part = part);
  };
  coming.push(fetched);
  return function Later(props) {
    const [gone, say] = useState(false);
    const [, redraw] = useState(0);
    useEffect(() => {
      if (!Part)
        fetched().then(
          () => redraw(1),
          () => say(true),
        );
    }, []);
    if (Part) return h(Part, props);
    return gone
      ? html`<p class="empty" role="alert">${t("refusal.unavailable")}</p>`
      : html`<p class="empty" role="status">${t("ui.loading")}</p>`;
  };
}

/**
 * One after another, so that they are in nobody's way. What fails is asked for again when it is
 * opened.
 */
export async function fetchLater() {
  for (const each of coming.splice(0)) await each().catch(() => undefined);
}
