import assert from "node:assert/strict";
import { test } from "node:test";

import { createLine, wait } from "../../web/js/live/socket.js";
import { fakeTime } from "./support/timers.js";

class FakeSocket {
  /** @type {any[]} */
  sent = [];
  closed = false;
  /** @type {any} */
  onopen;
  /** @type {any} */
  onmessage;
  /** @type {any} */
  onclose;
  /** @type {any} */
  onerror;
  /** @param {string} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  /** @param {any} frame */
  says(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
}

/** @param {{poll?: () => Promise<any>, seen?: number | null}} [options] */
function scene({ poll = async () => null, seen = 7 } = {}) {
  const time = fakeTime();
  /** @type {FakeSocket[]} */
  const sockets = [];
  /** @type {any[]} */
  const frames = [];
  /** @type {number[]} */
  const clocks = [];
  const line = createLine(
    {
      open: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      poll,
      now: time.now,
      chance: () => 0.5,
      later: time.later,
      cancel: time.cancel,
    },
    {
      seen: () => seen,
      onFrame: (frame) => frames.push(frame),
      onClock: (offset) => clocks.push(offset),
    },
  );
  const last = () => /** @type {FakeSocket} */ (sockets.at(-1));
  const welcome = () => {
    last().onopen();
    last().says({
      t: "welcome",
      meeting: "m",
      role: "chair",
      now: new Date(time.now() + 2500).toISOString(),
      beat: 15,
    });
  };
  return {
    time,
    sockets,
    frames,
    clocks,
    line,
    last,
    welcome,
    state: () => line.status.value.state,
  };
}

test("a page says hello with what it has seen and is live when it is welcomed", () => {
  const { line, last, welcome, frames, clocks, state } = scene();
  line.start();
  assert.equal(state(), "starting");
  welcome();
  assert.deepEqual(last().sent[0], { t: "hello", version: 1, seen: 7 });
  assert.equal(state(), "live");
  assert.deepEqual(clocks, [2500]);
  last().says({ t: "patch", seq: 8, set: {} });
  assert.deepEqual(
    frames.map((frame) => frame.t),
    ["welcome", "patch"],
  );
});

test("nobody is told of a line that is back within five seconds", async () => {
  const { line, welcome, last, sockets, time, state } = scene();
  line.start();
  welcome();
  await time.pass(10_000);
  last().onclose();
  assert.equal(state(), "waiting");
  await time.pass(600);
  assert.equal(sockets.length, 2);
  welcome();
  assert.equal(state(), "live");
  await time.pass(10_000);
  assert.equal(state(), "live");
});

test("after five seconds the line is lost, and goes on being tried", async () => {
  const { line, welcome, last, sockets, time, state } = scene();
  line.start();
  welcome();
  last().onclose();
  await time.pass(4900);
  assert.equal(state(), "waiting");
  await time.pass(200);
  assert.equal(state(), "lost");
  for (let n = 0; n < 6; n += 1) {
    last().onclose();
    await time.pass(15_000);
  }
  assert.ok(sockets.length >= 6);
  welcome();
  assert.equal(state(), "live");
});

test("the waits double from half a second to fifteen, half of each by chance", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 9].map((n) => wait(n, 1)),
    [0.5, 1, 2, 4, 8, 15, 15],
  );
  assert.equal(wait(5, 0), 7.5);
});

test("three sockets without a welcome: the view comes over HTTP until one is back", async () => {
  let asked = 0;
  const { line, last, welcome, frames, time, state } = scene({
    poll: async () => {
      asked += 1;
      return { t: "patch", seq: 9 + asked };
    },
  });
  line.start();
  for (let n = 0; n < 3; n += 1) {
    last().onclose();
    await time.pass(2500);
  }
  assert.equal(state(), "polled");
  assert.ok(asked >= 1);
  const before = asked;
  await time.pass(6000);
  assert.equal(asked, before + 2, "every three seconds");
  assert.ok(frames.every((frame) => frame.t === "patch"));
  welcome();
  assert.equal(state(), "live");
  const then = asked;
  await time.pass(9000);
  assert.equal(asked, then, "no more once a socket is back");
});

