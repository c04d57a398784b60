import assert from "node:assert/strict";
import { test } from "node:test";

import { createSender } from "../../web/js/live/send.js";
import { fakeTime } from "./support/timers.js";

/**
 * @param {object} [options]
 * @param {boolean} [options.up]
 * @param {boolean} [options.polled]
 * @param {(act: string, id: string) => Promise<any>} [options.post]
 */
function scene({ up = true, polled = false, post = async () => null } = {}) {
  const time = fakeTime();
  const ways = { up, polled };
  /** @type {any[]} */
  const sent = [];
  /** @type {string[]} */
  const posted = [];
  let made = 0;
  const sender = createSender({
    transmit: (frame) => {
      if (ways.up) sent.push(frame);
      return ways.up;
    },
    post: async (act, id) => {
      posted.push(`${act} ${id}`);
      return post(act, id);
    },
    newId: () => `id-${++made}`,
    later: time.later,
    cancel: time.cancel,
    polled: () => ways.polled,
  });
  return { time, ways, sent, posted, sender };
}

test("an act is answered by its id", async () => {
  const { sender, sent } = scene();
  const going = sender.act("send_message", { text: "Chào" });
  assert.deepEqual(sent, [{ t: "do", id: "id-1", act: "send_message", args: { text: "Chào" } }]);
  sender.taken({ t: "done", id: "id-1", seq: 12 });
  assert.deepEqual(await going, { ok: true, seq: 12, id: "id-1" });
  assert.equal(sender.waiting(), 0);
});

test("a refusal is an answer, not an error", async () => {
  const { sender } = scene();
  const going = sender.act("take_floor", { speech: 3 });
  sender.taken({ t: "no", id: "id-1", code: "floor_changed" });
  assert.deepEqual(await going, { ok: false, code: "floor_changed", id: "id-1" });
});

test("what has no answer goes out again under the same id when the line is back", async () => {
  const { sender, sent } = scene();
  const going = sender.act("send_message", { text: "Chào" });
  sender.retry();
  assert.deepEqual(
    sent.map((frame) => frame.id),
    ["id-1", "id-1"],
  );
  sender.taken({ t: "done", id: "id-1", seq: 1 });
  sender.taken({ t: "done", id: "id-1", seq: 1 });
  assert.ok((await going).ok);
  sender.retry();
  assert.equal(sent.length, 2, "answered acts are not sent again");
});

test("after twenty seconds the page is told that nobody answered", async () => {
  const { sender, time } = scene({ up: false });
  const going = sender.act("send_message", { text: "Chào" });
  await time.pass(20_000);
  assert.deepEqual(await going, { ok: false, code: "not_connected", id: "id-1" });
});

test("a vital act without a socket is posted at once, under its own id", async () => {
  const { sender, posted } = scene({
    up: false,
    post: async (_, id) => ({ t: "done", id, seq: 5 }),
  });
  const answer = await sender.act("give_floor", { request: "r", believes: null });
  assert.deepEqual(posted, ["give_floor id-1"]);
  assert.ok(answer.ok);
});

test("a vital act the socket does not answer is posted, too", async () => {
  const { sender, time, posted, sent } = scene({
    post: async (_, id) => ({ t: "no", id, code: "floor_busy" }),
  });
  const going = sender.act("take_floor", { speech: 3 });
  await time.pass(2400);
  assert.equal(posted.length, 0);
  await time.pass(200);
  assert.equal((await going).ok, false);
  assert.deepEqual([sent[0].id, posted[0]], ["id-1", "take_floor id-1"]);
});

test("a post that finds no way through is tried again until time is up", async () => {
  const { sender, time, posted } = scene({ up: false });
  const going = sender.act("end_round", {});
  await time.pass(20_000);
  assert.equal((await going).ok, false);
  assert.ok(posted.length >= 4 && posted.every((each) => each === "end_round id-1"));
});

test("where sockets are blocked every act goes by post", async () => {
  const { sender, posted } = scene({
    up: false,
    polled: true,
    post: async (_, id) => ({ t: "done", id, seq: 2 }),
  });
  assert.ok((await sender.act("send_message", { text: "Chào" })).ok);
  assert.deepEqual(posted, ["send_message id-1"]);
});
