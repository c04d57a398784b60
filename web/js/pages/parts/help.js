/**
 * Help in place: the keys of a screen under `?`, and a first word to who has not been here before.
 */
import { signal } from "@preact/signals";
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { fetchMoreWords, has, t } from "../../words.js";

const HelpSheet = later(() => import("./help-sheet.js").then((part) => part.HelpSheet));
const ScreenTour = later(() =>
  Promise.all([import("./tour.js"), fetchMoreWords("tour")]).then(([part]) => part.ScreenTour),
);

/** Screens whose keys are told (`help-sheet.js`). */
export const TOLD = new Set(["chair", "secretary", "operator", "roll-call", "site"]);

/** Screens over which somebody is shown around: those of `STOPS` in `tour.js`. */
export const SHOWN_AROUND = new Set(["chair", "looking", "secretary", "operator", "site"]);

/**
 * Whether keys now belong to somebody who writes, or to an open sheet.
 * @param {KeyboardEvent} event
 */
export const typing = (event) =>
  document.querySelector("dialog[open], .tour") !== null ||
  (event.target instanceof Element &&
    event.target.closest("input, textarea, select, [contenteditable]") !== null);

const REMEMBERED = "diemcau.seen.";
const seen = signal(/** @type {Record<string, boolean>} */ ({}));

/**
 * Whether the hint of a screen has been put away, now or at another time.
 * @param {string} screen
 */
function wasSeen(screen) {
  if (seen.value[screen]) return true;
  try {
    return localStorage.getItem(REMEMBERED + screen) !== null;
  } catch {
    return false; // a browser that remembers nothing is told every time
  }
}

/** @param {string} screen */
function putAway(screen) {
  seen.value = { ...seen.peek(), [screen]: true };
  try {
    localStorage.setItem(REMEMBERED + screen, "1");
  } catch {
    // It is put away for this visit.
  }
}

/**
 * What the strip says while there is no notice.
 * @param {object} props
 * @param {string} props.screen
 * @param {string} props.seat whose hint it is
 * @param {() => void} props.onHelp
 * @param {() => void} props.onTour
 * @param {readonly (readonly [string, string])[]} [props.links]
 * @param {import("preact").ComponentChildren} [props.children]
 */
export function Quiet({ screen, seat, onHelp, onTour, links = [], children }) {
  const first = has(`ui.hint.${seat}`) && !wasSeen(seat);
  return html`<div class=${`strip-quiet${first ? " is-first" : ""}`}>
    ${
      first
        ? html`
          <p title=${t(`ui.hint.${seat}`)}>${t(`ui.hint.${seat}`)}</p>
          ${h(Button, {
            label: t("ui.tour.start"),
            icon: "chevron-right",
            look: "small",
            onPress: () => {
              putAway(seat);
              onTour();
            },
          })}
          ${h(Button, {
            label: t("ui.hint.seen"),
            icon: "check",
            look: "small",
            onPress: () => putAway(seat),
          })}
        `
        : html`<p>${children}</p>`
    }
    ${links.map(
      ([address, words]) => html`<a
        key=${address}
        class="button quiet small strip-link"
        href=${address}
      >
        ${words}
      </a>`,
    )}
    ${
      TOLD.has(screen) &&
      html`<button
        type="button"
        class="button quiet small"
        aria-keyshortcuts="?"
        onClick=${onHelp}
      >
        ${h(Icon, { name: "list" })} ${t("ui.help.title")} <kbd aria-hidden="true">?</kbd>
      </button>`
    }
  </div>`;
}

/**
 * The sheet of keys, under `?` and its button, and from there the walk over the screen.
 * @param {import("../../page.js").Page} page
 * @param {string} seat over which they are walked: a console on which one looks on has its own
 * @returns {{open: () => void, walk: () => void, sheet: import("preact").VNode<any> | null}}
 */
export function useHelp(page, seat) {
  const { screen } = page;
  const [shown, show] = useState(/** @type {"sheet" | "tour" | null} */ (null));
  // A sheet that makes room for the walk says, as it goes, that it is closed.
  const close = (/** @type {"sheet" | "tour"} */ what) => () =>
    show((now) => (now === what ? null : now));
  useEffect(() => {
    if (!TOLD.has(screen)) return undefined;
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || typing(event))
        return;
      event.preventDefault();
      show("sheet");
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [screen]);
  return {
    open: () => show("sheet"),
    walk: () => show("tour"),
    sheet:
      shown === "sheet"
        ? h(HelpSheet, { page, seat, onClose: close("sheet"), onTour: () => show("tour") })
        : shown && h(ScreenTour, { screen: seat, onClose: close("tour") }),
  };
}
