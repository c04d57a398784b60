/** The log as the secretary sees it grow, drawn from the view. */
import { ms } from "../../format.js";

/** @typedef {import("../../contract.js").ItemView} ItemView */
/** @typedef {import("../../contract.js").SpeechView} SpeechView */
/** @typedef {import("../../contract.js").OpinionView} OpinionView */
/** @typedef {import("../../contract.js").IncidentView} IncidentView */
/** @typedef {import("../../contract.js").VoteView} VoteView */
/**
 * `about` is what a note would be written about; without it the line is only read.
 * @typedef {{key: string, at: string, till: string | null, sort: "item" | "speech" | "vote" | "opinion" | "incident", about: string | null, item?: ItemView, speech?: SpeechView, opinion?: OpinionView, incident?: IncidentView, vote?: VoteView}} Entry
 */

/**
 * @param {{items: readonly ItemView[], speeches: readonly SpeechView[], running?: readonly SpeechView[], opinions?: readonly OpinionView[], incidents?: readonly IncidentView[], votes?: readonly VoteView[]}} view
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
