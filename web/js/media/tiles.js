/**
 * The sites in moving pictures, a page at a time: only what is in view is asked for. A page goes
 * on with PageDown and back with PageUp; filters and the field to find a site are the wall's.
 */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { html } from "../html.js";
import { typing } from "../pages/parts/help.js";
import { t } from "../words.js";
import { deskOf, lit } from "./desk.js";
import { looksOf } from "./looks.js";
import { dressed } from "./picture.js";
import { Tile } from "./tile.js";
import { Troubles } from "./troubles.js";

/** @typedef {import("../page.js").Page} Page */

/** As many as stand on a page. */
export const PAGE = 12;
const TURNS = new Map([
  ["PageUp", -1],
  ["PageDown", 1],
]);

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {readonly string[]} props.codes
 * @param {(code: string) => number | null} props.placeOf in the current queue
 * @param {(code: string) => void} props.onPick
 */
export function Tiles({ page, codes, placeOf, onPick }) {
  const [wanted, turn] = useState(0);
  const desk = deskOf(page);
  const shown = lit(page);
  const last = Math.max(0, Math.ceil(codes.length / PAGE) - 1);
  const at = Math.min(wanted, last);
  const these = codes.slice(at * PAGE, (at + 1) * PAGE);
  const box = useInView(page, these);
  useEffect(dressed, []);
  useEffect(() => {
    if (shown && !desk.open.peek()) desk.watch();
  }, [shown]);
  useTurning((by) => turn(Math.min(last, Math.max(0, at + by))));
  if (!shown) return html`<p class="empty">${t("ui.tiles.dark")}</p>`;
  return html`
    ${h(Troubles, { page, desk })}
    ${
      looksOf(page).weak.value &&
      html`<p class="notice warn" role="status">${t("ui.tiles.weak")}</p>`
    }
    <ul class="moving-tiles plain" ref=${box} aria-label=${t("ui.tiles.title")}>
      ${these.map((code) => h(Tile, { key: code, page, code, place: placeOf(code), onPick }))}
    </ul>
    ${last > 0 && h(Pages, { at, last, onTurn: turn })}
  `;
}

/** @param {{at: number, last: number, onTurn: (page: number) => void}} props */
const Pages = ({ at, last, onTurn }) => html`<p class="row moving-pages">
  ${h(Button, {
    label: t("ui.tiles.back"),
    icon: "chevron-left",
    look: "small",
    hotkey: "PageUp",
    blocked: at === 0 ? t("ui.tiles.first") : "",
    onPress: () => onTurn(at - 1),
  })}
  <span role="status">${t("ui.tiles.page", { n: at + 1, of: last + 1 })}</span>
  ${h(Button, {
    label: t("ui.tiles.on"),
    icon: "chevron-right",
    look: "small",
    hotkey: "PageDown",
    blocked: at === last ? t("ui.tiles.last") : "",
    onPress: () => onTurn(at + 1),
  })}
</p>`;

/**
 * Looks at those of them that are in view, as long as they are drawn.
 * @param {Page} page @param {readonly string[]} codes
 */
function useInView(page, codes) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const drawn = lit(page);
  useEffect(() => {
    const looks = looksOf(page);
    /** @type {Set<string | undefined>} */
    const seen = new Set();
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries)
        seen[isIntersecting ? "add" : "delete"](/** @type {HTMLElement} */ (target).dataset.site);
      looks.page.value = codes.filter((code) => seen.has(code));
    });
    box.current?.querySelectorAll("[data-site]").forEach((each) => watcher.observe(each));
    return () => {
      watcher.disconnect();
      looks.page.value = [];
    };
  }, [codes.join(" "), drawn]);
  return box;
}

/** @param {(by: number) => void} onTurn */
function useTurning(onTurn) {
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      const by = TURNS.get(event.key);
      if (!by || event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
      event.preventDefault();
      onTurn(by);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
