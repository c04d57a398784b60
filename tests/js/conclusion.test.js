import assert from "node:assert/strict";
import { test } from "node:test";

import {
  collisions,
  fieldsOf,
  only,
  textOf,
  together,
  written,
} from "../../web/js/components/conclusion-editor/fields.js";
import { useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

useWords(wordsOf("vi"), "vi");

/** @type {import("../../web/js/contract.js").ConclusionView} */
const task = {
  id: "k1",
  number: 1,
  text: "Rà soát",
  state: "draft",
  version: 2,
  lead: "Văn phòng",
  cooperating: ["Ban Pháp chế", "Sở Nội vụ"],
  deadline: "2024-06-30",
  deadline_words: "cuối quý II",
  item: "ket-luan",
};
const base = fieldsOf(task);

test("two who write in different fields do not collide, and each sees the other's", () => {
  const mine = { ...base, lead: "Sở Tài chính" };
  const theirs = fieldsOf({ ...task, person: "Chánh Văn phòng" });
  assert.deepEqual(collisions(mine, base, theirs), []);
  assert.deepEqual(together(mine, base, theirs), {
    ...base,
    lead: "Sở Tài chính",
    person: "Chánh Văn phòng",
  });
});

test("two who write in one field are shown where, unless they wrote the same", () => {
  const mine = { ...base, text: "Rà soát toàn bộ", lead: "Sở Tài chính" };
  assert.deepEqual(collisions(mine, base, { ...base, text: "Rà soát lại", lead: "Sở Tài chính" }), [
    "text",
  ]);
  assert.deepEqual(only(mine, ["text"]), { text: "Rà soát toàn bộ" });
});

test("what is sent is what stands in the fields", () => {
  const fields = {
    ...base,
    text: " Rà soát toàn bộ ",
    cooperating: "Sở A; ;Sở B\nSở C",
    deadline: "30/9",
  };
  const when = { deadline: "2024-09-30", standing: false, deadline_words: "" };
  assert.deepEqual(written(fields, when, "ket-luan", task), {
    text: "Rà soát toàn bộ",
    lead: "Văn phòng",
    cooperating: ["Sở A", "Sở B", "Sở C"],
    person: "",
    deliverable: "",
    deadline: "2024-09-30",
    standing: false,
    deadline_words: "",
    item: "ket-luan",
    petitions: [],
  });
  assert.deepEqual(
    written({ ...fieldsOf(undefined), text: "Mới" }, null, null, undefined),
    textOf({ id: "", number: 0, state: "draft", version: 0, text: "Mới" }),
  );
});

test("the petitions that it was drawn from stay with it", () => {
  const drawn = { ...task, petitions: ["KN-2023-0005"] };
  assert.deepEqual(written(base, null, "ket-luan", drawn).petitions, ["KN-2023-0005"]);
});

test("a deadline nobody touched stays what it was", () => {
  assert.deepEqual(written({ ...base, lead: "Sở A" }, null, "ket-luan", task), {
    ...textOf(task),
    lead: "Sở A",
  });
});
