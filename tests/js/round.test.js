/** Whom a round calls, and how the arrows go over the map. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { nextOn } from "../../web/js/components/site-wall/nearest.js";
import { roundOrder } from "../../web/js/pages/parts/round-order.js";
import { createStore } from "../../web/js/state/store.js";

const SITES = Object.fromEntries(
  ["A", "B", "C", "D"].map((code) => [`site/${code}`, { code, name: code }]),
);
const AGENDA = { agenda: { order: ["5"], current: "5" }, "item/5": { id: "5" } };
const of = (/** @type {object} */ more) =>
  /** @type {any} */ ({ store: createStore({ ...SITES, ...AGENDA, ...more }) });
const codes = (/** @type {any} */ page, /** @type {"all" | "unspoken"} */ scope) =>
  roundOrder(page, scope)
    .map((site) => site.code)
    .join("");
const speech = (/** @type {string} */ site, more = {}) => ({
  no: 1,
  item: "5",
  kind: "comment",
  site,
  ...more,
});

test("a round calls all sites in the order of the list, or those not heard on the item", () => {
  assert.equal(codes(of({}), "all"), "ABCD");
  const heard = of({
    "speech/1": speech("B"),
    "speech/2": speech("C", { item: "4" }),
    "speech/3": speech("D", { undone: true }),
  });
  assert.equal(codes(heard, "unspoken"), "ACD");
});

test("it begins after the site that speaks and comes round to those before it", () => {
  const speaking = of({ floor: { speech: speech("B") } });
  assert.equal(codes(speaking, "all"), "CDA");
  assert.equal(codes(speaking, "unspoken"), "CDA");
  const between = of({ floor: { speech: speech("B", { kind: "procedural" }) } });
  assert.equal(codes(between, "all"), "ABCD");
});

test("an arrow goes to the tile that lies next that way, and stays where there is none", () => {
  // a b
  //   c   d
  const tiles = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 30, y: 10 },
  ];
  const right = { x: 1, y: 0 };
  const down = { x: 0, y: 1 };
  assert.equal(nextOn(tiles, 0, right), 1);
  assert.equal(nextOn(tiles, 1, down), 2);
  assert.equal(nextOn(tiles, 2, right), 3);
  assert.equal(nextOn(tiles, 2, { x: 0, y: -1 }), 1);
  assert.equal(nextOn(tiles, 3, right), -1);
  assert.equal(nextOn([], 0, right), -1);
});
