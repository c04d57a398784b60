import assert from "node:assert/strict";
import { test } from "node:test";

import { arrived, decided, dirty, fresh, refused, sent, typed } from "../../web/js/components/note-editor/draft.js";

const note = (/** @type {number} */ version, /** @type {string} */ text, by = "Thư ký hai") => ({ about: "item/3", text, version, at: `2024-04-19T01:0${version}:00Z`, by });

test("what is typed is saved, and the answer makes it the version kept", () => {
  let draft = typed(fresh(note(1, "Một")), "Một hai");
  assert.ok(dirty(draft));
  draft = sent(draft);
  assert.ok(!dirty(draft));
  draft = arrived(draft, note(2, "Một hai", "Tôi"));
  assert.equal(draft.base, 2);
  assert.ok(!dirty(draft));
});

test("more typed while the save was on its way is saved after", () => {
  let draft = sent(typed(fresh(undefined), "Một"));
  draft = arrived(typed(draft, "Một hai"), note(1, "Một"));
  assert.equal(draft.text, "Một hai");
  assert.equal(draft.theirs, null);
  assert.ok(dirty(draft));
});

test("another's text is taken in while nothing of ours is unsaved", () => {
  const draft = arrived(fresh(note(1, "Một")), note(2, "Một, sửa"));
  assert.equal(draft.text, "Một, sửa");
});

test("another's text never overwrites ours: both are shown until the writer decides", () => {
  const draft = arrived(typed(fresh(note(1, "Một")), "Một của tôi"), note(2, "Một của họ"));
  assert.equal(draft.text, "Một của tôi");
  assert.equal(draft.theirs?.text, "Một của họ");
  assert.ok(!dirty(draft), "nothing is saved over it meanwhile");
  assert.deepEqual(
    ["mine", "theirs", "both"].map((which) => decided(draft, /** @type {any} */ (which)).text),
    ["Một của tôi", "Một của họ", "Một của họ\nMột của tôi"],
  );
  assert.equal(decided(draft, "mine").base, 2);
  assert.ok(dirty(decided(draft, "mine")));
  assert.ok(!dirty(decided(draft, "theirs")));
});

test("the version that refused ours is shown beside it, whichever comes first", () => {
  const writing = sent(typed(fresh(note(1, "Một")), "Của tôi"));
  const answeredFirst = arrived(refused(writing), note(2, "Của họ"));
  const arrivedFirst = refused(arrived(writing, note(2, "Của họ")));
  assert.equal(answeredFirst.theirs?.text, "Của họ");
  assert.equal(arrivedFirst.theirs?.text, "Của họ");
});

test("a version already seen changes nothing", () => {
  const draft = fresh(note(2, "Hai"));
  assert.equal(arrived(draft, note(1, "Một")), draft);
  assert.equal(arrived(draft, undefined), draft);
});
