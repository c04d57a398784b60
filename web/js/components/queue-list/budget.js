/** What the budget of a site leaves it. */
import { signed } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** What its budget leaves, if it has one. @param {{left: number | undefined}} props */
export const Budget = ({ left }) =>
  left === undefined
    ? null
    : html`<span class=${left < 0 ? "mark bad" : ""}>
      ${t("ui.queue.budget", { time: signed(left) })}
    </span>`;
