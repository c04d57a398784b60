import assert from "node:assert/strict";
import { test } from "node:test";

import { effect } from "@preact/signals";

import { createStore } from "../../web/js/state/store.js";

const site = (/** @type {string} */ code, here = 0) => ({ code, name: code, here });

test("a tile hears of its own site and of no other", () => {
  const store = createStore({ "site/001": site("001"), "site/002": site("002") }, 4);
  let heard = 0;
  effect(() => {
    store.get("site", "001");
    heard += 1;
  });
  store.apply({ t: "patch", seq: 5, set: { "site/002": site("002", 3) } });
  assert.equal(heard, 1);
  store.apply({ t: "patch", seq: 6, set: { "site/001": site("001", 3) } });
  assert.equal(heard, 2);
  assert.equal(store.get("site", "001")?.here, 3);
  assert.equal(store.seq.value, 6);
});

test("a patch is taken in as one change", () => {
  const store = createStore({}, 0);
  let heard = 0;
  effect(() => {
    store.get("site", "001");
    store.get("site", "002");
    store.ids("site");
    heard += 1;
  });
  store.apply({ t: "patch", seq: 1, set: { "site/001": site("001"), "site/002": site("002") } });
  assert.equal(heard, 2);
});

test("a family lists what came, in order, without what was dropped", () => {
  const store = createStore({ "request/a": { id: "a" }, "request/b": { id: "b" } }, 0);
  store.apply({
    t: "patch",
    seq: 1,
    set: { "request/c": { id: "c" } },
    drop: ["request/a", "request/none"],
  });
  assert.deepEqual(store.ids("request"), ["b", "c"]);
  assert.deepEqual(
    store.each("request").map((each) => each.id),
    ["b", "c"],
  );
  assert.equal(store.get("request", "a"), undefined);
});

test("everything replaces whatever there was", () => {
  const store = createStore(
    { conference: { title: "cũ" }, "site/001": site("001"), "site/002": site("002") },
    9,
  );
  assert.deepEqual(store.ids("site"), ["001", "002"]);
  store.apply({ t: "all", seq: 2, set: { "site/003": site("003"), "site/001": site("001") } });
  assert.equal(store.get("conference"), undefined);
  assert.deepEqual(store.ids("site"), ["003", "001"]);
  assert.equal(store.seq.value, 2);
});

test("a patch older than what is shown changes nothing", () => {
  const store = createStore({ "site/001": site("001", 5) }, 7);
  store.apply({ t: "patch", seq: 6, set: { "site/001": site("001", 1) } });
  assert.equal(store.get("site", "001")?.here, 5);
  assert.equal(store.seq.value, 7);
});

test("what comes later fills in, and what frames have spoken of meanwhile is newer", () => {
  const roster = (/** @type {string} */ of) => ({ site: of, delegates: [] });
  const store = createStore({ "site/001": site("001") }, 4);
  store.apply({ t: "patch", seq: 6, set: { "site/001": site("001", 3) }, drop: ["roster/002"] });
  store.fill({ "site/001": site("001"), "roster/001": roster("001"), "roster/002": roster("002") });
  assert.equal(store.get("site", "001")?.here, 3);
  assert.deepEqual(store.ids("roster"), ["001"]);
  store.apply({ t: "all", seq: 7, set: { "site/001": site("001", 4) } });
  store.fill({ "roster/001": roster("001") });
  assert.deepEqual(store.ids("roster"), []);
});
