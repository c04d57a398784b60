"""Several media servers as one: what is on stage goes to all, once from each to each."""

from collections import Counter

import pytest
from msgspec.structs import replace

from diemcau.app.live.deciding import Position
from diemcau.app.media import linking
from diemcau.app.media.levelling import Levelling
from diemcau.app.media.linking import LinkedServers
from diemcau.app.media.links import as_one, brought, shared_out, switches
from diemcau.app.media.offers import BadOffer
from diemcau.app.media.seating import seated
from diemcau.app.ports.media import (
    MOST_BROUGHT,
    Bring,
    Layer,
    MediaAway,
    MediaChanged,
    MediaNews,
    NotConnected,
    OfferMade,
    Reception,
    Relaying,
    Send,
    SetUp,
    Strike,
    TakenOver,
    link_of,
)
from diemcau.domain.nouns.conference import CallBreak
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.media import HALL, Venue, desk_of, venue_of
from diemcau.protocol.records import GENESIS
from tests.support.media import OFFER, MemoryMedia
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    SITES,
    Step,
    after,
    asked_to_speak,
    by,
    code,
    given_the_floor,
    took_the_floor,
    with_settings,
)

MEETING = MeetingId("giao-ban")
BA, HOAN, DONG = (venue_of(code(each)) for each in SITES[:3])
HERE, THERE = link_of(0), link_of(1)
SPEAKS: Step = (
    DISCUSSION,
    with_settings(video=True),
    asked_to_speak(BA_DINH),
    given_the_floor(BA_DINH),
)
BREAK: Step = (SPEAKS, took_the_floor(1, 7), CallBreak(**by(CHAIR, 8)))


def anybody(_: Venue) -> bool:
    return True


def apart(venue: Venue) -> int:
    """Ba Đình alone is at the other."""
    return int(venue == BA)


# -- who is where ----------------------------------------------------------------------------------


def test_the_hall_and_its_desks_are_at_the_first_and_sites_at_all_alike() -> None:
    at = shared_out(3)
    assert at(HALL) == at(desk_of("chu-tri")) == 0
    shared = Counter(at(venue_of(SiteCode(f"{n:05}"))) for n in range(3_321))
    assert sorted(shared) == [0, 1, 2]
    assert max(shared.values()) < 1.1 * min(shared.values())


# -- what a link brings ----------------------------------------------------------------------------


def test_what_many_want_comes_by_a_link_once() -> None:
    wanted = [Reception((HALL, BA), BA), Reception((HALL, BA), BA), Reception((BA,), BA)]
    assert brought(wanted, anybody, Reception()) == Reception((HALL, BA), BA)


def test_nobody_comes_by_a_link_who_is_elsewhere_or_sends_nothing() -> None:
    wanted = [Reception((HALL, BA), BA, tiles=(HOAN,))]
    assert brought(wanted, lambda venue: venue == HALL, Reception()) == Reception((HALL,))


def test_a_smaller_picture_comes_beside_the_large_one_where_lines_carry_no_more() -> None:
    weak = Reception((BA,), BA, Layer.LOW)
    assert brought([Reception((BA,), BA), weak], anybody, Reception()) == Reception(
        (BA,), BA, tiles=(BA,)
    )
    assert brought([weak], anybody, Reception()) == Reception((BA,), tiles=(BA,))


def test_tiles_that_stay_keep_their_line_and_are_no_more_than_there_are_lines() -> None:
    before = Reception(tiles=(HOAN, BA))
    assert brought([Reception(tiles=(BA, DONG))], anybody, before).tiles == (None, BA, DONG)
    many = tuple(venue_of(SiteCode(f"{n:03}")) for n in range(MOST_BROUGHT + 5))
    assert brought([Reception(tiles=many)], anybody, Reception()).tiles == many[:MOST_BROUGHT]


def test_a_press_among_sites_of_one_server_is_one_order_more_for_each_other() -> None:
    """And their rooms are switched by no order of Janus: the same line brings somebody else."""
    room = {HALL: Reception((BA,), BA), HOAN: Reception((HALL, BA), BA)}
    looked = {
        0: Relaying(there=True, agreed=frozenset({THERE}), watching=room),
        1: Relaying(
            there=True,
            agreed=frozenset({HERE}),
            sending=frozenset({BA, DONG, HERE}),
            watching={HERE: Reception((BA,), BA)},
        ),
    }
    sends = [Send(HALL, Reception((DONG,), DONG)), Send(HOAN, Reception((HALL, DONG), DONG))]
    sources, rooms = switches(looked, sends, lambda venue: int(venue in {BA, DONG}))
    assert sources == {0: [], 1: [Send(HERE, Reception((DONG,), DONG))]}
    assert rooms == {0: [Bring(THERE, Reception((DONG,), DONG)), *sends], 1: []}


