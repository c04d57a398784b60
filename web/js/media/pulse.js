/**
 * Whether anything still comes from the far end. A browser says "disconnected" late, and where its
 * address has changed perhaps never: what it sends arrives, and what it is sent goes astray. But it
 * counts: who sends is sent a report every second, and who only watches an answer to each of its
 * own questions, one in two and a half seconds.
 */

/** Milliseconds between two looks; and so many of them without anything. */
export const LOOK = 1000;
const STILL = 3;
const COUNTED = {
  sent: ["bytesReceived"],
  received: ["bytesReceived", "responsesReceived", "requestsReceived"],
};

/** @typedef {keyof typeof COUNTED} Way */

/** @param {readonly any[]} stats of one connection @param {Way} way */
const came = (stats, way) =>
  stats
    .filter(({ type }) => type === "candidate-pair")
    .flatMap((pair) => COUNTED[way].map((what) => pair[what] ?? 0))
    .reduce((total, each) => total + each, 0);

export function createPulse() {
  /** Looks in a row in which nothing came, and what had come by then. */
  const known = { sent: { total: -1, still: 0 }, received: { total: -1, still: 0 } };

  /** @param {Way} way @param {readonly any[]} stats */
  function look(way, stats) {
    const total = came(stats, way);
    known[way] = { total, still: known[way].total === total ? known[way].still + 1 : 0 };
    return stats.length > 0 && known[way].still >= STILL;
  }

  return {
    /**
     * Whether one of them is silent by now. Where nothing is sent there is no connection for it.
     * @param {Record<Way, readonly any[]>} stats
     */
    silent: ({ sent, received }) => [look("sent", sent), look("received", received)].includes(true),
    /** Other connections. */
    forget() {
      known.sent.total = known.received.total = -1;
    },
  };
}
