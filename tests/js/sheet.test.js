import assert from "node:assert/strict";
import { test } from "node:test";

import { createSheet } from "../../web/js/notes/sheet.js";
import * as merging from "../../web/js/notes/writing.js";
import { createRecord } from "./support/record.js";
import { fakeTime } from "./support/timers.js";

/** A sheet before a record; `line` says what becomes of an update on its way. */
function desk(record = createRecord()) {
  const time = fakeTime();
  const line = { blocked: false, refuses: "", there: true, sent: 0, arrives: true };
  const sheet = createSheet(
    {
      load: () => (line.there ? Promise.resolve(merging) : Promise.reject(new Error("away"))),
      send: async (update) => {
        line.sent += 1;
        if (line.refuses) return { ok: false, code: line.refuses };
        record.edit(update);
        if (line.arrives) sheet.take(record.note("Tôi"));
        return { ok: true };
      },
      blocked: () => line.blocked,
      later: time.later,
      cancel: time.cancel,
    },
    record.note(),
  );
  const types = (/** @type {string} */ words, at = sheet.text().length) =>
    sheet.write(sheet.text().slice(0, at) + words + sheet.text().slice(at), at + words.length);
  return { sheet, record, time, line, types };
}

test("what is typed is on record within a second, while the typing goes on", async () => {
  const { sheet, record, time, types } = desk();
  types("Đề");
  assert.equal(sheet.state.value.saved, false);
  await time.pass(500);
  types(" nghị");
  await time.pass(400);
  assert.equal(record.text(), "Đề nghị");
  assert.deepEqual(
    { ...sheet.state.value },
    {
      text: "Đề nghị",
      saved: true,
      wrong: "",
      waits: false,
      at: "2024-04-19T01:41:07Z",
      by: "Tôi",
      others: "",
    },
  );
});

test("nothing is sent when nothing was typed", async () => {
  const { sheet, time, line } = desk();
  sheet.write("", 0);
  await sheet.save();
  await time.pass(5000);
  assert.equal(line.sent, 0);
});

test("two who type in one place over slow lines end with one text of every word", async () => {
  const record = createRecord();
  const [one, two] = [desk(record), desk(record)];
  one.line.arrives = two.line.arrives = false;
  for (const word of ["Đề ", "nghị ", "sớm ", "hướng ", "dẫn. "]) {
    one.types(word);
    two.types(word.toUpperCase());
    await one.time.pass(900);
    await two.time.pass(900);
  }
  for (const { sheet } of [one, two]) sheet.take(record.note());
  assert.equal(one.sheet.text(), record.text());
  assert.equal(two.sheet.text(), record.text());
  assert.ok(
    ["Đề nghị sớm hướng dẫn. ", "ĐỀ NGHỊ SỚM HƯỚNG DẪN. "].every((words) =>
      record.text().includes(words),
    ),
    record.text(),
  );
});

test("who else writes here is named for a while", async () => {
  const { sheet, record, time } = desk();
  const other = desk(record);
  await sheet.load();
  other.types("Chào");
  await other.time.pass(900);
  sheet.take(record.note("Lê Thị Bình"));
  assert.equal(sheet.state.value.others, "Lê Thị Bình");
  assert.equal(sheet.state.value.text, "Chào");
  await time.pass(9000);
  assert.equal(sheet.state.value.others, "");
});

test("what is typed while the line is away goes out when it is back", async () => {
  const { sheet, record, time, line, types } = desk();
  line.blocked = true;
  types("Không có mạng");
  await time.pass(60_000);
  assert.equal(line.sent, 0);
  const other = desk(record);
  other.types("Có mạng. ");
  await other.time.pass(900);
  sheet.take(record.note());
  line.blocked = false;
  await sheet.save();
  assert.ok(record.text().includes("Không có mạng") && record.text().includes("Có mạng. "));
  assert.ok(sheet.state.value.saved);
});

test("what a while mends is tried again by itself, the rest with the next key", async () => {
  const { sheet, record, time, line, types } = desk();
  line.refuses = "unavailable";
  types("A");
  await time.pass(1000);
  assert.deepEqual([sheet.state.value.wrong, sheet.state.value.waits], ["unavailable", true]);
  line.refuses = "";
  await time.pass(3000);
  assert.equal(record.text(), "A");
  assert.equal(sheet.state.value.wrong, "");

  line.refuses = "text_too_long";
  types("B");
  await time.pass(60_000);
  assert.deepEqual([line.sent, sheet.state.value.wrong], [3, "text_too_long"]);
  line.refuses = "";
  types("C");
  await time.pass(1000);
  assert.equal(record.text(), "ABC");
});

test("a server that lacks what an update builds on is sent everything, once", async () => {
  const { sheet, time, line, types } = desk();
  types("A");
  await time.pass(1000);
  line.refuses = "update_incomplete";
  types("B");
  await time.pass(60_000);
  assert.deepEqual([line.sent, sheet.state.value.wrong], [3, "update_incomplete"]);
});

test("whoever only reads sees what others write, without the merging", async () => {
  const { sheet, record, time, line, types } = desk();
  line.there = false;
  /** @type {any[]} */
  const heard = [];
  sheet.follow((splices) => heard.push(...splices));
  const other = desk(record);
  for (const words of ["Chào", " cả nhà"]) {
    other.types(words);
    await other.time.pass(900);
    sheet.take(record.note());
  }
  assert.equal(sheet.text(), "Chào cả nhà");
  assert.deepEqual(heard, [
    { at: 0, gone: 0, put: "Chào" },
    { at: 4, gone: 0, put: " cả nhà" },
  ]);
  line.there = true;
  types("! ", 0);
  await time.pass(900);
  assert.equal(record.text(), "! Chào cả nhà");
});

test("what is typed before the merging is there is kept, and what others wrote too", async () => {
  const { sheet, record, time, line, types } = desk();
  line.there = false;
  types("Sớm");
  await time.pass(1000);
  assert.equal(sheet.state.value.wrong, "not_connected");
  const other = desk(record);
  other.types("Trước. ");
  await other.time.pass(900);
  sheet.take(record.note());
  assert.equal(sheet.text(), "Sớm");
  line.there = true;
  await time.pass(4000);
  assert.equal(sheet.text(), record.text());
  assert.ok(record.text().includes("Sớm") && record.text().includes("Trước. "));
});

test("undo takes back one's own words and leaves those of others", async () => {
  const { sheet, record, time, types } = desk();
  await sheet.load();
  types("của tôi");
  await time.pass(900);
  const other = desk(record);
  await other.sheet.load();
  other.types("Của họ, ", 0);
  await other.time.pass(900);
  sheet.take(record.note());
  sheet.undo();
  await time.pass(900);
  assert.equal(record.text(), "Của họ, ");
  sheet.redo();
  await time.pass(900);
  assert.equal(record.text(), "Của họ, của tôi");
  assert.deepEqual(sheet.redo(), []);
});