def test_what_a_link_does_not_bring_is_seen_by_nobody() -> None:
    """Whatever a server was told: so it is missing, and told again."""
    watching = {HOAN: Reception((BA,), BA, tiles=(BA,))}
    near = Relaying(there=True, agreed=frozenset({THERE}), watching=watching)
    far = Relaying(there=True, sending=frozenset({BA}), watching={HERE: Reception()})
    assert as_one({0: near, 1: far}, apart).watching == {HOAN: Reception()}
    brings = replace(far, watching={HERE: Reception((BA,), BA)})
    assert as_one({0: near, 1: brings}, apart).watching == watching


def test_who_waits_for_a_link_or_for_room_on_it_is_told_once() -> None:
    """Else the same is told for ever, and nothing else is done."""
    many = tuple(Venue(f"{BA}{n}") for n in range(MOST_BROUGHT))
    near = Relaying(there=True, watching={HOAN: Reception((BA,), BA, Layer.LOW)})
    far = Relaying(there=True, sending=frozenset({BA}), watching={HERE: Reception((BA,))})
    assert as_one({0: near, 1: far}, apart).watching == near.watching
    linked = replace(near, agreed=frozenset({THERE}))
    full = replace(far, watching={HERE: Reception((BA,), tiles=many)})
    assert as_one({0: linked, 1: full}, apart).watching == near.watching


def test_a_line_that_gets_free_is_empty_before_somebody_else_comes_on_it() -> None:
    """Rooms lie on it still: they would see a site at which a desk alone looks."""
    before, weak = Reception((BA,), tiles=(BA,)), Reception((DONG,), DONG, Layer.LOW)
    after = brought([Reception(tiles=(HOAN,)), weak], anybody, before)
    assert after.tiles == (None, HOAN, DONG)


def test_what_another_link_brings_goes_no_further() -> None:
    """After a restart of ours rooms are found to be sent a link, not yet whom it brings."""
    far = Relaying(there=True, agreed=frozenset({HERE}), watching={BA: Reception((HERE,), HERE)})
    third = Relaying(there=True, sending=frozenset({HERE}), watching={THERE: Reception()})
    looked = {0: replace(third, agreed=frozenset({THERE})), 1: far}
    assert as_one(looked, apart).watching == {BA: Reception((HERE,), HERE)}, "to be told otherwise"
    assert switches(looked, (), apart).sources == {0: [], 1: []}


# -- a conference at two of them -------------------------------------------------------------------


async def two(*, up: bool = True) -> tuple[LinkedServers, MemoryMedia, MemoryMedia]:
    """The hall and Hoàn Kiếm at one, Ba Đình at the other."""
    near, far = MemoryMedia(), MemoryMedia()
    near.up = far.up = up
    servers = LinkedServers([near, far], apart)
    await servers.carry_out(MEETING, SetUp())
    for venue in (HALL, BA, HOAN):
        await servers.publish(MEETING, venue, OFFER)
        await servers.subscribe(MEETING, venue)
    return servers, near, far


async def levelled(servers: LinkedServers, *steps: Step) -> Levelling:
    """Ba Đình has the floor, or what else is said."""
    levelling = Levelling(servers)
    await followed(levelling, *steps)
    await levelling.level()
    return levelling


async def followed(levelling: Levelling, *steps: Step) -> None:
    meeting = replace(after(steps or SPEAKS), id=MEETING)
    await levelling(meeting, Position(1, GENESIS, meeting))


SEEN_BY_HOAN = Reception((HALL, BA), BA)


async def test_who_has_the_floor_is_heard_and_seen_at_the_other_server() -> None:
    servers, near, far = await two()
    await levelled(servers)
    assert (await near.relaying(MEETING)).watching[HOAN] == SEEN_BY_HOAN
    assert (await far.relaying(MEETING)).watching[HERE] == Reception((BA,), BA)
    assert (await near.relaying(MEETING)).watching[THERE] == Reception((HALL,), HALL)
    assert (await servers.relaying(MEETING)).open == {HALL, BA}


async def test_a_server_that_is_away_takes_its_own_rooms_with_it_and_nobody_elses() -> None:
    servers, near, far = await two()
    await levelled(servers)
    far.silent = True
    now = await servers.relaying(MEETING)
    assert now.sending == {HALL, HOAN} == set(now.watching)
    assert not now.whole
    with pytest.raises(MediaAway):
        await servers.carry_out(MEETING, Send(HOAN, Reception((HALL,), HALL)))
    assert (await near.relaying(MEETING)).watching[HOAN] == Reception((HALL,), HALL)
    await levelled(servers)
    quiet = Reception((HALL,))
    assert (await near.relaying(MEETING)).watching[HOAN] == quiet, "whom nobody can mute is gone"
    near.silent = True
    with pytest.raises(MediaAway):
        await servers.relaying(MEETING)


