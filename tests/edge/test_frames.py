"""What each audience is sent: exact, encoded once, and never a key that is not theirs."""

import json
from typing import Any

import pytest

from diemcau.adapters.store import open_store
from diemcau.app.live import past
from diemcau.app.live.room import Room
from diemcau.domain.nouns.agenda import (
    AddItem,
    EditItem,
    FinishItem,
    ItemPlan,
    RemoveItem,
    SkipItem,
)
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.record import SendMessage, WriteNote
from diemcau.domain.nouns.requests import Withdraw
from diemcau.domain.nouns.sites import Contact, SetContact
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.families import Audience, render
from diemcau.edge.live.frames import Frames
from diemcau.protocol import codec
from diemcau.protocol.frames import All
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    LOBBY,
    RUNNING,
    SECRETARY,
    SITES,
    Step,
    asked_to_speak,
    by,
    card,
    checked_in,
    code,
    given_the_floor,
    took_the_floor,
)
from tests.support.room import room_over, running, take

AUDIENCES = [
    *map(Audience, (Role.CHAIR, Role.SECRETARY, Role.OPERATOR, Role.SCREEN)),
    *(Audience(Role.SITE, code(site)) for site in SITES),
]
BA_DINHS, DONG_ANHS = (Audience(Role.SITE, code(site)) for site in (BA_DINH, DONG_ANH))

MORNING: tuple[Step, ...] = (
    checked_in(BA_DINH),
    asked_to_speak(BA_DINH),
    asked_to_speak(DONG_ANH),
    given_the_floor(BA_DINH),
    SetContact(**by(BA_DINH, 3), contact=Contact(phone="024 001")),
    SendMessage(**by(SECRETARY, 3), text="Xin chờ", to=(code(BA_DINH),)),
    WriteNote(**by(SECRETARY, 3, 30), about="speech/1", text="ghi"),
    took_the_floor(1, 4),
    EditItem(**by(SECRETARY, 5), plan=ItemPlan(DISCUSSION_ITEM, "Trao đổi kín", internal=True)),
    EditItem(**by(SECRETARY, 6), plan=ItemPlan(DISCUSSION_ITEM, "Trao đổi")),
    FinishItem(**by(CHAIR, 7), item=DISCUSSION_ITEM),
    AddItem(**by(SECRETARY, 8), plan=ItemPlan(ItemId("them"), "Thêm")),
    RemoveItem(**by(SECRETARY, 9), item=ItemId("them")),
)


class Screen:
    """Takes in frames as any client does."""

    def __init__(self) -> None:
        self.seq: int | None = None
        self.view: dict[str, Any] = {}

    def take(self, frame: bytes | None) -> None:
        if frame is None:
            return
        told = json.loads(frame)
        if told["t"] == "all":
            self.view = {}
        for key in told.get("drop", ()):
            del self.view[key]
        self.view |= told.get("set", {})
        self.seq = told["seq"]


def drawn(room: Room, audience: Audience) -> Any:
    """The whole view, as it comes over the wire."""
    frame = All(seq=room.seq, set=render(room.meeting, audience))
    return json.loads(codec.encode(frame))["set"]


@pytest.mark.parametrize("away_for", [1, 3, 100])
async def test_every_screen_has_exactly_its_view_however_often_it_is_served(
    away_for: int,
) -> None:
    async with running(room_over(open_store("memory://").events)) as room:
        await take(room, LOBBY)
        frames = Frames(room)
        screens = {audience: Screen() for audience in AUDIENCES}
        for number, step in enumerate((*RUNNING[1:], *DISCUSSION[1:], *MORNING)):  # type: ignore[index]
            await take(room, step)
            if number % away_for == 0:
                for audience, screen in screens.items():
                    screen.take(frames.frame(audience, screen.seq))
                    assert screen.view == drawn(room, audience), (audience, step)
        for audience, screen in screens.items():
            screen.take(frames.frame(audience, screen.seq))
            assert screen.view == drawn(room, audience)


async def test_sites_that_see_the_same_are_sent_the_same_bytes() -> None:
    async with running(room_over(open_store("memory://").events)) as room:
        await take(room, DISCUSSION)
        frames, since = Frames(room), room.seq
        await take(room, asked_to_speak(BA_DINH))
        others = [frames.frame(a, since) for a in AUDIENCES if a.site not in (None, "001")]
        assert len({id(frame) for frame in others}) == 1
        own = frames.frame(BA_DINHS, since)
        assert own is not None
        assert b"me/001" in own
        assert own is frames.frame(BA_DINHS, since)


async def test_nobody_is_told_of_keys_that_are_not_theirs() -> None:
    async with running(room_over(open_store("memory://").events)) as room:
        await take(room, DISCUSSION)
        frames, since = Frames(room), room.seq
        await take(room, WriteNote(**by(SECRETARY, 1), about="meeting", text="nội bộ"))
        assert frames.frame(DONG_ANHS, since) is None
        assert frames.frame(Audience(Role.SCREEN), since) is None
        assert frames.frame(Audience(Role.CHAIR), since) is not None


async def test_an_internal_item_that_changes_is_not_even_named_to_others() -> None:
    hidden = ItemPlan(ItemId("kin"), "Nhân sự", internal=True)
    async with running(room_over(open_store("memory://").events)) as room:
        await take(room, DISCUSSION, AddItem(**by(SECRETARY, 1), plan=hidden))
        frames, since = Frames(room), room.seq
        await take(room, SkipItem(**by(SECRETARY, 2), item=ItemId("kin")))
        for audience in (DONG_ANHS, Audience(Role.SCREEN), Audience(Role.OPERATOR)):
            assert b"kin" not in (frames.frame(audience, since) or b"")
        assert b"kin" in (frames.frame(Audience(Role.CHAIR), since) or b"")


async def test_a_message_to_one_site_reaches_that_site_alone() -> None:
    async with running(room_over(open_store("memory://").events)) as room:
        await take(room, DISCUSSION)
        frames, since = Frames(room), room.seq
        await take(room, SendMessage(**by(SECRETARY, 1), text="Xin chờ", to=(code(BA_DINH),)))
        assert frames.frame(DONG_ANHS, since) is None
        assert "Xin chờ".encode() in (frames.frame(BA_DINHS, since) or b"")


async def test_a_card_that_goes_is_dropped_from_every_view_that_had_it() -> None:
    async with running(room_over(open_store("memory://").events)) as room:
        await take(room, DISCUSSION, asked_to_speak(BA_DINH))
        frames, since = Frames(room), room.seq
        await take(room, Withdraw(**by(BA_DINH, 2), request=card(BA_DINH)))
        for audience in AUDIENCES:
            frame = json.loads(frames.frame(audience, since) or b"{}")
            assert frame["drop"] == [f"request/{card(BA_DINH)}"]


async def test_who_was_away_for_longer_than_is_remembered_gets_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(past, "MEMORY", 2)
    async with running(room_over(open_store("memory://").events)) as room:
        await take(room, DISCUSSION)
        frames, since = Frames(room), room.seq
        await take(room, *MORNING[:3])
        told = json.loads(frames.frame(DONG_ANHS, since) or b"{}")
        assert told["t"] == "all"
        assert told["set"] == drawn(room, DONG_ANHS)
