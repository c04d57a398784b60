/** What is open at this moment, for those who tell of it before anybody looks. */

/** @typedef {import("../../page.js").Page} Page */

/** Every vote, the last first. @param {Page} page */
export const votesOf = ({ store }) => store.each("vote").sort((a, b) => b.no - a.no);

/** The vote that is open. @param {Page} page */
export const openVote = (page) => votesOf(page).find((vote) => vote.state === "open") ?? null;

/** How many incidents are open. @param {Page} page */
export const openIncidents = ({ store }) =>
  store.each("incident").filter((each) => !each.resolved_at).length;

/**
 * How many messages, open incidents and written opinions there are.
 * @param {Page} page
 */
export const wordsOf = (page) => ({
  messages: page.store.ids("message").length,
  incidents: openIncidents(page),
  opinions: page.store.ids("opinion").length,
});
