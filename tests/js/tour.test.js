/** Who is shown around is told of few things, in words. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { SHOWN_AROUND } from "../../web/js/pages/parts/help.js";
import { STOPS } from "../../web/js/pages/parts/tour.js";
import { has, useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

test("the screens that offer to show somebody around are those that can", () => {
  assert.deepEqual([...SHOWN_AROUND], Object.keys(STOPS));
});

for (const lang of ["vi", "en"])
  test(`every stop has its words (${lang}), and there are eight at most`, () => {
    useWords(wordsOf(lang), lang);
    for (const [screen, stops] of Object.entries(STOPS)) {
      assert.ok(stops.length > 0 && stops.length <= 8);
      for (const [, name] of stops)
        for (const key of [name, `${name}.text`]) assert.ok(has(`ui.tour.${screen}.${key}`), key);
    }
  });
