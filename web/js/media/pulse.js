/**
 * Whether anything still comes from the far end. A browser says "disconnected" late, and where its
 * address has changed perhaps never: what it sends arrives, and what it is sent goes astray. But it
 * counts: who sends is sent a report every second, and who only watches an answer to each of its
 * own questions, one in two and a half seconds.
 *
 * Of another address the answers tell at once: they come to it, and all that is sent goes on to the
 * one before. So where one's own end of a line has become another and nothing but answers came by
 * it, one is looked for elsewhere. What came between the same two looks as the other end may have
 * come before it: the next look tells. A line that is led another way begins with other ends, of
 * another name (`usernameFragment`).
 */

/** Milliseconds between two looks; and so many of them without anything. */
export const LOOK = 1000;
const STILL = 3;
const COUNTED = {
  sent: ["bytesReceived"],
  received: ["bytesReceived", "responsesReceived", "requestsReceived"],
};

/** @typedef {keyof typeof COUNTED} Way */

/** @param {readonly any[]} stats of one connection @param {readonly string[]} what */
const came = (stats, what) =>
  stats
    .filter(({ type }) => type === "candidate-pair")
    .flatMap((pair) => what.map((each) => pair[each] ?? 0))
    .reduce((total, each) => total + each, 0);

/**
 * One's own end of the line that is in use and has been answered: of which name, and which it is.
 * @param {readonly any[]} stats
 */
function ownEnd(stats) {
  const found = (/** @type {string | undefined} */ wanted) =>
    stats.find(({ id }) => id && id === wanted);
  const transport = stats.find(({ type }) => type === "transport");
  const pair = found(transport?.selectedCandidatePairId);
  const end = pair?.responsesReceived ? found(pair.localCandidateId) : undefined;
  return end?.usernameFragment ? { id: end.id, name: end.usernameFragment } : null;
}

/** What was seen at a look, before there was any. */
const NOTHING = { id: "", name: "", bytes: -1 };

export function createPulse() {
  /** Looks in a row in which nothing came, and what had come by then. */
  const known = { sent: { total: -1, still: 0 }, received: { total: -1, still: 0 } };
  let last = NOTHING;
  /** One's own end that something came by. */
  let proven = "";

  /** @param {Way} way @param {readonly any[]} stats */
  function look(way, stats) {
    const total = came(stats, COUNTED[way]);
    known[way] = { total, still: known[way].total === total ? known[way].still + 1 : 0 };
    return stats.length > 0 && known[way].still >= STILL;
  }

  /** @param {readonly any[]} stats */
  function moved(stats) {
    const end = ownEnd(stats);
    if (!end) return false;
    const now = { ...end, bytes: came(stats, COUNTED.sent) };
    const before = last;
    last = now;
    if (now.name !== before.name) proven = now.id;
    if (now.bytes === before.bytes) return now.id !== proven;
    if (now.id === before.id) proven = now.id;
    return false;
  }

  return {
    /**
     * Whether one of them is silent by now. Where nothing is sent there is no connection for it.
     * @param {Record<Way, readonly any[]>} stats
     */
    silent: ({ sent, received }) =>
      [look("sent", sent), look("received", received), moved(received)].includes(true),
    /** Other connections. */
    forget() {
      known.sent.total = known.received.total = -1;
      last = NOTHING;
    },
  };
}
