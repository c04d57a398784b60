import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import {
  allWords,
  fetchMoreWords,
  fetchWords,
  findsSite,
  needles,
  plain,
  refusal,
  t,
  useWords,
} from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

const [vi, en] = [wordsOf("vi"), wordsOf("en")];
const js = new URL("../../web/js/", import.meta.url);
const scripts = readdirSync(js, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(new URL(name, js), "utf8"))
  .join("\n");
const contract = readFileSync(new URL("contract.d.ts", js), "utf8");

/** @param {string} name of a union in the contract @returns {string[]} */
const termsOf = (name) =>
  [
    ...(new RegExp(`export type ${name} = ([^;]+);`).exec(contract)?.[1] ?? "").matchAll(
      /"([^"]+)"/g,
    ),
  ].map((each) => each[1] ?? "");

test("both languages know the same keys", () => {
  assert.deepEqual(Object.keys(vi).sort(), Object.keys(en).sort());
});

test("both languages fill the same places", () => {
  const places = (/** @type {string | undefined} */ text) =>
    [...(text ?? "").matchAll(/\{\w+\}/g)].map(String).sort();
  for (const key of Object.keys(vi)) assert.deepEqual(places(vi[key]), places(en[key]), key);
});

test("every key that a script names has words", () => {
  const named = [...scripts.matchAll(/\bt\(\s*"([a-z_.]+)"/g)].map((each) => each[1] ?? "");
  assert.ok(named.length > 100);
  for (const key of named) assert.ok(key in vi, key);
});

test("every term of the contract has words", () => {
  const families = {
    Phase: "phase",
    ItemKind: "item_kind",
    ItemState: "item_state",
    Kind: "kind",
    Role: "role",
    Presence: "presence",
    LineState: "line",
    CheckResult: "check",
    IncidentKind: "incident",
    RoundState: "round",
    ConclusionState: "conclusion_state",
    Stage: "stage",
    Readers: "readers",
  };
  for (const [name, prefix] of Object.entries(families)) {
    assert.ok(termsOf(name).length > 1, name);
    for (const term of termsOf(name)) assert.ok(`${prefix}.${term}` in vi, `${prefix}.${term}`);
  }
});

test("every act has words", () => {
  const acts = [
    ...(/export interface Acts \{([^}]*)\}/.exec(contract)?.[1]?.matchAll(/^ {2}(\w+):/gm) ?? []),
  ].map((each) => each[1]);
  assert.ok(acts.length > 60);
  for (const act of acts) assert.ok(`act.${act}` in vi, `act.${act}`);
});

test("a key without words shows itself, a refusal without words says its code", () => {
  useWords({
    "ui.refused": "Không làm được ({code})",
    "refusal.floor_busy": "Đang có người phát biểu.",
  });
  assert.equal(t("ui.nothing"), "ui.nothing");
  assert.equal(refusal("floor_busy"), "Đang có người phát biểu.");
  assert.equal(refusal("brand_new"), "Không làm được (brand_new)");
});

test("words that come while others are on their way take none of them away", async () => {
  /** @type {Record<string, (words: object) => void>} */
  const come = {};
  const real = globalThis.fetch;
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ at) => ({
      ok: true,
      json: () => new Promise((done) => (come[at] = done)),
    })
  );
  const here = async (/** @type {string} */ at, /** @type {object} */ words) => {
    while (!come[at]) await Promise.resolve();
    come[at](words);
  };
  try {
    await Promise.all([
      fetchWords("/vi.json", "vi", "site"),
      here("/vi-site.json", { first: "trước" }),
    ]);
    const waited = [fetchMoreWords("tour"), allWords()];
    await here("/vi-site-rest.json", { rest: "sau" });
    await waited[1];
    await here("/vi-tour.json", { tour: "dẫn" });
    await waited[0];
    assert.deepEqual(
      ["first", "rest", "tour"].map((key) => t(key)),
      ["trước", "sau", "dẫn"],
    );
  } finally {
    globalThis.fetch = real;
  }
});

test("a search needs no marks", () => {
  assert.equal(plain("Đông Anh – Ứng Hòa"), "dong anh – ung hoa");
});

test("a site is found however its name is typed", () => {
  const site = { code: "00071", kind: "xã", name: "Hòa Xá" };
  for (const typed of ["Hoà Xá", "hoa xa", "Ho\u0300a Xa\u0301", "X. Hòa Xá.", "xã Hoà Xá", "71"]) {
    assert.ok(findsSite(needles(typed), site), typed);
  }
  assert.ok(!findsSite(needles("phường Hòa Xá"), site));
  assert.deepEqual(needles("TX."), ["tx"]);
});
