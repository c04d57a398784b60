/** What the budget of a site leaves it. */
import { lasting } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/**
 * What its budget leaves, if it has one, and what the chair has added to it.
 * @param {{left: number | undefined, granted?: number | undefined}} props
 */
export const Budget = ({ left, granted = 0 }) =>
  left === undefined
    ? null
    : html`<span class=${left < 0 ? "mark bad" : ""}>
      ${t("ui.queue.budget", { time: lasting(left) })}${
        granted > 0 ? ` (${t("ui.queue.granted", { time: lasting(granted) })})` : ""
      }
    </span>`;
