import assert from "node:assert/strict";
import { test } from "node:test";

import { h } from "preact";
import { render } from "preact-render-to-string";

import { Band } from "../../web/js/components/band/band.js";
import { inOrder, Toasts } from "../../web/js/components/notice/notice.js";
import { TargetField } from "../../web/js/components/request-form/target-field.js";
import { SiteWall } from "../../web/js/components/site-wall/site-wall.js";
import { upcoming } from "../../web/js/format.js";
import { Tabs } from "../../web/js/pages/parts/tabs.js";
import { planned } from "../../web/js/pages/parts/item.js";
import { ConclusionsPart, Missing } from "../../web/js/pages/parts/conclusions.js";
import { targetsOf } from "../../web/js/pages/parts/targets.js";
import { redo, undo, UndoButton } from "../../web/js/pages/parts/undo.js";
import { now } from "../../web/js/state/now.js";
import { createStore } from "../../web/js/state/store.js";
import { useWords } from "../../web/js/words.js";
import { wordsOf } from "./support/words.js";

useWords(wordsOf("vi"), "vi");

/** @param {string} drawn */
const textOf = (drawn) => drawn.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
const AT = Date.parse("2024-04-19T01:30:00Z"); // 08:30 in Hà Nội

test("a time is the next at which clocks of the conference show it", () => {
  assert.equal(upcoming("09:15", AT), "2024-04-19T02:15:00.000Z");
  assert.equal(upcoming("08:00", AT), "2024-04-20T01:00:00.000Z");
  assert.equal(upcoming("08:30", AT), "2024-04-20T01:30:00.000Z");
  assert.equal(upcoming("", AT), "");
  assert.equal(upcoming("25:00", AT), "");
});

test("of several notices the worst is shown, then the newest; without one the strip stays", () => {
  const toasts = /** @type {const} */ ([
    { id: 1, tone: "bad", text: "Thứ tự vừa đổi" },
    { id: 2, tone: "info", text: "Xin phát biểu: Ba Đình" },
    { id: 3, tone: "info", text: "Đông Anh" },
  ]);
  assert.deepEqual(
    inOrder(toasts).map((each) => each.id),
    [1, 3, 2],
  );
  const drawn = textOf(render(h(Toasts, { toasts, onDismiss: () => undefined })));
  assert.match(drawn, /Thứ tự vừa đổi .*còn 2/);
  assert.doesNotMatch(drawn, /Ba Đình/);
  const quiet = render(h(Toasts, { toasts: [], onDismiss: () => undefined, children: "Phím tắt" }));
  assert.match(quiet, /class="strip"/);
  assert.match(quiet, /role="status"/);
  assert.match(quiet, /Phím tắt/);
});

test("a tile holds the whole name, the place in the queue and the state in words", () => {
  const site = /** @type {any} */ ({
    code: "1",
    name: "Văn Miếu - Quốc Tử Giám",
    line: { state: "connected" },
    checked_in_at: "2024-04-19T01:00:00Z",
    here: 5,
    expected: 6,
  });
  const drawn = render(
    h(SiteWall, { codes: ["1"], siteOf: () => site, placeOf: () => 4, onPick: () => undefined }),
  );
  assert.match(
    drawn,
    /<span class="tile-name">Văn Miếu<span class="tile-rest"> - Quốc Tử Giám<\/span><\/span>/,
  );
  assert.match(textOf(drawn), /Thứ tự chờ 4|4 Sẵn sàng/);
  assert.match(drawn, /5\/6/);
});

test("a wall without sites says who adds them", () => {
  const drawn = textOf(
    render(
      h(SiteWall, {
        codes: [],
        siteOf: () => undefined,
        placeOf: () => null,
        onPick: () => undefined,
      }),
    ),
  );
  assert.match(drawn, /Thư ký thêm/);
});

test("an answer may be to any speech so far, a rebuttal to the one now or the last", () => {
  const speech = (/** @type {number} */ no, more = {}) => ({
    no,
    request: `r${no}`,
    item: "5",
    kind: "comment",
    speaker: `Điểm cầu ${no}`,
    started_at: "2024-04-19T01:00:00Z",
    deadline: "2024-04-19T01:05:00Z",
    allotted: 300,
    ...more,
  });
  const store = createStore({
    floor: { speech: speech(4), last: 2 },
    "speech/1": speech(1),
    "speech/2": speech(2),
    "speech/3": speech(3, { undone: true }),
  });
  const targets = targetsOf(/** @type {any} */ ({ store }));
  assert.deepEqual(
    targets.answers.map((each) => each.value),
    ["r4", "r2", "r1"],
  );
  assert.deepEqual(
    targets.rebuts.map((each) => each.value),
    ["4", "2"],
  );
  const field = (/** @type {any} */ kind) =>
    render(h(TargetField, { kind, ...targets, value: "", onSet: () => undefined }));
  assert.match(field("answer"), /value="r1"/);
  assert.match(field("rebuttal"), /value="4"/);
  assert.equal(field("comment"), "");
});

test("what the sheet of an item does not ask stays as it was", () => {
  const item = /** @type {any} */ ({
    id: "muc-5",
    number: "5",
    title: "Trao đổi",
    kind: "discussion",
    state: "planned",
    documents: [{ title: "A", address: "/a.pdf" }],
    kinds: ["comment"],
    budget: 600,
  });
  const plan = planned(
    { title: "Trao đổi, góp ý", kind: "discussion", minutes: "45", internal: "" },
    item,
  );
  assert.deepEqual(plan, {
    id: "muc-5",
    title: "Trao đổi, góp ý",
    kind: "discussion",
    presenter: "",
    minutes: 45,
    parent: null,
    internal: false,
    documents: item.documents,
    kinds: ["comment"],
    budget: 600,
  });
  assert.deepEqual(planned({ title: "Trao đổi", kind: "report", minutes: "" }, item).kinds, []);
});

