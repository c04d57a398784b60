import assert from "node:assert/strict";
import { test } from "node:test";

import { dropped, neighbour, steady } from "../../web/js/components/queue-list/steady.js";

test("while somebody points at the list newcomers stand at its end and nothing moves", () => {
  assert.deepEqual(steady(["a", "b", "c"], ["x", "c", "a"]), ["a", "c", "x"]);
});

test("a card moved by one place is put before a neighbour", () => {
  const order = ["a", "b", "c"];
  assert.equal(neighbour(order, "a", -1), undefined);
  assert.equal(neighbour(order, "b", -1), "a");
  assert.equal(neighbour(order, "a", 1), "c");
  assert.equal(neighbour(order, "b", 1), null);
  assert.equal(neighbour(order, "c", 1), undefined);
  assert.equal(neighbour(order, "gone", 1), undefined);
});

test("a card dropped where it was has not moved", () => {
  const shown = ["a", "b", "c"];
  assert.equal(dropped(shown, "b", 1), undefined);
  assert.equal(dropped(shown, "b", 2), undefined);
  assert.equal(dropped(shown, "b", 0), "a");
  assert.equal(dropped(shown, "a", 3), null);
});
