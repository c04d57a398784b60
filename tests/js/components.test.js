import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { h } from "preact";
import { render } from "preact-render-to-string";

import { lang, useWords } from "../../web/js/words.js";
import { componentOf, examplesOf, folders } from "./support/examples.js";
import { wordsOf } from "./support/words.js";

const KEY = new RegExp(
  "(?<![\\w/#.-])(?:ui|act|refusal|phase|item_state|kind|role|presence|line|check|incident|round" +
    "|conclusion_state|stage|readers|vote_kind|answer|vote_state|outcome)\\.[a-z_.]+",
);
const MADE_OF_OTHERS = new Set(["icon"]);

for (const folder of folders()) {
  const examples = examplesOf(folder);
  test(`${folder} has its examples, and its styles are imported`, () => {
    assert.ok(examples.length > 0 || MADE_OF_OTHERS.has(folder), "no examples");
    const css = new URL(`../../web/js/components/${folder}/${folder}.css`, import.meta.url);
    const main = readFileSync(new URL("../../web/css/main.css", import.meta.url), "utf8");
    assert.equal(main.includes(`components/${folder}/${folder}.css`), existsSync(css));
  });
  for (const example of examples) {
    for (const language of ["vi", "en"]) {
      test(`${example.component} draws "${example.name}" with words (${language})`, async () => {
        useWords(wordsOf(language), language);
        assert.equal(lang(), language);
        const drawn = render(h(await componentOf(example), example.props));
        const text = drawn.replace(/<[^>]*>/g, " ");
        assert.doesNotMatch(text, KEY, "a key without words is shown");
        assert.doesNotMatch(text, /undefined|NaN|\[object/);
        assert.ok(drawn === "" || text.trim().length > 0);
      });
    }
  }
}
