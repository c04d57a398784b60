/** The next step of each view that comes in, one a line, to be held beside the plain page. */
import { createInterface } from "node:readline";

import { nextStep } from "../../../web/js/pages/parts/next-step.js";
import { roundOrder } from "../../../web/js/pages/parts/round-order.js";
import { createStore } from "../../../web/js/state/store.js";
import { useWords } from "../../../web/js/words.js";
import { wordsOf } from "./words.js";

useWords(wordsOf("vi"), "vi");

for await (const line of createInterface({ input: process.stdin })) {
  const store = createStore(JSON.parse(line), 1);
  const page = /** @type {any} */ ({ store, blocked: () => "" });
  const step = nextStep(page);
  const order = (/** @type {"all" | "unspoken"} */ scope) =>
    roundOrder(page, scope).map((site) => site.code);
  console.log(
    JSON.stringify({
      step: step && !step.blocked ? { about: "", args: {}, asks: !!step.ask, ...step } : null,
      orders: [order("all"), order("unspoken")],
    }),
  );
}
