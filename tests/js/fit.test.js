/** The hall screen draws as large as there is room for. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { largest, SIZES } from "../../web/js/pages/hall/fit.js";

test("what is large shrinks first, and the least only when nothing else helps", () => {
  assert.deepEqual(
    largest(SIZES, () => true),
    [1, 1],
  );
  const [fit, shrink] = largest(SIZES, ([large]) => large <= 0.72);
  assert.equal(shrink, 1);
  assert.ok(Math.abs(fit - 0.7) < 0.001);
  const [smallest, least] = largest(SIZES, ([, small]) => small < 0.9);
  assert.ok(Math.abs(smallest - 0.3) < 0.001);
  assert.ok(least < 0.9 && least > 0.8);
});

test("where nothing fits the smallest is drawn, after a handful of tries", () => {
  let tries = 0;
  const last = largest(SIZES, () => {
    tries += 1;
    return false;
  });
  assert.deepEqual(last, SIZES.at(-1));
  assert.ok(tries <= 5);
});
