/**
 * A whole conference, from its plan to what is published, driven by a program that knows
 * docs/protocol.md and nothing else. `BASE` is the server, `ACCOUNTS` is `{login: password}`
 * of a secretary, a chair and an operator as JSON; what came of it goes out as JSON.
 */
import assert from "node:assert/strict";

import { enter, Refused } from "./door.js";
import { Screen } from "./screen.js";

const { BASE = "", ACCOUNTS = "{}" } = process.env;
/** @type {Record<string, string>} */
const passwords = JSON.parse(ACCOUNTS);
const MEETING = "giao-ban-quy-iv";
const SITES = [
  { code: "001", name: "Ba Đình", kind: "phường" },
  { code: "002", name: "Hòa Xá", kind: "xã" },
];
const HOUR = 3_600_000;
const at = (/** @type {number} */ ms) => new Date(Date.now() + ms).toISOString();
const delegate = (/** @type {string} */ code) => ({ id: `${code}-1`, name: `Đại biểu ${code}` });

/** @param {Promise<unknown>} going @param {string} code */
const refusedAs = (going, code) =>
  assert.rejects(going, (/** @type {unknown} */ no) => no instanceof Refused && no.code === code);

/** @param {string} login */
const signedIn = (login) => enter(BASE, "/sign-in", { login, password: passwords[login] ?? "" });

// -- the plan --------------------------------------------------------------------------------

const secretary = await signedIn("thu-ky");
const chair = await signedIn("chu-toa");
assert.equal(secretary.known.post, "secretary");
assert.deepEqual(await chair.read("/conferences"), { conferences: [] });
await refusedAs(enter(BASE, "/sign-in", { login: "thu-ky", password: "sai" }), "wrong_password");

const plan = {
  title: "Hội nghị giao ban quý IV",
  starts_at: at(2 * HOUR),
  ends_at: at(4 * HOUR),
  chair: "Chủ tịch HĐND",
  sites: SITES.map((site) => ({ ...site, roster: [delegate(site.code)] })),
  agenda: [
    { id: "khai-mac", title: "Khai mạc", kind: "opening", minutes: 5 },
    { id: "trao-doi", title: "Trao đổi", minutes: 60 },
    { id: "ket-luan", title: "Kết luận", kind: "conclusion", minutes: 15 },
  ],
};
await refusedAs(chair.act(MEETING, "plan_conference", plan), "not_allowed");
await secretary.act(MEETING, "plan_conference", plan, "lap");
await secretary.act(MEETING, "plan_conference", plan, "lap"); // the same id is the same act
const [listed] = (await chair.read("/conferences")).conferences;
assert.deepEqual([listed.meeting, listed.phase, listed.sites], [MEETING, "draft", 2]);

const desk = new Screen(secretary, MEETING);
const podium = new Screen(chair, MEETING);
await desk.until((view) => view.conference.phase === "draft");
assert.equal(desk.view.settings.settings.presets.comment, 300);
await desk.do("announce_conference");
const { passes } = await secretary.send(`/conferences/${MEETING}/passes`, [
  ["sites", "001"],
  ["sites", "002"],
]);
assert.deepEqual(
  passes.map((/** @type {any} */ each) => each.site),
  ["001", "002"],
);

// -- everybody comes in ----------------------------------------------------------------------

const [first, second] = passes;
const byPin = (/** @type {string} */ site, /** @type {string} */ pin) =>
  enter(BASE, `/join/${MEETING}`, { site, pin });
await refusedAs(byPin("001", first.pin), "pin_not_now");
await podium.do("open_lobby");
await refusedAs(byPin("001", "no pin"), "wrong_pin");
const sites = [await byPin("Ba Đình", first.pin), await enter(BASE, second.link, {})];
assert.deepEqual(
  sites.map(({ known }) => known.site),
  ["001", "002"],
);
const [baDinh, hoaXa] = sites.map((session) => new Screen(session, MEETING));
assert.ok(baDinh && hoaXa);
for (const [screen, code] of /** @type {[Screen, string][]} */ ([
  [baDinh, "001"],
  [hoaXa, "002"],
])) {
  await screen.do("check_in", { marks: [{ delegate: `${code}-1`, presence: "in_room" }] });
  await screen.until((view) => view[`me/${code}`].checked_in_at);
}
await podium.until((view) => view.counts.checked_in === 2);

// -- a queue, the floor, a line that breaks --------------------------------------------------

await refusedAs(baDinh.do("ask_to_speak"), "wrong_phase");
await podium.do("start_conference");
await podium.do("start_item", { item: "trao-doi" });
await baDinh.until((view) => view.agenda.current === "trao-doi");
const offered = baDinh.view["queue/trao-doi"].offers.map((/** @type {any} */ each) => each.kind);
assert.ok(offered.includes("comment"));

