/** What lies on the current item to be gone through: a draft, a board of petitions, or both. */
import { h } from "preact";

import { html } from "../../html.js";
import { BoardPart } from "./board.js";
import { DraftPart } from "./draft.js";

/** @param {{page: import("../../page.js").Page}} props */
export const LyingPart = ({ page }) => html`${h(DraftPart, { page })}${h(BoardPart, { page })}`;