test("before approving it is said which conclusions lack a lead or a deadline", () => {
  const draft = (/** @type {number} */ number, more = {}) =>
    /** @type {any} */ ({
      id: `k${number}`,
      number,
      text: "Rà soát",
      state: "draft",
      version: 1,
      ...more,
    });
  const drawn = textOf(
    render(
      h(Missing, {
        drafts: [
          draft(1, { lead: "Văn phòng", standing: true }),
          draft(2, { deadline: "2024-06-30" }),
          draft(3),
        ],
      }),
    ),
  );
  assert.match(drawn, /Kết luận 2: cơ quan chủ trì Kết luận 3: cơ quan chủ trì, thời hạn/);
  assert.doesNotMatch(drawn, /Kết luận 1/);
  assert.equal(
    render(h(Missing, { drafts: [draft(1, { lead: "Văn phòng", standing: true })] })),
    "",
  );
});

/** A console whose last act is this one, and what is pressed at it. @param {any} last */
function console_(last) {
  /** @type {any[]} */
  const pressed = [];
  const open = last?.redone_until ? "redo" : "undo";
  const acts = last ? { [open]: { choices: { act: [last.act] } } } : {};
  const page = /** @type {any} */ ({
    store: createStore({
      agenda: { order: ["5"], starts: [] },
      "item/5": { id: "5", number: "3.1", title: "Trao đổi" },
      "may/undo": { acts },
      ...(last && { undo: last }),
    }),
    blocked: () => "",
    act: (/** @type {any[]} */ ...said) => pressed.push(said),
    say: (/** @type {any[]} */ ...said) => pressed.push(said),
  });
  return { page, pressed, text: () => textOf(render(h(UndoButton, { page }))).trim() };
}

test("the button says what it would undo, with names, and for a minute what it would redo", () => {
  now.value = AT;
  const more = { act: 7, what: "speech.extended", at: "", who: "Ba Đình", seconds: 60 };
  assert.equal(console_(more).text(), "Hoàn tác: thêm 1′ cho Ba Đình U");
  const started = { act: 8, what: "item.started", at: "", item: "5" };
  assert.equal(console_(started).text(), "Hoàn tác: bắt đầu mục 3.1 U");
  const undone = { ...more, redone_until: new Date(AT + 60_000).toISOString() };
  assert.equal(console_(undone).text(), "Làm lại: thêm 1′ cho Ba Đình ⇧U");
  now.value = AT + 61_000;
  assert.equal(console_(undone).text(), "Hoàn tác U");
  assert.equal(console_(undefined).text(), "Hoàn tác U");
});

test("a key undoes and redoes the act that is shown, and says so when there is none", () => {
  now.value = AT;
  const more = { act: 7, what: "speech.extended", at: "", who: "Ba Đình", seconds: 60 };
  const undone = { ...more, redone_until: new Date(AT + 60_000).toISOString() };
  const fresh = console_(more);
  undo(fresh.page);
  redo(fresh.page);
  assert.deepEqual(fresh.pressed[0], ["undo", { act: 7 }]);
  assert.equal(fresh.pressed[1][0], "info");
  const back = console_(undone);
  undo(back.page);
  redo(back.page);
  assert.equal(back.pressed[0][0], "info");
  assert.deepEqual(back.pressed[1], ["redo", { act: 7 }]);
});

test("each tab says how much waits behind it, to the eye and to the ear", () => {
  const tabs = (/** @type {Record<string, unknown>} */ view) =>
    textOf(
      render(
        h(Tabs, {
          page: /** @type {any} */ ({ store: createStore(view) }),
          shown: "wall",
          show: () => undefined,
        }),
      ),
    );
  const drawn = tabs({
    "conclusion/1": { number: 1, state: "draft" },
    "conclusion/2": { number: 2, state: "approved" },
    "minutes/1": { number: 1, approved_at: null },
    "vote/1": { no: 1, state: "open", electors: 30, cast: 28 },
    "message/1": {},
    "incident/1": {},
  });
  assert.match(drawn, /Biểu quyết 28\/30 Tin 1 · Sự cố 1 · Ý kiến 0/);
  assert.match(drawn, /Văn bản \(2\) : 2 văn bản chờ duyệt/);
  const approved = { "minutes/1": { number: 1, approved_at: "2024-04-19T05:00:00Z" } };
  assert.doesNotMatch(tabs(approved), /chờ duyệt/);
});

test("a conference begun a week early is so by days", () => {
  const late = (/** @type {number} */ seconds) =>
    textOf(render(h(Band, { title: "", phase: "running", at: AT, late: seconds, line: "live" })));
  assert.match(late(-173 * 3600), /sớm 7 ngày/);
  assert.match(late(-3 * 3600), /sớm 3h00/);
  assert.match(late(300), /chậm 5′/);
});

test("once all conclusions are settled a new one is folded away", () => {
  const drawn = (/** @type {string} */ state, /** @type {string} */ ended) =>
    render(
      h(ConclusionsPart, {
        page: /** @type {any} */ ({
          meeting: "giao-ban",
          blocked: () => "",
          store: createStore({
            conference: { phase: "ended", ended_at: ended },
            "conclusion/1": { id: "1", number: 1, text: "Rà soát nhiệm vụ", state },
          }),
        }),
      }),
    );
  const folded = /<summary>Kết luận mới<\/summary>/;
  assert.match(drawn("published", "2024-04-19T04:00:00Z"), folded);
  assert.doesNotMatch(drawn("draft", "2024-04-19T04:00:00Z"), folded);
  assert.doesNotMatch(drawn("approved", ""), folded);
});
