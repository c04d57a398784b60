/** The clause before the room: its text, what is asked of it, and what everybody may know of it. */
import { h } from "preact";

import { html } from "../../html.js";
import { focusOf } from "../parts/clauses.js";
import { Aloud } from "../parts/draft.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export const Clause = ({ page }) =>
  html`<div class="hall-clause" aria-label=${focusOf(page)?.label ?? ""} role="group">
    ${h(Aloud, { page })}
  </div>`;
