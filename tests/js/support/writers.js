/**
 * Three people who write in one note at once, cut, undo and hear of each other late: for as many
 * notes as are asked for, what they send and what comes of it. The dice are those of the seed.
 *
 *     node --import ./tests/js/register.js tests/js/support/writers.js SEED NOTES
 */
import { spliceOf } from "../../../web/js/notes/splice.js";
import { openWriting } from "../../../web/js/notes/writing.js";

const [seed = "1", notes = "1"] = process.argv.slice(2);
const WORDS = ["ế", "😀", "chào ", "\n", "👩‍👩‍👧", "a", ""];

/** @param {number} start @returns {() => number} from 0 to 1 */
function dice(start) {
  let now = start;
  return () => {
    now = (now * 1_103_515_245 + 12_345) % 2 ** 31;
    return now / 2 ** 31;
  };
}

/** @param {() => number} roll */
function session(roll) {
  const pick = (/** @type {number} */ most) => Math.floor(roll() * most);
  const server = openWriting();
  const desks = [openWriting(), openWriting(), openWriting()];
  /** @type {string[]} */
  const sent = [];
  const send = (
    /** @type {import("../../../web/js/notes/writing.js").Writing} */ desk,
    all = false,
  ) => {
    const update = desk.update(all);
    sent.push(update);
    server.hear(update);
  };
  for (let step = 0; step < 40; step += 1) {
    const desk = desks[pick(3)] ?? server;
    const letters = [...desk.text()];
    const at = pick(letters.length + 1);
    const head = letters.slice(0, at).join("") + (WORDS[pick(WORDS.length)] ?? "");
    const after = head + letters.slice(at + (roll() < 0.4 ? pick(5) : 0)).join("");
    desk.type(spliceOf(desk.text(), after, head.length));
    if (roll() < 0.1) desk.undo();
    if (roll() < 0.05) desk.redo();
    if (roll() < 0.6) send(desk, roll() < 0.1);
    if (roll() < 0.4) desk.hear(server.update(true));
  }
  desks.forEach((desk) => send(desk));
  return { sent, text: server.text() };
}

const roll = dice(Number(seed));
console.log(JSON.stringify(Array.from({ length: Number(notes) }, () => session(roll))));
