/** Picture and sound in the browser: what is agreed, and what is done when it breaks. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { BAD, GOOD, TRIED_AGAIN, judged } from "../../web/js/media/bad-line.js";
import { named } from "../../web/js/media/devices.js";
import { sizes } from "../../web/js/media/offering.js";
import { agreed, scene, stream } from "./support/lines.js";

test("one sound and one picture are offered, also where there is no camera", async () => {
  const { lines, peers, offered, kinds } = scene();
  lines.open(stream);
  assert.deepEqual(kinds(), ["watch_media"]);
  await offered();
  assert.deepEqual(kinds().toSorted(), ["agree_media", "send_media", "watch_media"]);
  assert.deepEqual(peers[0]?.offered, [{ kind: "audio" }, "video"]);
});

test("a picture is sent in three sizes where the camera has the points for them", () => {
  const camera = (/** @type {number} */ width) =>
    /** @type {any} */ ({ getTracks: () => [{ kind: "video", getSettings: () => ({ width }) }] });
  const active = (/** @type {boolean} */ large) =>
    sizes(camera(1280), large).map((each) => [each.rid, each.active]);
  assert.deepEqual(active(true), [
    ["h", true],
    ["m", true],
    ["l", true],
  ]);
  assert.deepEqual(active(false), [
    ["h", false],
    ["m", false],
    ["l", true],
  ]);
  assert.equal(sizes(camera(640), true).length, 1);
  assert.deepEqual(sizes(stream, false), [{ maxBitrate: 250_000 }]);
});

test("both ways go by the relay that was told last", async () => {
  const { lines, relays, offered } = scene();
  lines.open(stream);
  const [first, later] = [{ urls: "turn:a" }, { urls: "turn:b" }];
  await offered(first);
  lines.hear({ t: "media_lines", offer: "anew" });
  lines.hear({ t: "media_over", code: "lost" });
  await offered(later);
  assert.deepEqual(relays, [first, first, later, later]);
});

test("it is on when both ways are connected", async () => {
  const { lines, peers, offered, said, settle } = scene();
  lines.open(stream);
  await offered();
  const { id } = said.find(({ t }) => t === "send_media");
  lines.hear({ t: "media_sent", id, answer: "theirs" });
  await settle();
  peers[0]?.become("connected");
  assert.equal(lines.state.value, "joining");
  peers[1]?.become("connected");
  assert.equal(lines.state.value, "on");
});

test("lines that are offered anew are agreed on the same connection", async () => {
  const { lines, peers, settle, kinds } = scene();
  lines.open(null);
  lines.hear({ t: "media_lines", offer: "first" });
  lines.hear({ t: "media_lines", offer: "second" });
  await settle();
  assert.equal(peers.length, 1);
  assert.deepEqual(kinds(), ["watch_media", "agree_media", "agree_media"]);
});

for (const [name, frame] of Object.entries({
  "the media server has lost it": { t: "media_over", code: "lost" },
  "the socket is back before it was agreed": { t: "welcome" },
}))
  test(`all begins anew with new connections when ${name}`, async () => {
    const { lines, offered, kinds, live } = scene();
    lines.open(stream);
    await offered();
    lines.hear(frame);
    assert.equal(live().length, 0);
    assert.equal(kinds().at(-1), "watch_media");
    await offered();
    assert.equal(live().length, 2);
    assert.ok(kinds().slice(-2).includes("send_media"));
  });

test("what was agreed goes on when the socket is back", async () => {
  const { lines, said, due, live } = await agreed();
  lines.hear({ t: "welcome" });
  assert.deepEqual({ ...said.at(-1), id: "" }, { t: "keep_media", sends: true, id: "" });
  lines.hear({ t: "no", id: said.at(-1).id, code: "media_away" });
  await due();
  assert.equal(said.at(-1).t, "keep_media", "the media server is not found yet");
  assert.deepEqual([lines.state.value, live().length], ["on", 2]);
});

test("where it does not stand any more it begins anew at once", async () => {
  const { lines, said, kinds } = await agreed();
  lines.hear({ t: "welcome" });
  lines.hear({ t: "no", id: said.at(-1).id, code: "media_not_connected" });
  assert.equal(kinds().at(-1), "watch_media");
});

test("a connection that fails is made anew after a while", async () => {
  const { lines, peers, offered, due, kinds } = scene();
  lines.open(stream);
  await offered();
  peers[0]?.become("failed");
  assert.equal(kinds().length, 3);
  await due();
  assert.deepEqual(kinds().slice(3), ["watch_media"]);
});

test("what is away is asked for again, what is refused for good is not", async () => {
  const { lines, settle, due, said, kinds } = scene();
  lines.open(null);
  lines.hear({ t: "no", id: said[0].id, code: "media_away" });
  await due();
  assert.deepEqual(kinds(), ["watch_media", "watch_media"]);
  lines.hear({ t: "no", id: said[1].id, code: "no_video" });
  await settle();
  assert.deepEqual([lines.state.value, lines.why.value], ["refused", "no_video"]);
  await due();
  assert.equal(kinds().length, 2);
});

test("a refusal of another act is nobody's here", () => {
  const { lines } = scene();
  lines.open(null);
  lines.hear({ t: "no", id: "an act", code: "no_video" });
  assert.equal(lines.state.value, "joining");
});

test("another device of the place has it, until it is wanted here again", () => {
  const { lines, live } = scene();
  lines.open(stream);
  lines.hear({ t: "media_over", code: "elsewhere" });
  assert.deepEqual([lines.state.value, live().length], ["elsewhere", 0]);
  lines.hear({ t: "welcome" });
  assert.equal(live().length, 0);
  lines.open(stream);
  assert.equal(lines.state.value, "joining");
});

test("whoever stops says so", () => {
  const { lines, kinds, live } = scene();
  lines.open(stream);
  lines.close();
  assert.equal(kinds().at(-1), "stop_media");
  assert.equal(live().length, 0);
});

test("three bad readings take the picture off, thirty good seconds bring it back", () => {
  let line = GOOD;
  for (const at of [0, 1, 2]) line = judged(line, 2 * BAD, at);
  assert.equal(line.off, true);
  line = judged(line, 2 * BAD, 1000);
  assert.equal(judged(line, 0, 1000 + TRIED_AGAIN - 1).off, true);
  assert.equal(judged(line, 0, 1000 + TRIED_AGAIN).off, false);
  assert.equal(judged(judged(GOOD, 2 * BAD, 0), 0, 1).bad, 0);
});

test("what a browser says of its devices has a name", () => {
  assert.deepEqual(
    ["NotAllowedError", "NotFoundError", "NotReadableError", "Else"].map((name) => named({ name })),
    ["denied", "none", "taken", "failed"],
  );
  assert.equal(named(undefined), "failed");
});
