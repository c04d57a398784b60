/** A vote that counts down, if it does. */
import { h } from "preact";

import { Vote } from "../../components/vote/vote.js";
import { now } from "../../state/now.js";

/** @typedef {import("../../contract.js").VoteView} VoteView */

/**
 * The clock is asked only where a vote counts down.
 * @param {{vote: VoteView, big?: boolean}} props
 */
export const VoteNow = ({ vote, big = false }) =>
  h(Vote, { vote, big, at: vote.state === "open" && vote.closes_at ? now.value : 0 });
