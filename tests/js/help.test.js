/** The sheet of keys under the question mark. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { KEYS, keysOf } from "../../web/js/pages/parts/help-sheet.js";
import { TOLD } from "../../web/js/pages/parts/help.js";
import { createStore } from "../../web/js/state/store.js";
import { has, useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

useWords(wordsOf("vi"), "vi");

test("every key of a console has its words, and every console tells of the question mark", () => {
  assert.deepEqual(new Set(Object.keys(KEYS)), TOLD);
  for (const [screen, keys] of Object.entries(KEYS)) {
    assert.ok(has(`ui.hint.${screen}`), screen);
    for (const [, what] of keys) assert.ok(has(`ui.help.${what}`), what);
    assert.ok(keys.some(([key]) => key === "?"));
  }
});

test("keys of picture and sound are told where they go through us, to whoever has them", () => {
  /** @param {string} screen @param {any} [of] */
  const told = (screen, { video = true, ...written } = {}) => {
    const store = createStore({ conference: { video } }, 1);
    return keysOf(/** @type {any} */ ({ screen, store, ...written })).map(([key]) => key);
  };
  const looks = true;
  assert.deepEqual(
    told("chair", { looks }).filter((key) => !told("chair").includes(key)),
    ["M", "T", "PgUp PgDn"],
  );
  assert.deepEqual(told("operator", { looks }), ["/", "T", "PgUp PgDn", "?"]);
  for (const screen of TOLD)
    for (const none of [{}, { looks, video: false }])
      assert.deepEqual(
        told(screen, none),
        (KEYS[screen] ?? []).map(([key]) => key),
      );
  for (const screen of ["secretary", "roll-call", "site"])
    assert.deepEqual(told(screen, { looks }), told(screen));
  for (const what of ["mute", "tiles", "page"]) assert.ok(has(`ui.help.${what}`), what);
});
