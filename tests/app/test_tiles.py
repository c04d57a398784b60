"""What a desk looks at comes on lines of its own, as long as its line carries the stage whole."""

import pytest

from diemcau.app.live.deciding import Position
from diemcau.app.media.levelling import Levelling, Wishes, due
from diemcau.app.media.tiles import Looks, TileWish, laid, trimmed
from diemcau.app.ports.media import Layer, Reception, Relaying
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import CallBreak
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.media import HALL, MOST_TILES, Venue, desk_of, venue_of
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.stage import LOBBY
from diemcau.protocol.records import GENESIS
from tests.support.media import OFFER, MemoryMedia
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    HOAN_KIEM,
    RUNNING,
    Step,
    after,
    by,
    code,
    with_settings,
)

MEETING = after(RUNNING).id
DESK = desk_of("chu-tri")
BA, HOAN = venue_of(code(BA_DINH)), venue_of(code(HOAN_KIEM))
A, B, C = Venue("site/a"), Venue("site/b"), Venue("site/c")
DEBATE: Step = (DISCUSSION, with_settings(video=True))


@pytest.mark.parametrize(
    ("before", "wanted", "after_it"),
    [
        ((), (), ()),
        ((), (A, B), (A, B)),
        ((A, B), (B, A), (A, B)),
        ((A, B, C), (A, C), (A, None, C)),
        ((A, None, C), (C, B, A), (A, B, C)),
        ((A, B), (A,), (A,)),
        ((A, B), (C,), (C,)),
        ((A, None, C), (), ()),
    ],
)
def test_whoever_stays_in_view_keeps_their_line(
    before: tuple[Venue | None, ...],
    wanted: tuple[Venue, ...],
    after_it: tuple[Venue | None, ...],
) -> None:
    assert laid(before, wanted) == after_it
    assert trimmed(after_it) == after_it


def test_all_lines_may_be_taken_and_changed_at_once() -> None:
    page = [Venue(f"site/{n}") for n in range(MOST_TILES)]
    other = [Venue(f"site/next-{n}") for n in range(MOST_TILES)]
    assert laid((), page) == tuple(page)
    assert laid(tuple(page), other) == tuple(other)


SEEN = (code(BA_DINH), code(HOAN_KIEM), SiteCode("no-camera"))


@pytest.mark.parametrize(
    ("role", "layer", "tiles"),
    [
        (Role.CHAIR, Layer.HIGH, (BA, HOAN)),
        (Role.SECRETARY, Layer.HIGH, ()),
        (Role.CHAIR, Layer.MIDDLE, ()),
        (Role.CHAIR, Layer.NONE, ()),
    ],
)
def test_tiles_come_of_whoever_sends_and_go_first_on_a_bad_line(
    role: Role, layer: Layer, tiles: tuple[Venue, ...]
) -> None:
    relaying = Relaying(there=True, sending=frozenset({BA, HOAN}), watching={DESK: Reception()})
    wishes = Wishes({DESK: layer}, {DESK: TileWish(role, SEEN)})
    assert due(LOBBY, relaying, DESK, wishes).tiles == tiles
    assert due(LOBBY, relaying, DESK).tiles == ()


async def test_what_is_asked_for_is_laid_at_once_and_taken_away_in_a_break() -> None:
    server, looks = MemoryMedia(), Looks()
    levelling = Levelling(server, looks=looks)

    async def is_level(*steps: Step) -> Reception:
        meeting = after(*steps)
        await levelling(Meeting(id=MEETING), Position(1, GENESIS, meeting))
        assert await levelling.level()
        return (await server.relaying(MEETING)).watching.get(DESK, Reception())

    await is_level(DEBATE)
    for venue in (HALL, BA, HOAN):
        await server.publish(MEETING, venue, OFFER)
    await server.subscribe(MEETING, DESK)
    looks.ask(MEETING, DESK, TileWish(Role.CHAIR, (code(HOAN_KIEM),)))
    looking = await is_level(DEBATE)
    assert (looking.sees, looking.tiles, looking.hears) == (HALL, (HOAN,), (HALL,))
    assert (await is_level(DEBATE, CallBreak(**by(CHAIR, 5)))).tiles == ()
    assert (await is_level(DEBATE)).tiles == (HOAN,)
    await server.leave(MEETING, HOAN)
    assert (await is_level(DEBATE)).tiles == ()
    looks.forget(MEETING, DESK)
    assert looks.of(MEETING) == {}
    looks.forget(MEETING, DESK)


async def test_a_wish_wakes_whoever_makes_it_so() -> None:
    looks, woken = Looks(), list[str]()
    looks.listen(lambda: woken.append("woken"))
    looks.ask(MEETING, DESK, TileWish(Role.CHAIR))
    looks.forget(MEETING, DESK)
    looks.forget(MEETING, DESK)
    assert woken == ["woken"] * 2
