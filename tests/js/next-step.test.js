/** The one thing the chair does next, in every phase, and what is left when nothing comes next. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { conduct } from "../../web/js/pages/parts/conduct.js";
import { leftOpen, leftToApprove } from "../../web/js/pages/parts/left.js";
import { nextStep, nothingToDo } from "../../web/js/pages/parts/next-step.js";
import { createStore } from "../../web/js/state/store.js";
import { has, useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

useWords(wordsOf("vi"), "vi");

/** @typedef {{no?: string, choices?: Record<string, (string | number | boolean)[]>}} Offered */
/** @typedef {Record<string, Offered>} Acts */

const CLOSED = { no: "wrong_phase" };
const ITEMS = {
  agenda: { order: ["1", "2", "3"], current: "2" },
  "item/1": { id: "1", number: "1", title: "Khai mạc", state: "done" },
  "item/2": { id: "2", number: "2", title: "Báo cáo", state: "current", presenter: "Văn phòng" },
  "item/3": { id: "3", number: "3", title: "Kết luận", state: "planned" },
  "queue/2": { order: [] },
};
const WAITS = {
  "queue/2": { order: ["r1"] },
  "request/r1": { id: "r1", speaker: "Ba Đình", delegate: "Phạm Thị Diễm" },
};
const SPEECH = { no: 4, speaker: "Hà Đông" };
/** What passes while a conference runs and nothing is in the way. @type {Acts} */
const RUNNING = {
  open_lobby: CLOSED,
  start_conference: CLOSED,
  resume_conference: CLOSED,
  start_item: { choices: { item: ["1", "3"] } },
  end_conference: { choices: { finish: [false, true] } },
  call_presenter: { no: "presenter_heard" },
  give_floor: { no: "nobody_to_call" },
};

/**
 * A page whose view says so, and what was done on it.
 * @param {Acts} acts @param {object} [more]
 */
function page(acts, more = {}, blocked = "") {
  /** @type {any[]} */
  const done = [];
  return /** @type {any} */ ({
    store: createStore({ conference: { phase: "running" }, "may/all": { acts }, ...more }),
    blocked: () => blocked,
    act: (/** @type {string} */ act, /** @type {object} */ args) => done.push([act, args]),
    say: (/** @type {string} */ tone, /** @type {string} */ words) => done.push([tone, words]),
    done,
  });
}

/** @param {any} of */
const stepOf = (of) => {
  const step = nextStep(of);
  return step && [step.act, step.args ?? {}, step.ask ?? ""];
};
const running = (/** @type {object} */ more, /** @type {Acts} */ acts = {}) =>
  page({ ...RUNNING, ...acts }, { ...ITEMS, ...more });

test("before the conference it is to open the lobby, then to begin", () => {
  assert.deepEqual(stepOf(page({ open_lobby: {} })), ["open_lobby", {}, ""]);
  const lobby = page({ open_lobby: CLOSED, start_conference: {} }, { counts: { sites: 30 } });
  assert.deepEqual(stepOf(lobby), ["start_conference", {}, ""]);
  assert.match(nextStep(lobby)?.notes?.[0] ?? "", /30 điểm cầu chưa điểm danh/);
});

test("what stands in the way of beginning is said at the button", () => {
  const empty = nextStep(page({ start_conference: { no: "nothing_on_the_agenda" } }));
  assert.notEqual(empty?.blocked, "");
});

test("in a break it is to go on, and says until when the break was to last", () => {
  const conference = { phase: "break", break_until: "2024-04-19T09:40:00+07:00" };
  const on_break = page({ resume_conference: {}, end_conference: {} }, { conference });
  assert.deepEqual(stepOf(on_break), ["resume_conference", {}, ""]);
  assert.match(nextStep(on_break)?.notes?.[0] ?? "", /09:40/);
});

test("the presenter speaks first, whoever waits already", () => {
  const called = { call_presenter: {}, give_floor: {} };
  const begun = running({ ...WAITS, floor: {} }, called);
  assert.deepEqual(stepOf(begun), ["call_presenter", { believes: null }, ""]);
  assert.equal(nextStep(begun)?.about, "Văn phòng");
});

test("once somebody has spoken those who wait come before a presenter still to be heard", () => {
  const called = { call_presenter: {}, give_floor: {} };
  const later = running({ ...WAITS, floor: { last: 3 } }, called);
  assert.deepEqual(stepOf(later), ["give_floor", { request: "r1", believes: null }, ""]);
  assert.equal(nextStep(later)?.about, "Ba Đình · Phạm Thị Diễm");
  const nobody = running({ floor: { last: 3 } }, { call_presenter: {} });
  assert.equal(nextStep(nobody)?.act, "call_presenter");
});

