import assert from "node:assert/strict";
import { test } from "node:test";

import { parseDeadline } from "../../web/js/components/conclusion-editor/deadline.js";

const TODAY = "2024-04-19"; // a Friday
const dayOf = (/** @type {string} */ text, today = TODAY) => parseDeadline(text, today)?.deadline;

test("a day of the calendar, with its year or without", () => {
  assert.equal(dayOf("30/6"), "2024-06-30");
  assert.equal(dayOf("30/06/2026"), "2026-06-30");
  assert.equal(dayOf("1-7-26"), "2026-07-01");
  assert.equal(dayOf("trước ngày 30/6"), "2024-06-30");
  assert.equal(dayOf("ngày 5 tháng 5"), "2024-05-05");
  assert.equal(dayOf("2024-12-31"), "2024-12-31");
  assert.equal(parseDeadline("30/6", TODAY)?.words, "");
});

test("a day that is past is meant for next year", () => {
  assert.equal(dayOf("1/3"), "2025-03-01");
  assert.equal(dayOf("19/4"), "2024-04-19");
});

test("a day that is none is not understood", () => {
  for (const text of [
    "31/6",
    "0/5",
    "12/13",
    "29/2/2023",
    "bao giờ xong thì xong",
    "",
    "tháng 13",
  ]) {
    assert.equal(parseDeadline(text, TODAY), null, text);
  }
});

test("ends of week, month, quarter and year", () => {
  assert.equal(dayOf("cuối tuần"), "2024-04-19");
  assert.equal(dayOf("trong tuần này", "2024-04-16"), "2024-04-19");
  assert.equal(dayOf("tuần sau"), "2024-04-26");
  assert.equal(dayOf("cuối tháng"), "2024-04-30");
  assert.equal(dayOf("cuối tháng 2"), "2025-02-28");
  assert.equal(dayOf("trong tháng 5"), "2024-05-31");
  assert.equal(dayOf("tháng sau"), "2024-05-31");
  assert.equal(dayOf("cuối quý"), "2024-06-30");
  assert.equal(dayOf("cuối quý III"), "2024-09-30");
  assert.equal(dayOf("quý 1/2026"), "2026-03-31");
  assert.equal(dayOf("quý I"), "2025-03-31");
  assert.equal(dayOf("quý sau"), "2024-09-30");
  assert.equal(dayOf("cuối năm"), "2024-12-31");
  assert.equal(dayOf("end of quarter"), "2024-06-30");
});

test("so many days from now", () => {
  assert.equal(dayOf("10 ngày"), "2024-04-29");
  assert.equal(dayOf("2 tuần nữa"), "2024-05-03");
  assert.equal(dayOf("1 tháng", "2024-01-31"), "2024-02-29");
  assert.equal(dayOf("ngày mai"), "2024-04-20");
  assert.equal(dayOf("hôm nay"), "2024-04-19");
});

test("standing tasks have no day, and the words are kept", () => {
  assert.deepEqual(parseDeadline("Thường xuyên", TODAY), {
    deadline: null,
    standing: true,
    words: "Thường xuyên",
  });
  assert.deepEqual(parseDeadline("cuối  quý II", TODAY), {
    deadline: "2024-06-30",
    standing: false,
    words: "cuối quý II",
  });
});

test("words typed with loose marks are understood", () => {
  assert.equal(dayOf("cuối quý".normalize("NFD")), "2024-06-30");
});
