/** How many of a site are there, said in one way wherever it is said. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { there } from "../../web/js/format.js";

test("of delegates who were named, how many came", () => {
  assert.equal(there({ here: 3, expected: 5, head_count: 9 }), "3/5");
});

test("where nobody was named, the heads in the room", () => {
  assert.equal(there({ head_count: 5 }), "5");
});

test("where nobody has said anything, nothing", () => {
  assert.equal(there({ head_count: null }), "–");
});
