"""Conferences that were there before a table are drawn into it when the store is opened."""

import pytest
from msgspec.structs import replace

from diemcau.adapters.store import open_store
from diemcau.app.library.drawing import draw_anew
from diemcau.app.library.following import everything
from diemcau.app.verification import verify_meeting
from diemcau.app.verification.logs import replayed
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, MeetingId
from diemcau.protocol.records import Record
from tests.support.golden import FOLDER, GOLDEN, written

LOG = written(FOLDER / "2026-11.jsonl")
BROKEN, GOING = MeetingId("broken"), MeetingId("going")


async def test_what_no_record_was_drawn_of_is_drawn_and_a_broken_log_holds_up_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = open_store("memory://")
    *_, (last, state) = replayed(GOLDEN, LOG)
    headline, papers, _ = everything(state, last.seq)
    assert headline
    await store.events.append(GOLDEN, LOG)
    await store.events.append(BROKEN, [Record(1, CommandId("c"), "nobody.knows", b"{}", bytes(32))])
    for meeting in (BROKEN, GOLDEN):
        await store.library.keep(replace(headline, meeting=meeting, seq=0), papers)
    await store.library.keep(replace(headline, meeting=GOING), [])
    await draw_anew(store.events, store.library)
    seqs = {each.meeting: each.seq for each in await store.library.headlines(None)}
    assert seqs == {BROKEN: 0, GOLDEN: last.seq, GOING: last.seq}
    assert (await verify_meeting(store, GOLDEN)).proven
    assert {each.meeting for each in await store.library.tasks(FIRST_BODY)} == {GOLDEN}
    assert [each.__dict__["meeting"] for each in caplog.records] == [BROKEN]