async def test_one_that_comes_back_empty_is_told_the_conference_and_linked_again() -> None:
    servers, _, far = await two()
    await levelled(servers)
    far.crash()
    now = await servers.relaying(MEETING)
    assert now.there
    assert now.sending == {HALL, HOAN}
    assert (await far.relaying(MEETING)).agreed == {HERE}
    await servers.publish(MEETING, BA, OFFER)
    await levelled(servers)
    assert (await servers.relaying(MEETING)).watching[HOAN] == SEEN_BY_HOAN


async def test_only_whoever_is_at_a_server_that_came_is_told_so() -> None:
    servers, near, far = await two()
    news: list[MediaNews] = []
    servers.listen(news.append)
    far.crash()
    [said] = news
    assert isinstance(said, MediaChanged)
    assert (said.at(BA), said.at(HOAN), said.at(HALL)) == (True, False, False)
    near.tell(TakenOver(MEETING, frozenset({HOAN, THERE})))
    assert news[-1] == TakenOver(MEETING, frozenset({HOAN}))


async def test_a_link_that_is_to_be_agreed_anew_is_made_anew() -> None:
    servers, near, far = await two()
    await levelled(servers)
    await servers.carry_out(MEETING, Strike())
    await servers.carry_out(MEETING, SetUp())
    await servers.relaying(MEETING)
    await servers.carry_out(MEETING, Strike())
    assert await servers.relaying(MEETING) == Relaying()
    await servers.carry_out(MEETING, SetUp())
    news: list[MediaNews] = []
    servers.listen(news.append)
    far.tell(OfferMade(MEETING, HERE, "offer"))
    assert news == [MediaChanged(MEETING)]
    assert (await servers.relaying(MEETING)).there
    assert (await near.relaying(MEETING)).agreed == {THERE}


async def test_whoever_comes_back_is_shown_a_whole_picture_of_somebody_elsewhere() -> None:
    servers, near, far = await two()
    await levelled(servers)
    await servers.refresh(MEETING, HOAN)
    assert (near.refreshed, far.refreshed) == ([HOAN], [BA])
    far.crash()
    await servers.refresh(MEETING, HOAN)
    assert near.refreshed == [HOAN, HOAN], "also where the other server has just come anew"


async def test_who_sends_to_one_is_not_asked_at_the_other() -> None:
    servers, _, _ = await two()
    await servers.leave(MEETING, BA)
    with pytest.raises(NotConnected):
        await servers.lead_sender(MEETING, BA, OFFER)
    assert await servers.lead_sender(MEETING, HOAN, OFFER)
    assert await servers.lead_receiver(MEETING, HOAN)
    await servers.accept(MEETING, HOAN, "answer")


async def test_who_was_seen_and_is_back_at_once_is_not_seen_in_a_break() -> None:
    """Rooms of the other server were switched away by their link, and were told nothing."""
    servers, _, far = await two()
    await servers.leave(MEETING, HALL)
    levelling = await levelled(servers)
    await servers.leave(MEETING, BA)
    await servers.publish(MEETING, BA, OFFER)
    await followed(levelling, BREAK)
    far.carried_out.clear()
    await levelling.level()
    await servers.carry_out(MEETING, Send(desk_of("chu-tri"), Reception()), Send(BA, Reception()))
    assert not [each for each in far.carried_out if isinstance(each, Send) and each.what.sees == BA]


async def test_what_ends_while_a_server_is_away_ends_there_as_soon_as_it_is_back() -> None:
    servers, near, far = await two()
    levelling = await levelled(servers)
    far.silent = True
    await followed(levelling, DISCUSSION)
    assert not await levelling.level()
    assert await near.relaying(MEETING) == Relaying()
    assert await levelling.level(), "nobody is asked in haste"
    far.silent = False
    await levelling.level()
    assert await near.relaying(MEETING) == await far.relaying(MEETING) == Relaying()


async def test_of_a_link_nothing_is_told_again_while_its_way_is_looked_for() -> None:
    servers, near, _ = await two(up=False)
    levelling = await levelled(servers)
    near.carried_out.clear()
    assert await levelling.level()
    assert near.carried_out == []


async def test_a_link_that_could_not_be_made_whole_is_made_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    near, far = MemoryMedia(), MemoryMedia()
    answers: list[str] = []

    async def accept(_: MeetingId, venue: Venue, answer: str) -> None:
        answers.append(venue)
        if len(answers) == 1:
            raise BadOffer

    monkeypatch.setattr(near, "accept", accept)
    monkeypatch.setattr(linking, "PAUSE", 0.0)
    servers = LinkedServers([near, far], apart)
    await servers.carry_out(MEETING, SetUp())
    for _ in range(3):
        await servers.relaying(MEETING)
    assert answers == [THERE, THERE]


async def test_while_a_server_is_away_nobody_says_what_is_not_being_recorded() -> None:
    """Else what it still writes would be taken for done."""
    servers, _, far = await two()
    async with seated(servers) as seats:
        assert await seats.recorded(MEETING) == frozenset()
        far.silent = True
        with pytest.raises(MediaAway):
            await seats.recorded(MEETING)
