import assert from "node:assert/strict";
import { test } from "node:test";

import { effect, signal } from "@preact/signals";
import { signal as coreSignal } from "@preact/signals-core";
import htm from "htm";
import { h } from "preact";
import { useState } from "preact/hooks";
import { render } from "preact-render-to-string";

test("the tests run the vendored files, not the npm packages", () => {
  for (const name of [
    "preact",
    "preact/hooks",
    "@preact/signals",
    "@preact/signals-core",
    "htm",
    "yjs",
  ]) {
    assert.match(import.meta.resolve(name), /\/web\/vendor\/[a-z-]+\.js$/);
  }
});

test("a component reads a signal and a hook", () => {
  const waiting = signal(2);
  const Queue = () => {
    const [word] = useState("chờ");
    return h("p", { class: "queue" }, waiting, " ", word);
  };
  assert.equal(render(h(Queue, {})), '<p class="queue">2 chờ</p>');
});

test("preact's signals are the core's signals", () => {
  const source = coreSignal("a");
  /** @type {string[]} */
  const seen = [];
  effect(() => void seen.push(source.value));
  source.value = "b";
  assert.deepEqual(seen, ["a", "b"]);
});

test("htm writes what h writes", () => {
  const html = htm.bind(h);
  assert.equal(
    render(/** @type {any} */ (html`<b title=${"Ủy ban"}>Sở</b>`)),
    '<b title="Ủy ban">Sở</b>',
  );
});
