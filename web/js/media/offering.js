/** What a browser offers: one picture in the sizes in which it is sent, and all its addresses. */

/** Bits a second, of one picture: seen by all, and waiting for it. */
const [LARGE, SMALL] = [1_200_000, 250_000];
/** The largest first, as the media server counts them. */
const SIZES = [
  { rid: "h", scaleResolutionDownBy: 1, maxBitrate: LARGE },
  { rid: "m", scaleResolutionDownBy: 2, maxBitrate: 350_000 },
  { rid: "l", scaleResolutionDownBy: 4, maxBitrate: 100_000 },
];
/** Points across, of a camera from which a browser makes three. */
const ENOUGH = 960;

/**
 * Who is seen by nobody large sends the smallest alone; of a camera of few points there is one.
 * @param {MediaStream} stream @param {boolean} large @returns {RTCRtpEncodingParameters[]}
 */
export function sizes(stream, large) {
  const [camera] = stream.getTracks().filter(({ kind }) => kind === "video");
  const points = camera?.getSettings?.().width ?? 0;
  if (points < ENOUGH) return [{ maxBitrate: large ? LARGE : SMALL }];
  return SIZES.map((each) => ({ ...each, active: large || each.rid === "l" }));
}

/** Milliseconds for a browser to find its own addresses. */
const GATHERED = 1500;

/**
 * What it offers or answers, with all addresses in it that were found by then.
 * @param {RTCPeerConnection} peer @param {(run: () => void, ms: number) => any} later
 * @returns {Promise<string>}
 */
export const gathered = (peer, later) =>
  new Promise((done) => {
    const tell = () => done(peer.localDescription?.sdp ?? "");
    if (peer.iceGatheringState === "complete") return tell();
    later(tell, GATHERED);
    peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && tell();
  });
