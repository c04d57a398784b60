"""An id of an act belongs to its sender: nobody's act costs or answers another's."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from diemcau.adapters.store import Store, open_store
from diemcau.app.ports.world import Unstorable
from diemcau.domain.nouns.ids import CommandId, VoteNo
from diemcau.domain.nouns.record import ReportIncident, SendMessage
from diemcau.domain.nouns.refusals import IdUsed
from diemcau.domain.nouns.votes import CastVote
from diemcau.protocol import records, sent
from tests.support.meeting import BA_DINH, CHAIR, DONG_ANH, LOBBY, SECRETARY, at
from tests.support.room import MEETING, room_over, running, take

ONE = CommandId("1")
NUL = "a\x00b"


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    opened = open_store(address)
    yield opened
    await opened.close()


def incident(by: object = BA_DINH, text: str = "Mất tiếng", id_: str = "1") -> ReportIncident:
    return ReportIncident(id=CommandId(id_), at=at(0), actor=by, kind="no_sound", text=text)  # type: ignore[arg-type]


async def test_two_sites_that_count_the_same_both_act(store: Store) -> None:
    async with running(room_over(store.events)) as room:
        await take(room, LOBBY)
        first, second = await asyncio.gather(
            room.submit(incident(BA_DINH, "Ba Đình")), room.submit(incident(DONG_ANH, "Đông Anh"))
        )
        assert first != second
        assert {each.text for each in room.meeting.incidents.values()} == {"Ba Đình", "Đông Anh"}


async def test_two_accounts_of_one_post_and_one_name_both_act(store: Store) -> None:
    lan, other = replace(SECRETARY, login="lan"), replace(SECRETARY, login="hoa")
    async with running(room_over(store.events)) as room:
        await take(room, LOBBY)
        said = [SendMessage(id=ONE, at=at(0), actor=who, text=who.login) for who in (lan, other)]
        assert len({await room.submit(each) for each in said}) == 2
        assert {each.text for each in room.meeting.messages.values()} == {"lan", "hoa"}


async def test_a_retry_is_answered_alike_also_by_another_node_and_after_a_start(
    store: Store,
) -> None:
    async with running(room_over(store.events)) as room, running(room_over(store.events)) as other:
        await take(room, LOBBY)
        seqs = [await room.submit(incident(by)) for by in (BA_DINH, DONG_ANH)]
        assert [await other.submit(incident(by)) for by in (BA_DINH, DONG_ANH)] == seqs
    async with running(room_over(store.events)) as again:
        later = [replace(incident(by), at=at(5)) for by in (BA_DINH, DONG_ANH)]
        assert [await again.submit(each) for each in later] == seqs
        assert len(again.meeting.incidents) == 2


async def test_the_same_id_with_other_content_is_refused_by_name(store: Store) -> None:
    async with running(room_over(store.events)) as room:
        await take(room, LOBBY)
        await room.submit(incident(text="Mất tiếng"))
        with pytest.raises(IdUsed):
            await room.submit(incident(text="Mất hình"))
        with pytest.raises(IdUsed):
            await room.submit(SendMessage(id=ONE, at=at(1), actor=BA_DINH, text="Mất tiếng"))
        assert len(room.meeting.incidents) == 1
    async with running(room_over(store.events)) as again:
        with pytest.raises(IdUsed):
            await again.submit(incident(text="Mất hình"))


async def test_no_act_of_one_sender_changes_the_answer_of_anothers(store: Store) -> None:
    """Each sends the ids 1 to 6; what they are told is what they are told alone."""
    senders = (BA_DINH, DONG_ANH, SECRETARY, CHAIR)
    acts = {
        by: [
            incident(by, f"{n}", f"{n}")
            if by in (BA_DINH, DONG_ANH)
            else SendMessage(id=CommandId(f"{n}"), at=at(0), actor=by, text=f"{n}")
            for n in range(6)
        ]
        for by in senders
    }
    async with running(room_over(store.events)) as room:
        await take(room, LOBBY)
        every = [each for turn in zip(*acts.values(), strict=True) for each in turn]
        answers = await asyncio.gather(*map(room.submit, every), return_exceptions=True)
        outcome = [type(each).__name__ for each in answers]
        told = {by: outcome[place :: len(senders)] for place, by in enumerate(senders)}
    for by in senders:
        alone = open_store("memory://")
        async with running(room_over(alone.events)) as room:
            await take(room, LOBBY)
            answers = await asyncio.gather(*map(room.submit, acts[by]), return_exceptions=True)
        assert told[by] == [type(each).__name__ for each in answers]


async def test_an_id_in_a_log_of_before_is_answered_as_before(store: Store) -> None:
    async with running(room_over(store.events)) as room:
        await take(room, LOBBY)
    log = await store.events.read(MEETING)
    event = records.read(log[-1])
    old = records.seal(MEETING, log[-1].digest, len(log) + 1, CommandId("cũ / 1"), [event])
    await store.events.append(MEETING, old)
    async with running(room_over(store.events)) as room:
        assert await room.submit(incident(DONG_ANH, id_="cũ / 1")) == len(log) + 1


async def test_a_ballot_cannot_be_read_from_how_its_id_is_kept() -> None:
    cast = [
        sent.of(CastVote(id=ONE, at=at(0), actor=BA_DINH, vote=VoteNo(1), choice=choice))
        for choice in ("for", "against", "abstain")
    ]
    assert len(set(cast)) == 1


async def test_what_the_store_cannot_hold_costs_its_neighbours_nothing(store: Store) -> None:
    """Past the door, as from a program of before: an id with NUL, among acts of others."""
    async with running(room_over(store.events)) as room:
        await take(room, LOBBY)
        batch = [incident(BA_DINH, "trước", "a"), incident(DONG_ANH, "lạ", NUL)]
        batch.append(incident(BA_DINH, "sau", "b"))
        first, odd, last = await asyncio.gather(*map(room.submit, batch), return_exceptions=True)
        assert isinstance(first, int)
        assert isinstance(last, int)
        assert isinstance(odd, int | Unstorable)
        texts = [each.text for each in room.meeting.incidents.values()]
        assert ("lạ" in texts) == isinstance(odd, int)
        assert {"trước", "sau"} <= set(texts)
