"""Several media servers as one: what is on stage goes to all, once from each to each."""

from collections import Counter

import pytest
from msgspec.structs import replace

from diemcau.app.live.deciding import Position
from diemcau.app.media.levelling import Levelling
from diemcau.app.media.linking import LinkedServers
from diemcau.app.media.links import as_one, brought, shared_out, switches
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
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.media import HALL, Venue, desk_of, venue_of
from diemcau.protocol.records import GENESIS
from tests.support.media import OFFER, MemoryMedia
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    SITES,
    after,
    asked_to_speak,
    code,
    given_the_floor,
    with_settings,
)

MEETING = MeetingId("giao-ban")
BA, HOAN, DONG = (venue_of(code(each)) for each in SITES[:3])
HERE, THERE = link_of(0), link_of(1)
SPEAKS = (DISCUSSION, with_settings(video=True), asked_to_speak(BA_DINH), given_the_floor(BA_DINH))


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
    assert brought([Reception(tiles=(BA, DONG))], anybody, before).tiles == (DONG, BA)
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
    near = Relaying(there=True, sending=frozenset({THERE}), watching=watching)
    far = Relaying(there=True, watching={HERE: Reception((BA,), BA)})
    assert as_one({0: near, 1: far}, apart).watching == {HOAN: Reception()}
    linked = replace(near, agreed=frozenset({THERE}))
    whole = {HOAN: Reception((BA,), BA, tiles=(BA,))}
    assert as_one({0: linked, 1: far}, apart).watching == whole


# -- a conference at two of them -------------------------------------------------------------------


async def two() -> tuple[LinkedServers, MemoryMedia, MemoryMedia]:
    """The hall and Hoàn Kiếm at one, Ba Đình at the other."""
    near, far = MemoryMedia(), MemoryMedia()
    servers = LinkedServers([near, far], apart)
    await servers.carry_out(MEETING, SetUp())
    for venue in (HALL, BA, HOAN):
        await servers.publish(MEETING, venue, OFFER)
        await servers.subscribe(MEETING, venue)
    return servers, near, far


async def levelled(servers: LinkedServers) -> None:
    """Ba Đình has the floor."""
    meeting = replace(after(*SPEAKS), id=MEETING)
    levelling = Levelling(servers)
    await levelling(meeting, Position(1, GENESIS, meeting))
    await levelling.level()


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
    assert now.watching[HOAN] == Reception((HALL,)), "of what came from there nothing comes"
    with pytest.raises(MediaAway):
        await servers.carry_out(MEETING, Send(HOAN, Reception((HALL,), HALL)))
    assert (await near.relaying(MEETING)).watching[HOAN] == Reception((HALL,), HALL)
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


async def test_who_sends_to_one_is_not_asked_at_the_other() -> None:
    servers, _, _ = await two()
    await servers.leave(MEETING, BA)
    with pytest.raises(NotConnected):
        await servers.lead_sender(MEETING, BA, OFFER)
    assert await servers.lead_sender(MEETING, HOAN, OFFER)
    assert await servers.lead_receiver(MEETING, HOAN)
    await servers.accept(MEETING, HOAN, "answer")