test("while somebody speaks the next is called, and if nobody waits the speech ends", () => {
  const floor = { speech: SPEECH };
  const waits = running({ ...WAITS, floor }, { give_floor: {} });
  assert.deepEqual(stepOf(waits), ["give_floor", { request: "r1", believes: 4 }, ""]);
  const alone = running({ floor }, { take_floor: { choices: { speech: [4] } } });
  assert.deepEqual(stepOf(alone), ["take_floor", { speech: 4 }, ""]);
});

test("a round goes before the queue and names whom it calls", () => {
  const round = {
    order: ["001", "002"],
    states: ["done", "to_come"],
    names: ["Ba Đình", "Hoàn Kiếm"],
    next: ["002"],
  };
  const called = running({ ...WAITS, round }, { call_in_round: {}, give_floor: {} });
  assert.deepEqual(stepOf(called), ["call_in_round", { believes: null }, ""]);
  assert.equal(nextStep(called)?.about, "Hoàn Kiếm");
});

test("whoever gave way goes on once the floor is free", () => {
  const acts = { resume_speech: { choices: { speech: [4] } }, give_floor: {} };
  const free = running({ ...WAITS, floor: { interrupted: [SPEECH] } }, acts);
  assert.deepEqual(stepOf(free), ["resume_speech", { speech: 4 }, ""]);
});

test("an open vote is closed before anything else, and asked about while votes are missing", () => {
  const vote = (/** @type {number} */ cast) => ({
    no: 1,
    state: "open",
    text: "?",
    electors: 3,
    cast,
  });
  const acts = { close_vote: { choices: { vote: [1] } }, give_floor: {} };
  const missing = running({ ...WAITS, "vote/1": vote(2) }, acts);
  assert.deepEqual(stepOf(missing), ["close_vote", { vote: 1 }, "close_vote"]);
  const all = running({ ...WAITS, "vote/1": vote(3) }, acts);
  assert.deepEqual(stepOf(all), ["close_vote", { vote: 1 }, ""]);
});

test("where nobody waits the next item is started, and after the last the conference ends", () => {
  assert.deepEqual(stepOf(running({})), ["start_item", { item: "3" }, ""]);
  const last = { "item/3": { ...ITEMS["item/3"], state: "skipped" } };
  const over = running({ ...last, "conclusion/k": { state: "draft" } });
  assert.deepEqual(stepOf(over), ["end_conference", {}, "end"]);
  assert.deepEqual(nextStep(over)?.notes?.slice(1), [
    "1 kết luận chưa chốt",
    "Thư ký chưa lập dự thảo biên bản",
  ]);
});

const ENDED = { conference: { phase: "ended", ended_at: "2024-04-19T11:30:00+07:00" } };
const AWAITS = { approve_minutes: { choices: { version: [1] } }, approve_conclusions: {} };
const CONCLUSION = { number: 1, state: "draft", lead: "Sở Nội vụ", standing: true };

test("after the end both are approved in one act, and then there is nothing but words", () => {
  const drafted = page(AWAITS, {
    ...ENDED,
    "minutes/1": { number: 1 },
    "conclusion/k": CONCLUSION,
  });
  assert.deepEqual(stepOf(drafted), ["approve_minutes", {}, "approve"]);
  assert.equal(nextStep(drafted)?.label, "Duyệt biên bản và kết luận");
  const waits = page({ approve_minutes: { no: "no_such_version" } }, ENDED);
  assert.equal(nextStep(waits), null);
  assert.deepEqual(leftToApprove(waits), ["Thư ký chưa lập dự thảo biên bản"]);
  const alone = page({ approve_conclusions: {} }, { ...ENDED, "conclusion/k": CONCLUSION });
  assert.deepEqual(stepOf(alone), ["approve_conclusions", {}, "approve_conclusions"]);
});

test("what cannot be approved yet says why at the button", () => {
  const why = (/** @type {object} */ minutes, /** @type {object} */ conclusion = CONCLUSION) =>
    nextStep(page(AWAITS, { ...ENDED, "minutes/1": minutes, "conclusion/k": conclusion }))?.blocked;
  assert.equal(why({ number: 1 }), "");
  assert.equal(why({ number: 1, outdated: true, reworded: true }), "");
  assert.match(why({ number: 1, outdated: true }) ?? "", /dự thảo biên bản mới/);
  assert.match(why({ number: 1 }, { ...CONCLUSION, lead: "" }) ?? "", /chủ trì/);
  assert.match(why({ number: 1 }, { ...CONCLUSION, standing: false }) ?? "", /thời hạn/);
});

