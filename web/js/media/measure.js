/**
 * What a browser has counted of its own lines, between two looks: what it sends, what it is sent,
 * and what became of both on the way.
 */

/** @typedef {import("../contract.js").LineReading} LineReading */
/** @typedef {"none" | "off" | "on"} Given a camera or microphone: none there, off, or on */
/**
 * @typedef {object} Counted so far, by whoever counts
 * @property {number} at milliseconds
 * @property {number} up bytes
 * @property {number} down bytes
 * @property {number} pictures sent
 * @property {number} sounds packets of them, sent
 * @property {number} echoed packets of one's own sound that came back
 * @property {number} energy of the microphone
 * @property {number} lasted seconds in which it was gathered
 * @property {Map<string, Line>} lines of each that is received
 */
/**
 * @typedef {object} Line
 * @property {number} got packets
 * @property {number} lost
 * @property {boolean} [still] none came since the count before
 */
/**
 * @typedef {object} Measured
 * @property {LineReading} reading
 * @property {Given} microphone
 * @property {Given} camera
 * @property {boolean} loud somebody spoke
 * @property {boolean} echoed what was sent came back through the server
 */

/** Where a site is sent its own sound in the lobby. */
const OWN_LINE = "1";
/** Of full scale: a room in which somebody speaks is louder. */
const LOUD = 0.003;
/** Packets of which a share says something. */
const SOME = 20;

/** @param {readonly any[]} all @param {string} type @param {string} what @param {any} [of] */
const sum = (all, type, what, of = {}) =>
  all
    .filter((each) => each.type === type)
    .filter((each) => Object.entries(of).every(([key, value]) => each[key] === value))
    .reduce((total, each) => total + (each[what] ?? 0), 0);

/**
 * @param {{sent: readonly any[], received: readonly any[]}} stats
 * @param {number} at
 * @param {Counted | null} [before]
 */
export function counted({ sent, received }, at, before = null) {
  const audio = { kind: "audio" };
  /** @type {Counted["lines"]} */
  const lines = new Map();
  for (const { type, id, packetsReceived: got = 0, packetsLost: lost = 0 } of received)
    if (type === "inbound-rtp")
      lines.set(id, { got, lost: Math.max(0, lost), still: before?.lines.get(id)?.got === got });
  return {
    at,
    up: sum(sent, "outbound-rtp", "bytesSent"),
    down: sum(received, "inbound-rtp", "bytesReceived"),
    pictures: sum(sent, "outbound-rtp", "framesSent", { kind: "video" }),
    sounds: sum(sent, "outbound-rtp", "packetsSent", audio),
    echoed: sum(received, "inbound-rtp", "packetsReceived", { ...audio, mid: OWN_LINE }),
    energy: sum(sent, "media-source", "totalAudioEnergy", audio),
    lasted: sum(sent, "media-source", "totalSamplesDuration", audio),
    lines,
  };
}

/**
 * The least share of packets lost on any line that was received since: what goes astray on the way
 * to here is missing on all, what does on a sender's way to the media server on theirs alone. The
 * gap of a line that stood still is no share: it was cut off.
 * @param {Counted["lines"]} before @param {Counted["lines"]} now
 */
export function lostDown(before, now) {
  const shares = [];
  for (const [id, { got, lost }] of now) {
    const was = before.get(id);
    if (!was || was.still) continue;
    const gone = Math.max(0, lost - was.lost);
    const all = Math.max(0, got - was.got) + gone;
    if (all > SOME) shares.push(gone / all);
  }
  return shares.length ? Math.min(...shares) : 0;
}

/** What the far end tells of what it is sent. @param {readonly any[]} sent @param {string} what */
const told = (sent, what) =>
  Math.max(
    0,
    ...sent.filter((each) => each.type === "remote-inbound-rtp").map((each) => each[what] ?? 0),
  );

/** The way there and back, where it is known from packets alone. @param {readonly any[]} all */
const way = (all) =>
  Math.max(
    0,
    ...all
      .filter((each) => each.type === "candidate-pair" && each.nominated)
      .map((each) => each.currentRoundTripTime ?? 0),
  );

/**
 * @param {Counted} before
 * @param {Counted} now
 * @param {{sent: readonly any[], received: readonly any[]}} stats of now
 * @param {{microphone: Given, camera: Given}} given
 * @returns {Measured}
 */
export function measured(before, now, { sent, received }, { microphone, camera }) {
  const ms = Math.max(1, now.at - before.at);
  const rate = (/** @type {"up" | "down"} */ which) =>
    Math.max(0, Math.round(((now[which] - before[which]) * 8) / ms));
  const lasted = now.lasted - before.lasted;
  const power = lasted > 0 ? Math.max(0, now.energy - before.energy) / lasted : 0;
  return {
    reading: {
      sound: microphone === "on" && now.sounds > before.sounds,
      picture: camera === "on" && now.pictures > before.pictures,
      lost_up: Math.min(1, told(sent, "fractionLost")),
      lost_down: lostDown(before.lines, now.lines),
      delay: Math.round(1000 * (told(sent, "roundTripTime") || way([...sent, ...received]))),
      up: rate("up"),
      down: rate("down"),
    },
    microphone,
    camera,
    loud: Math.sqrt(power) > LOUD,
    echoed: now.echoed > before.echoed,
  };
}
