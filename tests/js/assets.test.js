import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { test } from "node:test";

import { parsers } from "prettier/plugins/babel";

const scripts = new URL("../../web/js/", import.meta.url);
const files = readdirSync(scripts, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".js"),
);
/** As the server sends them (`edge/showing/assets.py`). */
const NOTE = /\/\*\*.*?\*\//gs;
const INDENT = /^ +/gm;

process.removeAllListeners("warning");

for (const file of files) {
  test(`${file} is the same program without its notes and its indentation`, () => {
    const whole = readFileSync(new URL(file, scripts), "utf8");
    const bared = whole.replace(NOTE, (note) => "\n".repeat(note.split("\n").length - 1));
    const sent = bared.replace(INDENT, "");
    assert.doesNotMatch(sent, /\/\*\*/);
    assert.equal(bare(sent), bare(whole));
    // What stands before a line is nothing to htm, and something in any other text of many lines.
    assert.deepEqual(
      textsOf(whole).filter(({ text, tag }) => text.includes("\n") && tag !== "html"),
      [],
    );
  });
}

/**
 * Every template of a script, and what it is tagged with.
 * @param {string} script
 * @returns {{text: string, tag: string}[]}
 */
function textsOf(script) {
  /** @type {{text: string, tag: string}[]} */
  const found = [];
  const look = (/** @type {any} */ node, tag = "") => {
    if (node?.type === "TemplateLiteral") {
      const parts = /** @type {any[]} */ (node.quasis).map((part) => part.value.raw);
      found.push({ text: parts.join("…"), tag });
    }
    for (const [key, each] of Object.entries(node ?? {}))
      if (each && typeof each === "object" && !key.endsWith("omments"))
        look(each, key === "quasi" ? node.tag.name : "");
  };
  look(parsers.babel.parse(script, /** @type {any} */ ({})));
  return found;
}

/** A program as its parser reads it: written out again, without comments. @param {string} script */
const bare = (script) => stripTypeScriptTypes(script, { mode: "transform" }).replace(/\s+/g, " ");

test("what only looks like a note would be noticed", () => {
  const script = 'const shown = "/** not a note */";';
  assert.notEqual(bare(script.replace(NOTE, "")), bare(script));
});

test("a text of many lines would be noticed", () => {
  const script = "const [a, b] = [`one\n two`, html`<p>\n</p>`];";
  assert.deepEqual(
    textsOf(script).map(({ tag }) => tag),
    ["", "html"],
  );
});
