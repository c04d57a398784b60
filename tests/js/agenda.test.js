import assert from "node:assert/strict";
import test from "node:test";

import { h } from "preact";
import { render } from "preact-render-to-string";

import { AgendaList } from "../../web/js/components/agenda-list/agenda-list.js";
import { until } from "../../web/js/format.js";
import { dropped, stepped } from "../../web/js/components/agenda-list/places.js";

const ITEMS = [
  { id: "1" },
  { id: "2" },
  { id: "2.1", parent: "2" },
  { id: "2.2", parent: "2" },
  { id: "3" },
];

test("an item dropped between others stands before the one below", () => {
  assert.deepEqual(dropped(ITEMS, "3", 1, false), { parent: null, before: "2" });
  assert.deepEqual(dropped(ITEMS, "1", 5, false), { parent: null, before: null });
});

test("an item dropped to the right stands under the one above", () => {
  assert.deepEqual(dropped(ITEMS, "3", 2, true), { parent: "2", before: "2.1" });
  assert.deepEqual(dropped(ITEMS, "3", 1, true), { parent: "1", before: null });
  assert.deepEqual(dropped(ITEMS, "2.1", 1, true), { parent: "1", before: null });
});

test("an item dropped among the parts of another, but to the left, stands behind them", () => {
  assert.deepEqual(dropped(ITEMS, "1", 3, false), { parent: null, before: "3" });
  assert.deepEqual(dropped(ITEMS, "2.2", 3, false), { parent: null, before: "3" });
});

test("an item with parts goes under no other, and the first under nothing", () => {
  assert.equal(dropped(ITEMS, "2", 1, true), undefined);
  assert.equal(dropped(ITEMS, "1", 0, true), undefined);
});

test("an item dropped where it stands stays", () => {
  assert.equal(dropped(ITEMS, "1", 0, false), undefined);
  assert.equal(dropped(ITEMS, "1", 1, false), undefined);
  assert.equal(dropped(ITEMS, "2", 3, false), undefined);
  assert.equal(dropped(ITEMS, "2.1", 2, true), undefined);
  assert.equal(dropped(ITEMS, "2.2", 4, true), undefined);
});

test("keys move an item among those of its level", () => {
  assert.deepEqual(stepped(ITEMS, "2", "up"), { parent: null, before: "1" });
  assert.deepEqual(stepped(ITEMS, "1", "down"), { parent: null, before: "3" });
  assert.deepEqual(stepped(ITEMS, "2", "down"), { parent: null, before: null });
  assert.deepEqual(stepped(ITEMS, "2.2", "up"), { parent: "2", before: "2.1" });
  assert.equal(stepped(ITEMS, "2.2", "down"), undefined);
  assert.equal(stepped(ITEMS, "1", "up"), undefined);
});

test("keys put an item under the one above, and back on its own", () => {
  assert.deepEqual(stepped(ITEMS, "3", "in"), { parent: "2", before: null });
  assert.deepEqual(stepped(ITEMS, "2.1", "out"), { parent: null, before: "3" });
  assert.equal(stepped(ITEMS, "2", "in"), undefined);
  assert.equal(stepped(ITEMS, "1", "in"), undefined);
  assert.equal(stepped(ITEMS, "2.1", "in"), undefined);
  assert.equal(stepped(ITEMS, "3", "out"), undefined);
  assert.equal(stepped(ITEMS, "?", "in"), undefined);
});

test("an agenda over several days says which item is the first of each", () => {
  const items = ITEMS.slice(0, 2).map((each, n) => ({
    ...each,
    number: `${n + 1}`,
    title: `Mục ${each.id}`,
    kind: /** @type {const} */ ("discussion"),
    state: /** @type {const} */ ("planned"),
  }));
  const starts = ["2024-04-19T01:00:00Z", "2024-04-20T01:00:00Z"];
  const two = render(h(AgendaList, { items, starts, planned: "2024-04-20T04:30:00Z" }));
  assert.match(two, /19\/04\/2024[^]*Mục 1[^]*20\/04\/2024[^]*Mục 2/);
  const one = render(h(AgendaList, { items, starts: [starts[0] ?? "", starts[0] ?? ""] }));
  assert.doesNotMatch(one, /2024/);
});

test("a conference says when it starts, and of several days when it ends", () => {
  assert.equal(until("2024-04-19T01:00:00Z", "2024-04-19T04:30:00Z"), "08:00");
  assert.equal(until("2024-04-19T01:00:00Z", null), "08:00");
  const both = "08:00 19/04/2024 – 11:30 20/04/2024";
  assert.equal(until("2024-04-19T01:00:00Z", "2024-04-20T04:30:00Z"), both);
});

test("what was not held says so once the conference is over", () => {
  const items = /** @type {any} */ ([
    { id: "1", number: "1", title: "Khai mạc", state: "planned" },
  ]);
  const shown = (/** @type {boolean} */ over) =>
    render(h(AgendaList, { items, starts: [], over }), {});
  assert.match(shown(true), /item_state\.not_held/);
  assert.doesNotMatch(shown(false), /item_state\.not_held/);
});
