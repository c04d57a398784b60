import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { test } from "node:test";

const scripts = new URL("../../web/js/", import.meta.url);
const files = readdirSync(scripts, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".js"),
);
/** As the server sends them (`edge/assets.py`). */
const NOTE = /\/\*\*.*?\*\//gs;

process.removeAllListeners("warning");

for (const file of files) {
  test(`${file} is the same program without its notes`, () => {
    const whole = readFileSync(new URL(file, scripts), "utf8");
    const sent = whole.replace(NOTE, (note) => "\n".repeat(note.split("\n").length - 1));
    assert.doesNotMatch(sent, /\/\*\*/);
    assert.equal(bare(sent), bare(whole));
  });
}

/** A program as its parser reads it: written out again, without comments. @param {string} script */
const bare = (script) => stripTypeScriptTypes(script, { mode: "transform" }).replace(/\s+/g, " ");

test("what only looks like a note would be noticed", () => {
  const script = 'const shown = "/** not a note */";';
  assert.notEqual(bare(script.replace(NOTE, "")), bare(script));
});
