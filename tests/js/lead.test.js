/** Who leads: chair or deputy, and that the other console only looks on. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { looksOn } from "../../web/js/lead.js";
import { createStore } from "../../web/js/state/store.js";
import { useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

useWords(wordsOf("vi"), "vi");

const HANDED = { deputy: "Phó Chủ tịch", login: "pho", until: "2024-04-19T10:00:00+07:00" };
const at = (/** @type {object} */ who, /** @type {object} */ console_) =>
  looksOn(
    /** @type {any} */ ({ screen: "chair", store: createStore({ console: console_ }), ...who }),
  );

test("the chair leads until the console is handed over, and then looks on", () => {
  assert.equal(at({ role: "chair", login: "chu-tri" }, {}), "");
  assert.match(at({ role: "chair", login: "chu-tri" }, HANDED), /Phó Chủ tịch đang điều hành/);
});

test("the deputy to whom it was handed leads, and no other", () => {
  assert.equal(at({ role: "deputy", login: "pho" }, HANDED), "");
  assert.notEqual(at({ role: "deputy", login: "pho" }, {}), "");
  assert.notEqual(at({ role: "deputy", login: "pho-khac" }, HANDED), "");
  assert.notEqual(at({ role: "deputy" }, { deputy: "Phó", login: "" }), "");
});

test("other screens look on at nobody", () => {
  assert.equal(at({ screen: "roll-call", role: "deputy", login: "pho" }, {}), "");
});
