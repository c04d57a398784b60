/** At which sites a desk looks: asked for as they come into view, and seen by nobody unseen. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { signal } from "@preact/signals";

import { createLooks } from "../../web/js/media/looks.js";
import { siteNext } from "../../web/js/media/next-picture.js";
import { createStore } from "../../web/js/state/store.js";

function desk() {
  const on = signal(false);
  const seen = signal(true);
  /** @type {any[]} */
  const said = [];
  /** @type {Map<number, () => void>} */
  const timers = new Map();
  let ids = 0;
  const looks = createLooks({
    say: (frame) => said.push(frame) > 0,
    on,
    seen,
    newId: () => `look-${++ids}`,
    later: (run) => {
      timers.set(++ids, run);
      return ids;
    },
    cancel: (timer) => timers.delete(timer),
  });
  /** All that waits; what was said last. */
  const settled = () => {
    for (const [id, run] of [...timers]) {
      timers.delete(id);
      run();
    }
    return said.at(-1)?.sites;
  };
  return { on, seen, said, looks, settled };
}

test("who is in view is asked for once the lines stand, and once for all that scrolled by", () => {
  const { on, said, looks, settled } = desk();
  looks.page.value = ["001"];
  assert.equal(settled(), undefined);
  on.value = true;
  looks.page.value = ["002"];
  looks.page.value = ["002", "003"];
  assert.deepEqual(settled(), ["002", "003"]);
  settled();
  assert.equal(said.length, 1);
});

test("who comes next is never the one too many, and asked for once", () => {
  const { on, looks, settled } = desk();
  on.value = true;
  looks.page.value = Array.from({ length: 20 }, (_, n) => String(n));
  looks.next.value = ["19"];
  const asked = settled();
  assert.equal(asked.length, 13);
  assert.equal(asked[0], "19");
  looks.page.value = ["19"];
  assert.deepEqual(settled(), ["19"]);
});

test("a page that nobody sees looks at nobody, and again when it is seen", () => {
  const { on, seen, looks, settled } = desk();
  on.value = true;
  looks.page.value = ["001"];
  settled();
  seen.value = false;
  assert.deepEqual(settled(), []);
  seen.value = true;
  assert.deepEqual(settled(), ["001"]);
});

test("the server says on which line each comes; another socket or agreement begins anew", () => {
  const { on, said, looks, settled } = desk();
  on.value = true;
  looks.page.value = ["001", "002"];
  settled();
  looks.hear({ t: "media_tiles", sites: ["002", null, "001"] });
  assert.deepEqual(
    [...looks.lines.value],
    [
      ["002", "4"],
      ["001", "6"],
    ],
  );
  looks.hear({ t: "welcome" });
  assert.equal(looks.lines.value.size, 0);
  settled();
  assert.equal(said.length, 2);
  looks.hear({ t: "media_tiles", sites: ["001"] });
  on.value = false;
  assert.equal(looks.lines.value.size, 0);
  on.value = true;
  settled();
  assert.equal(said.length, 3);
});

test("what was refused is asked for again, and a line that carries less says so", () => {
  const { on, said, looks, settled } = desk();
  on.value = true;
  looks.page.value = ["001"];
  settled();
  looks.hear({ t: "no", id: "another", code: "media_away" });
  settled();
  assert.equal(said.length, 1);
  looks.hear({ t: "no", id: said[0].id, code: "media_away" });
  settled();
  assert.equal(said.length, 2);
  looks.hear({ t: "media_layer", layer: 1 });
  assert.equal(looks.weak.value, true);
  looks.hear({ t: "media_layer", layer: 2 });
  assert.equal(looks.weak.value, false);
});

test("next is the first of the round or the queue, and nobody for someone of the hall", () => {
  const of = (/** @type {Record<string, any>} */ view) =>
    siteNext(/** @type {any} */ ({ store: createStore(view, 1) }));
  const queue = {
    agenda: { current: "5", order: ["5"] },
    "queue/5": { item: "5", next: ["r1", "r2"] },
    "request/r1": { id: "r1", site: "002" },
  };
  assert.equal(of({}), null);
  assert.equal(of(queue), "002");
  assert.equal(of({ ...queue, "request/r1": { id: "r1" } }), null);
  assert.equal(of({ ...queue, round: { order: ["003"], next: ["003"] } }), "003");
  assert.equal(of({ ...queue, round: { order: ["003"] } }), null);
});
