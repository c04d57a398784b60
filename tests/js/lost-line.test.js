/** Picture and sound that are lost and come back: by themselves, another way, or anew. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createPulse } from "../../web/js/media/pulse.js";
import { agreed } from "./support/lines.js";

/** Lines that are broken, and that a second was not enough for. */
async function lost() {
  const all = await agreed();
  all.peers[0]?.become("disconnected");
  await all.due();
  assert.equal(all.lines.state.value, "lost");
  return all;
}

test("a hiccup of a second is nobody's business", async () => {
  const { lines, peers, due, kinds } = await agreed();
  const before = kinds().length;
  peers[0]?.become("disconnected");
  assert.equal(lines.state.value, "on");
  peers[0]?.become("connected");
  await due();
  assert.deepEqual([lines.state.value, kinds().slice(before)], ["on", ["keep_media"]]);
});

test("what is broken is led another way by the same connections", async () => {
  const { lines, said, peers, live, offered, settle } = await lost();
  assert.deepEqual(
    said.slice(-2).map(({ t, restart }) => [t, restart]),
    [
      ["watch_media", true],
      ["send_media", true],
    ],
  );
  lines.hear({ t: "media_sent", id: said.at(-1).id, answer: "another way" });
  await offered();
  await settle();
  assert.equal(said.at(-1).t, "agree_media");
  peers[0]?.become("connected");
  assert.deepEqual([lines.state.value, live().length, peers.length], ["on", 2, 2]);
  assert.equal(said.at(-1).t, "keep_media", "it begins with a whole picture");
});

test("without a socket nothing is tried and nothing given up", async () => {
  const { lines, socket, peers, due, said, live } = await agreed();
  socket.there = false;
  peers[0]?.become("failed");
  const before = said.length;
  for (let n = 0; n < 9; n += 1) await due();
  assert.deepEqual([said.length, live().length, lines.state.value], [before, 2, "lost"]);
  socket.there = true;
  lines.hear({ t: "welcome" });
  assert.equal(said.at(-1).t, "keep_media");
  await due();
  assert.deepEqual([said.at(-2).restart, said.at(-1).restart], [true, true]);
});

test("where no other way is found it begins anew", async () => {
  const { kinds, due, live, offered } = await lost();
  const restarted = () => kinds().filter((kind) => kind === "send_media").length - 1;
  while (live().length) await due();
  assert.equal(restarted(), 5);
  await due();
  await offered();
  assert.equal(live().length, 2);
});

test("where the media server has let go it begins anew", async () => {
  const { lines, said, due, live, kinds } = await lost();
  lines.hear({ t: "no", id: said.at(-1).id, code: "media_not_connected" });
  assert.equal(live().length, 0);
  await due();
  assert.equal(kinds().at(-1), "watch_media");
  assert.equal(said.at(-1).restart, undefined);
});

test("what a browser takes for whole and nothing comes by is led another way", async () => {
  const { lines, said, due } = await agreed();
  lines.felt(true);
  await due();
  assert.deepEqual([lines.state.value, said.at(-1).restart], ["lost", true]);
  lines.felt(true);
  assert.equal(lines.state.value, "lost");
  lines.felt(false);
  assert.equal(lines.state.value, "on");
});

test("three looks without anything from one of both are silence", () => {
  const { silent, forget } = createPulse();
  const pair = (/** @type {object} */ counts) => [{ type: "candidate-pair", ...counts }];
  const look = (/** @type {number} */ sent, /** @type {number} */ answers) =>
    silent({
      sent: pair({ bytesReceived: sent, responsesReceived: 9 }),
      received: pair({ answers }),
    });
  const looks = [1, 1, 1, 1].map((bytes) => look(bytes, 1));
  assert.deepEqual(looks, [false, false, false, true], "an answer is no report");
  forget();
  assert.equal(look(1, 1), false);
  const watches = [1, 2, 2, 2, 2].map((responsesReceived) =>
    silent({ sent: [], received: pair({ responsesReceived }) }),
  );
  assert.deepEqual(watches, [false, false, false, false, true]);
});

/**
 * A line that is in use, as a browser tells of it.
 * @param {{bytes?: number, answers?: number, end?: string, name?: string}} of
 */
const watched = ({ bytes = 900, answers = 1, end = "home", name = "first" }) => [
  { type: "transport", id: "T", selectedCandidatePairId: `${name}-${end}` },
  {
    type: "candidate-pair",
    id: `${name}-${end}`,
    localCandidateId: end,
    bytesReceived: bytes,
    responsesReceived: answers,
  },
  { type: "local-candidate", id: end, usernameFragment: name },
];

/** Who sends nothing, and looks. */
function watching() {
  const { silent, forget } = createPulse();
  const look = (/** @type {Parameters<typeof watched>[0]} */ of) =>
    silent({ sent: [], received: watched(of) });
  return { look, forget };
}

test("who only watches and has another address knows it by the next answer", () => {
  const { look, forget } = watching();
  assert.equal(look({ bytes: 100 }), false);
  assert.equal(look({ answers: 2 }), false);
  const moved = { answers: 3, end: "abroad" };
  assert.equal(look(moved), true, "nothing came to where the answer came");
  assert.equal(look({ ...moved, answers: 4 }), true, "an answer alone makes it no better");
  const anew = { end: "found", name: "second" };
  assert.equal(look(anew), false, "lines that are led another way begin anew");
  assert.equal(look({ ...anew, answers: 2 }), false, "also where nothing is sent");
  forget();
  assert.equal(look({ ...anew, answers: 3, end: "other" }), false);
});

test("another end by which all comes is no other address", () => {
  const { look } = watching();
  assert.equal(look({ bytes: 100 }), false);
  assert.equal(look({ bytes: 200, end: "cable" }), false);
  assert.equal(look({ bytes: 300, end: "cable" }), false);
  assert.equal(look({ bytes: 300, end: "cable", answers: 2 }), false);
  assert.equal(look({ bytes: 300, end: "unanswered", answers: 0 }), false);
  assert.equal(look({ bytes: 300, end: "cable", answers: 3 }), false);
});

test("what came in the same second as another address came before it", () => {
  const { look } = watching();
  assert.equal(look({ bytes: 100 }), false);
  assert.equal(look({ bytes: 150, end: "abroad" }), false);
  assert.equal(look({ bytes: 150, end: "abroad" }), true);
  assert.equal(look({ bytes: 200, end: "abroad" }), false, "it came after all");
  assert.equal(look({ bytes: 200, end: "abroad", answers: 2 }), false);
});
