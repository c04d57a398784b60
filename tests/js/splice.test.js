import assert from "node:assert/strict";
import { test } from "node:test";

import { spliceOf } from "../../web/js/notes/splice.js";

/** @param {string} before @param {string} after @param {number} [caret] */
const splice = (before, after, caret) => {
  const { at, gone, put } = spliceOf(before, after, caret);
  return [at, gone, put];
};

test("what was typed is put where the caret stands", () => {
  assert.deepEqual(splice("", "Đ", 1), [0, 0, "Đ"]);
  assert.deepEqual(splice("đơn thư", "đơn, thư", 4), [3, 0, ","]);
  assert.deepEqual(splice("aaaa", "aaaaa", 1), [0, 0, "a"]);
  assert.deepEqual(splice("aaaa", "aaaaa", 5), [4, 0, "a"]);
});

test("what was struck out is gone before the caret or behind it", () => {
  assert.deepEqual(splice("đơn thư", "đn thư", 1), [1, 1, ""]);
  assert.deepEqual(splice("aaa", "aa", 0), [0, 1, ""]);
  assert.deepEqual(splice("aaa", "aa", 2), [2, 1, ""]);
});

test("what was written over is gone and put", () => {
  assert.deepEqual(splice("Sở Nội vụ", "Sở Y tế", 7), [3, 6, "Y tế"]);
  assert.deepEqual(splice("một", "một", 3), [3, 0, ""]);
  assert.deepEqual(splice("abc", "xbcy"), [0, 3, "xbcy"]);
});

test("a keyboard that corrects a letter behind itself changes that letter", () => {
  assert.deepEqual(splice("Tie", "Tiê", 3), [2, 1, "ê"]);
  assert.deepEqual(splice("Tiên thư", "Tiến thư", 4), [2, 1, "ế"]);
});

test("a letter of two units is never cut in half", () => {
  assert.deepEqual(splice("a😀b", "a😁b", 3), [1, 2, "😁"]);
  assert.deepEqual(splice("😀", "😀😀", 2), [0, 0, "😀"]);
  assert.deepEqual(splice("\u{1F600}", "\u{1FA00}", 2), [0, 2, "\u{1FA00}"]);
});

test("any change is told by its splice", () => {
  const letters = ["a", "ấ", "😀", "😁", "\n"];
  for (let seed = 1; seed < 400; seed += 1) {
    const some = (/** @type {number} */ n) =>
      Array.from({ length: n }, (_, i) => letters[(seed * (i + 3) * 7 + (seed >> i)) % 5]).join("");
    const [before, after] = [some(seed % 7), some((seed * 3) % 8)];
    for (let caret = 0; caret <= after.length; caret += 1) {
      const { at, gone, put } = spliceOf(before, after, caret);
      assert.equal(before.slice(0, at) + put + before.slice(at + gone), after);
    }
  }
});
