/** A vote on the screen of the hall. */
import { h } from "preact";

import { currentItem } from "./frame.js";
import { votesOf } from "./open.js";
import { VoteNow } from "./vote-now.js";

/** @typedef {import("../../page.js").Page} Page */

/**
 * In the hall: the question while it is open, its result until somebody speaks again.
 * @param {{page: Page}} props
 */
export function HallVote({ page }) {
  const vote = hallVote(page);
  return vote && h(VoteNow, { vote, big: true });
}

/** The vote the hall looks at now, if any. @param {Page} page */
export function hallVote(page) {
  const [last] = votesOf(page);
  if (!last || last.state === "annulled") return null;
  return last.state === "open" || last.item === currentItem(page)?.id ? last : null;
}