test("where there is no step it is said why, in every phase", () => {
  for (const phase of ["draft", "ended", "closed", "cancelled"]) {
    const still = page({}, { conference: { phase } });
    assert.equal(nextStep(still), null);
    assert.ok(has(`ui.next.${phase}`));
    assert.equal(nothingToDo(still), wordsOf("vi")[`ui.next.${phase}`]);
  }
});

test("what an end would end is named, one line a thing", () => {
  const left = leftOpen(
    running({
      ...WAITS,
      floor: { speech: SPEECH, interrupted: [{ no: 3, speaker: "Sóc Sơn" }] },
      "vote/1": { no: 1, state: "open", text: "Thông qua", electors: 30, cast: 28 },
      round: { order: ["1", "2", "3"], states: ["done", "to_come", "to_come"] },
    }),
  );
  assert.deepEqual(left, [
    "Hà Đông đang phát biểu",
    "Sóc Sơn đang tạm nhường lời",
    "Biểu quyết đang mở, 28/30 phiếu: Thông qua",
    "1 đăng ký đang chờ; điểm cầu có thể gửi ý kiến bằng văn bản",
    "Còn 2 điểm cầu chưa được mời lần lượt",
    "Chưa tiến hành mục 3: Kết luận",
  ]);
  assert.deepEqual(leftOpen(page({})), []);
});

test("one press takes the step, or asks first", () => {
  /** @type {string[]} */
  const asked = [];
  const does = (/** @type {any} */ of) => conduct(of, (question) => asked.push(question));
  const item = running({});
  does(item).next();
  does(item).item();
  assert.deepEqual(item.done, [
    ["start_item", { item: "3" }],
    ["start_item", { item: "3" }],
  ]);
  const last = running({ "item/3": { ...ITEMS["item/3"], state: "done" } });
  does(last).next();
  does(last).item();
  assert.deepEqual(asked, ["end", "end"]);
  assert.deepEqual(last.done, []);
});

test("a step that cannot be taken now says why and does nothing", () => {
  const cut = page(RUNNING, ITEMS, "mất kết nối");
  const does = conduct(cut, () => assert.fail());
  does.next();
  does.item();
  assert.deepEqual(cut.done[0], ["info", "mất kết nối"]);
  assert.equal(cut.done[1][0], "info");
  const closed = page({}, { conference: { phase: "closed" } });
  conduct(closed, () => undefined).next();
  assert.deepEqual(closed.done, [["info", wordsOf("vi")["ui.next.closed"]]]);
});

const DRAFT = {
  draft: { item: "2", consultation: "LYK", version: 1, title: "Quy chế", focus: "d4" },
  clauses: { item: "2", clauses: ["d3", "d4", "d5"].map((id) => ({ id, label: `Điều ${id[1]}` })) },
  "queue/2": { order: ["r1", "r2"], to_focus: "r2" },
  "request/r1": { id: "r1", speaker: "Ba Đình", clauses: [{ id: "d3", label: "Điều 3" }] },
  "request/r2": { id: "r2", speaker: "Tây Hồ", clauses: [{ id: "d4", label: "Điều 4" }] },
};

test("who wants to speak to the clause before the room goes before the others", () => {
  const on = running({ ...DRAFT, floor: { last: 1 } }, { give_floor: {} });
  assert.deepEqual(stepOf(on), ["give_floor", { request: "r2", believes: null }, ""]);
  assert.equal(nextStep(on)?.label, "Mời về Điều 4");
  const nobody = { order: ["r1", "r2"] };
  const elsewhere = { ...DRAFT, "queue/2": nobody, floor: { last: 1 } };
  const first = running(elsewhere, { give_floor: {} });
  assert.deepEqual(stepOf(first), ["give_floor", { request: "r1", believes: null }, ""]);
});

test("keys put the clause before and the one after before the room", () => {
  const on = running(DRAFT, { focus_clause: {} });
  const does = conduct(on, () => undefined);
  does.clauseAfter();
  does.clauseBefore();
  assert.deepEqual(on.done, [
    ["focus_clause", { item: "2", clause: "d5" }],
    ["focus_clause", { item: "2", clause: "d3" }],
  ]);
  const none = running({ ...DRAFT, draft: { ...DRAFT.draft, focus: null } }, { focus_clause: {} });
  conduct(none, () => undefined).clauseAfter();
  assert.deepEqual(none.done, [["focus_clause", { item: "2", clause: "d3" }]]);
  const looks = running(DRAFT, {});
  conduct(looks, () => undefined).clauseAfter();
  assert.deepEqual(looks.done, []);
});
