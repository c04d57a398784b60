import assert from "node:assert/strict";
import { test } from "node:test";

import { putOn } from "../../web/js/notes/field.js";
import { createSheet } from "../../web/js/notes/sheet.js";
import * as merging from "../../web/js/notes/writing.js";
import { newField } from "./support/field.js";
import { createRecord } from "./support/record.js";

/** A field on a sheet that is saved only when it is left. */
async function open(record = createRecord()) {
  const sheet = createSheet(
    {
      load: () => Promise.resolve(merging),
      send: async (update) => {
        record.edit(update);
        return { ok: true };
      },
      blocked: () => false,
      later: () => 1,
      cancel: () => undefined,
    },
    record.note(),
  );
  await sheet.load();
  const field = newField();
  const off = putOn(field, sheet);
  const hears = () => sheet.take(record.note());
  return { field, sheet, record, off, hears };
}

/** @param {Awaited<ReturnType<typeof open>>} desk @param {string} words */
async function writes({ field, sheet, record }, words) {
  field.type(words);
  await sheet.save();
  sheet.take(record.note());
}

test("what others write before the caret moves it, behind it not", async () => {
  const record = createRecord();
  const mine = await open(record);
  await writes(mine, "Đơn thư");
  const theirs = await open(record);
  mine.field.setSelectionRange(4, 7);
  theirs.field.setSelectionRange(0, 0);
  await writes(theirs, "Kính gửi. ");
  mine.hears();
  assert.equal(mine.field.value, "Kính gửi. Đơn thư");
  assert.deepEqual([mine.field.selectionStart, mine.field.selectionEnd], [14, 17]);
  theirs.field.setSelectionRange(17, 17);
  await writes(theirs, " ở xã");
  mine.hears();
  assert.deepEqual([mine.field.value, mine.field.selectionEnd], ["Kính gửi. Đơn thư ở xã", 17]);
});

test("two who type letter by letter at one place keep their words whole", async () => {
  const record = createRecord();
  const [one, two] = [await open(record), await open(record)];
  for (const n of [0, 1, 2, 3]) {
    one.field.type("mười"[n] ?? "");
    two.field.type("HAI!"[n] ?? "");
    await one.sheet.save();
    await two.sheet.save();
    two.hears();
    one.hears();
  }
  assert.equal(one.field.value, two.field.value);
  assert.ok(["mườiHAI!", "HAI!mười"].includes(one.field.value), one.field.value);
});

test("while a letter is composed the field is left alone, and nothing is lost after", async () => {
  const record = createRecord();
  const mine = await open(record);
  const theirs = await open(record);
  mine.field.fire("compositionstart");
  mine.field.type("Tie");
  await writes(theirs, "Khẩn: ");
  mine.hears();
  assert.equal(mine.field.value, "Tie");
  mine.field.value = "Tiế";
  mine.field.fire("input");
  mine.field.fire("compositionend");
  assert.equal(mine.field.value, mine.sheet.text());
  assert.ok(mine.field.value.includes("Tiế") && mine.field.value.includes("Khẩn: "));
  mine.field.type("n");
  await mine.sheet.save();
  assert.ok(record.text().includes("Tiến"), record.text());
});

test("a letter whose marks come one by one is one letter on record", async () => {
  const { field, sheet } = await open();
  field.type("Tie");
  field.type("\u0302");
  field.type("\u0301");
  field.type("n");
  assert.equal(field.value, "Tiến");
  assert.equal(sheet.text(), "Tiến");
  assert.equal(field.selectionEnd, 4);
});

test("Ctrl+Z and the menu take back what was written here, and put it back", async () => {
  const record = createRecord();
  const mine = await open(record);
  await writes(mine, "của tôi");
  const theirs = await open(record);
  await writes(theirs, "Của họ. ");
  mine.hears();
  assert.ok(mine.field.fire("keydown", { key: "z", ctrlKey: true }));
  assert.equal(mine.field.value, "Của họ. ");
  assert.ok(mine.field.fire("beforeinput", { inputType: "historyRedo" }));
  assert.ok(mine.field.value.includes("của tôi"));
  assert.equal(mine.field.selectionEnd, mine.field.value.indexOf("của tôi") + 7);
  assert.ok(mine.field.fire("beforeinput", { inputType: "historyUndo" }));
  assert.ok(mine.field.fire("keydown", { key: "Y", metaKey: true }));
  assert.ok(mine.field.fire("keydown", { key: "Z", ctrlKey: true, shiftKey: true }));
  assert.ok(!mine.field.fire("keydown", { key: "z" }));
});

test("a field that is taken off is saved, with the letter that was being composed", async () => {
  const { field, record, off, hears } = await open();
  field.fire("compositionstart");
  field.value = "Dở dan";
  off();
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(record.text(), "Dở dan");
  field.value = "sau đó";
  field.fire("input");
  hears();
  assert.equal(record.text(), "Dở dan");
});

test("what is pasted is put on record without signs that are no words", async () => {
  const { field, record, sheet } = await open();
  field.type("Đơn\x0bthư\x00\u202e\ufeff a\u0301");
  await sheet.save();
  assert.equal(field.value, "Đơn\nthư á");
  assert.equal(record.text(), "Đơn\nthư á");
});
