/** The log as the secretary sees it grow, drawn from the view. */
import { ms } from "../../format.js";

/** @typedef {import("../../contract.js").ItemView} ItemView */
/** @typedef {import("../../contract.js").SpeechView} SpeechView */
/** @typedef {import("../../contract.js").OpinionView} OpinionView */
/** @typedef {import("../../contract.js").IncidentView} IncidentView */
/** @typedef {import("../../contract.js").VoteView} VoteView */
/**
 * `about` is what a note would be written about; without it the line is only read.
 * @typedef {object} Entry
 * @property {string} key
 * @property {string} at
 * @property {string | null} till
 * @property {"item" | "speech" | "vote" | "opinion" | "incident"} sort
 * @property {string | null} about
 * @property {ItemView} [item]
 * @property {SpeechView} [speech]
 * @property {OpinionView} [opinion]
 * @property {IncidentView} [incident]
 * @property {VoteView} [vote]
 */

/**
 * @param {object} view
 * @param {readonly ItemView[]} view.items
 * @param {readonly SpeechView[]} view.speeches
 * @param {readonly SpeechView[]} [view.running]
 * @param {readonly OpinionView[]} [view.opinions]
 * @param {readonly IncidentView[]} [view.incidents]
 * @param {readonly VoteView[]} [view.votes]
 * @returns {Entry[]} in the order of time; an item before what was said on it
 */
export function logOf({
  items,
  speeches,
  running = [],
  opinions = [],
  incidents = [],
  votes = [],
}) {
  /** @type {Entry[]} */
  const entries = [];
  for (const item of items) {
    if (item.started_at)
      entries.push({
        key: `item/${item.id}`,
        at: item.started_at,
        till: item.finished_at ?? null,
        sort: "item",
        about: `item/${item.id}`,
        item,
      });
  }
  for (const speech of [...speeches, ...running]) {
    entries.push({
      key: `speech/${speech.no}`,
      at: speech.started_at,
      till: speech.ended_at ?? null,
      sort: "speech",
      about: `speech/${speech.no}`,
      speech,
    });
  }
  for (const opinion of opinions)
    entries.push({
      key: `opinion/${opinion.id}`,
      at: opinion.at,
      till: null,
      sort: "opinion",
      about: null,
      opinion,
    });
  for (const incident of incidents)
    entries.push({
      key: `incident/${incident.id}`,
      at: incident.at,
      till: incident.resolved_at ?? null,
      sort: "incident",
      about: null,
      incident,
    });
  for (const vote of votes)
    entries.push({
      key: `vote/${vote.no}`,
      at: vote.opened_at,
      till: vote.ended_at ?? null,
      sort: "vote",
      about: null,
      vote,
    });
  const rank = { item: 0, speech: 1, vote: 2, opinion: 3, incident: 4 };
  return entries.sort((a, b) => ms(a.at) - ms(b.at) || rank[a.sort] - rank[b.sort]);
}
