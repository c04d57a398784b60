/** What chair and desk do where picture and sound of the conference go through us. */
import { h } from "preact";

import { later } from "../../later.js";

/** @typedef {import("../../page.js").Page} Page */

const Acts = later(() => import("../../media/acts.js").then((part) => part.Acts));

/** @param {{page: Page, onMuteAll?: (() => void) | undefined}} props */
export const MediaActs = ({ page, onMuteAll }) =>
  page.media && page.store.get("conference")?.video ? h(Acts, { page, onMuteAll }) : null;
