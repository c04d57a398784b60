/** The wall of a live screen. Each tile hears of its own site and its own place in the queue. */
import { computed } from "@preact/signals";
import { h } from "preact";
import { useMemo } from "preact/hooks";

import { SiteWall } from "../../components/site-wall/site-wall.js";
import { later } from "../../later.js";
import { second } from "../../state/now.js";

/** @typedef {import("../../page.js").Page} Page */

const Tiles = later(() => import("../../media/tiles.js").then((part) => part.Tiles));

const now = () => second.value;

/** @param {{page: Page, onPick: (code: string) => void, list?: boolean}} props */
export function WallPart({ page, onPick, list = false }) {
  const { store } = page;
  const look = useMemo(() => {
    const places = computed(() => {
      const current = store.get("agenda")?.current;
      const order = current ? (store.get("queue", current)?.order ?? []) : [];
      /** @type {Map<string, number>} */
      const found = new Map();
      order.forEach((id, n) => {
        const site = store.get("request", id)?.site;
        if (site && !found.has(site)) found.set(site, n + 1);
      });
      return found;
    });
    /** @type {Map<string, import("@preact/signals").ReadonlySignal<number | null>>} */
    const each = new Map();
    return {
      siteOf: (/** @type {string} */ code) => store.get("site", code),
      placeOf: (/** @type {string} */ code) => {
        let place = each.get(code);
        if (!place) each.set(code, (place = computed(() => places.value.get(code) ?? null)));
        return place.value;
      },
    };
  }, [store]);
  const speaking = store.get("floor")?.speech?.site ?? null;
  return h(SiteWall, {
    codes: store.ids("site"),
    ...look,
    speaking,
    onPick,
    list,
    now,
    pictures:
      page.looks &&
      store.get("conference")?.video &&
      ((/** @type {readonly string[]} */ codes) =>
        h(Tiles, { page, codes, placeOf: look.placeOf, onPick })),
  });
}
