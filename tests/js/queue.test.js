import assert from "node:assert/strict";
import { test } from "node:test";

import { h } from "preact";
import { render } from "preact-render-to-string";

import { TurnsPart } from "../../web/js/pages/parts/turns.js";
import { createStore } from "../../web/js/state/store.js";
import { useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";
import { dropped, neighbour, steady } from "../../web/js/components/queue-list/steady.js";

test("while somebody points at the list newcomers stand at its end and nothing moves", () => {
  assert.deepEqual(steady(["a", "b", "c"], ["x", "c", "a"]), ["a", "c", "x"]);
});

test("a card moved by one place is put before a neighbour", () => {
  const order = ["a", "b", "c"];
  assert.equal(neighbour(order, "a", -1), undefined);
  assert.equal(neighbour(order, "b", -1), "a");
  assert.equal(neighbour(order, "a", 1), "c");
  assert.equal(neighbour(order, "b", 1), null);
  assert.equal(neighbour(order, "c", 1), undefined);
  assert.equal(neighbour(order, "gone", 1), undefined);
});

test("a card dropped where it was has not moved", () => {
  const shown = ["a", "b", "c"];
  assert.equal(dropped(shown, "b", 1), undefined);
  assert.equal(dropped(shown, "b", 2), undefined);
  assert.equal(dropped(shown, "b", 0), "a");
  assert.equal(dropped(shown, "a", 3), null);
});

test("in a break nobody in the queue can be given the floor, and the card says so", () => {
  useWords(wordsOf("vi"), "vi");
  const card = (/** @type {object} */ offer) => {
    const page = /** @type {any} */ ({
      blocked: () => "",
      act: () => undefined,
      store: createStore({
        conference: { phase: "break" },
        agenda: { order: ["1"], current: "1" },
        "item/1": { id: "1", number: "1", title: "Trao đổi", state: "current" },
        "queue/1": { order: ["r1"], open: true, version: 1 },
        "request/r1": { id: "r1", kind: "comment", speaker: "Ba Đình", arrived_at: AT },
        "may/floor": { acts: { give_floor: offer } },
      }),
    });
    const drawn = render(h(TurnsPart, { page, does: /** @type {any} */ ({}), ask, askOf: ask }));
    return drawn.match(/<button[^>]*>(?:(?!<\/button>).)*Mời<\/span>/s)?.[0] ?? "";
  };
  assert.match(card({ no: "wrong_phase" }), /aria-disabled="true"/);
  assert.doesNotMatch(card({}), /aria-disabled/);
});

const ask = () => undefined;
const AT = "2024-04-19T02:00:00Z";