const wish = await baDinh.do("ask_to_speak", { topic: "Đơn thư" });
await refusedAs(baDinh.do("ask_to_speak"), "already_waiting");
const seen = hoaXa.seq ?? 0;
hoaXa.cut();
const other = await hoaXa.do("ask_to_speak", { kind: "question", topic: "Đê điều" });
assert.ok(other.seq > seen && hoaXa.lines === 2, "it came back, and the act was not lost");
await podium.until((view) => view["queue/trao-doi"].order?.length === 2);
assert.deepEqual(podium.view["queue/trao-doi"].order, [wish.id, other.id]);
assert.deepEqual(baDinh.view["me/001"].waiting, [wish.id]);

await podium.do("give_floor", { request: wish.id, believes: null });
await baDinh.until((view) => view.floor.speech?.site === "001");
await refusedAs(podium.do("give_floor", { request: other.id, believes: null }), "floor_changed");
await podium.do("extend_speech", { speech: 1 });
const grant = () => podium.view["may/floor"].acts.grant_time;
assert.equal(grant().no, "no_budget");
await desk.do("edit_item", {
  plan: { id: "trao-doi", title: "Trao đổi", kind: "discussion", budget: 240 },
});
await podium.until(() => grant().choices?.item?.includes("trao-doi"));
await podium.do("grant_time", { item: "trao-doi", seconds: 120, site: "002" });
await hoaXa.until((view) => view["me/002"].granted === 120 && view["me/002"].budget_left === 360);
assert.equal(baDinh.view["me/001"].granted, undefined);
await podium.do("give_floor", { request: other.id, believes: 1 });
const speaking = await hoaXa.until(
  (view) => view.floor.speech?.site === "002" && view.floor.speech,
);
await podium.do("take_floor", { speech: speaking.no });
await desk.until((view) => view["speech/2"]);
await desk.do("write_note", { about: "speech/1", text: "Đề nghị phân loại đơn thư" });

// -- a vote ----------------------------------------------------------------------------------

await podium.do("open_vote", { text: "Thông qua dự thảo", kind: "formal" });
for (const [screen, code] of /** @type {[Screen, string][]} */ ([
  [baDinh, "001"],
  [hoaXa, "002"],
])) {
  const vote = await screen.until((view) => view[`me/${code}`].vote);
  const choice = String(screen.view[`vote/${vote}`].choices.indexOf("for")).padStart(2, "0");
  await screen.do("cast_vote", { vote, choice });
}
await podium.do("close_vote", { vote: 1 });
const vote = await baDinh.until((view) => view["vote/1"].state === "closed" && view["vote/1"]);
assert.deepEqual([vote.outcome, vote.counts], ["carried", [2, 0, 0]]);

// -- conclusions, minutes, what is published -------------------------------------------------

const words = "10 ngày làm việc";
const { deadline } = await secretary.read(
  `/conferences/${MEETING}/understood?${new URLSearchParams({ deadline: words })}`,
);
assert.equal(deadline.words, words);
const conclusion = await desk.do("draft_conclusion", {
  text: {
    text: "Phân loại đơn thư từ cơ sở",
    lead: "UBND phường Ba Đình",
    deadline: deadline.deadline,
    deadline_words: deadline.words,
    item: "trao-doi",
  },
});
await podium.until((view) => view[`conclusion/${conclusion.id}`]);
await podium.do("approve_conclusions");
await podium.do("finish_item", { item: "trao-doi" });
await podium.do("end_conference");
await desk.until((view) => view.conference.phase === "ended");
await desk.do("draft_minutes");
const draft = await podium.until((view) => view["minutes/1"]);
await podium.do("approve_minutes", { version: draft.number });
await desk.until((view) => view.conference.phase === "closed");
await desk.do("publish", { stage: "minutes", readers: "all_sites" });
await desk.do("publish", { stage: "conclusions", readers: "public" });

const publication = await baDinh.until((view) => view["publication/1"]);
await baDinh.do("confirm_reading", { publication: publication.no });
await desk.until((view) => view["publication/1"].read_by?.includes("001"));
const task = await baDinh.until((view) => view[`task/${conclusion.id}`]);
await baDinh.do("acknowledge_task", { conclusion: task.id });
const anybody = await fetch(`${BASE}/published/${MEETING}/2.json`);
assert.equal(anybody.status, 200);
assert.equal((await fetch(`${BASE}/published/${MEETING}/1.json`)).status, 404);

const phase = desk.view.conference.phase;
for (const screen of [desk, podium, baDinh, hoaXa]) screen.leave();
console.log(JSON.stringify({ phase, requests: [wish.id, other.id], task: task.id }));
process.exit(0);
