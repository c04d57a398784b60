/** A look at who is called next, before the floor is given. */
import { h } from "preact";
import { useEffect } from "preact/hooks";

import { html } from "../html.js";
import { currentQueue } from "../pages/parts/frame.js";
import { t } from "../words.js";
import { looksOf, pictureOf } from "./looks.js";
import { Picture } from "./picture.js";

/** @typedef {import("../page.js").Page} Page */

/** The site, as the view names it; whoever speaks in the hall is there. @param {Page} page */
export function siteNext(page) {
  const { store } = page;
  const round = store.get("round");
  if (round) return round.next?.[0] ?? null;
  const [first = ""] = currentQueue(page)?.next ?? [];
  return store.get("request", first)?.site ?? null;
}

/** @param {{page: Page}} props */
export function NextPicture({ page }) {
  const looks = looksOf(page);
  const code = siteNext(page);
  useEffect(() => {
    looks.next.value = code ? [code] : [];
    return () => void (looks.next.value = []);
  }, [code]);
  if (!code) return null;
  return html`<figure class="next-picture">
    ${h(Picture, {
      key: code,
      stream: pictureOf(page, code),
      label: t("ui.tiles.of", { name: nameOf(page, code) }),
      card: t("ui.media.no_picture"),
    })}
    <figcaption>${t("ui.floor.next")} <strong>${nameOf(page, code)}</strong></figcaption>
  </figure>`;
}

/** @param {Page} page @param {string} code */
const nameOf = ({ store }, code) => store.get("site", code)?.name ?? code;