test("when HTTP fails as well the line is lost", async () => {
  const { line, last, time, state } = scene();
  line.start();
  for (let n = 0; n < 4; n += 1) {
    last().onclose();
    await time.pass(4000);
  }
  assert.equal(state(), "lost");
});

test("a session that is over says so and is not tried again", async () => {
  const { line, welcome, last, sockets, time } = scene();
  line.start();
  welcome();
  last().says({ t: "bye", code: "session_ended" });
  assert.deepEqual([line.status.value.state, line.status.value.code], ["over", "session_ended"]);
  await time.pass(60_000);
  line.wake();
  assert.equal(sockets.length, 1);
});

test("HTTP can say that the session is over, too", async () => {
  const { line, last, time, state } = scene({ poll: async () => ({ over: "session_ended" }) });
  line.start();
  for (let n = 0; n < 3; n += 1) {
    last().onclose();
    await time.pass(2500);
  }
  assert.equal(state(), "over");
});

test("a goodbye with a time is obeyed", async () => {
  const { line, welcome, last, sockets, time } = scene();
  line.start();
  welcome();
  last().says({ t: "bye", code: "restarting", retry: 4 });
  await time.pass(3900);
  assert.equal(sockets.length, 1);
  await time.pass(700);
  assert.equal(sockets.length, 2);
});

test("a socket that falls silent is given up", async () => {
  const { line, welcome, last, sockets, time } = scene();
  line.start();
  welcome();
  await time.pass(16_000);
  assert.ok(last().closed || sockets.length > 1, "no answer to a ping");
});

test("answers to pings keep a socket and measure the clock by the quickest trip", async () => {
  const { line, welcome, last, sockets, clocks, time } = scene();
  line.start();
  welcome();
  for (let n = 0; n < 10; n += 1) {
    const sent = time.now();
    await time.pass(40);
    last().says({ t: "pong", at: sent, now: new Date(time.now() + 980).toISOString() });
    await time.pass(14_960);
  }
  assert.equal(sockets.length, 1);
  assert.equal(clocks.at(-1), 1000);
});

test("a page that is looked at again does not wait", async () => {
  const { line, welcome, last, sockets, time, state } = scene();
  line.start();
  welcome();
  last().onclose();
  for (let n = 0; n < 5; n += 1) {
    await time.pass(16_000);
    last().onclose();
  }
  const before = sockets.length;
  line.wake();
  assert.equal(sockets.length, before + 1);
  welcome();
  assert.equal(state(), "live");
});

for (const [name, welcomed] of Object.entries({ "that was there": true, "being opened": false }))
  test(`on another net a socket ${name} is replaced at once`, async () => {
    const { line, welcome, last, sockets, state, time } = scene();
    line.start();
    if (welcomed) welcome();
    await time.pass(1500);
    const before = last();
    line.wake(0);
    line.wake(0);
    assert.deepEqual([before.closed, sockets.length], [true, 2], "and that one not again");
    welcome();
    await time.pass(10_000);
    assert.deepEqual([state(), sockets.length], ["live", 2]);
  });

test("a socket that is doubted answers soon or is replaced", async () => {
  const { line, welcome, sockets, time } = scene();
  line.start();
  welcome();
  line.wake(1500);
  await time.pass(1400);
  assert.equal(sockets.length, 1);
  await time.pass(700);
  assert.equal(sockets.length, 2);
});

test("nothing is sent before the welcome", () => {
  const { line, welcome } = scene();
  line.start();
  assert.equal(line.send({ t: "ping", at: 1 }), false);
  welcome();
  assert.equal(line.send({ t: "ping", at: 1 }), true);
});
