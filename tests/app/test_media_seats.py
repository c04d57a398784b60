"""Browsers come and go before the cameras of a conference; a place belongs to the last of them."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from msgspec.structs import replace

from diemcau.app.live.deciding import Position
from diemcau.app.media.readings import LEAST, LineReadings
from diemcau.app.media.seating import MediaSeats, seated
from diemcau.app.media.seats import MediaSeat, seat_for
from diemcau.app.media.tiles import Looks, TileWish
from diemcau.app.ports.media import (
    Layer,
    MediaAway,
    NotConnected,
    OfferMade,
    OpenMicrophone,
    Reception,
    Send,
    SetUp,
    TakenOver,
)
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import HALL, Venue, desk_of, venue_of
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.terms import Role
from diemcau.protocol.frames import (
    LineReading,
    MediaLayer,
    MediaLines,
    MediaOver,
    MediaTiles,
    SoundAlone,
)
from diemcau.protocol.records import GENESIS
from tests.support.media import OFFER, MemoryMedia
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    HOAN_KIEM,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    code,
    given_the_floor,
    with_settings,
)
from tests.support.patience import PATIENCE

MEETING = MeetingId("giao-ban")
BA = venue_of(code(BA_DINH))
SCREEN = Actor(Role.SCREEN, "Màn hình")
LOST, ELSEWHERE = MediaOver(code="lost"), MediaOver(code="elsewhere")


class Browser:
    """What one device is told."""

    def __init__(self, actor: Actor) -> None:
        self.told: list[MediaLines | MediaOver | MediaLayer | MediaTiles | SoundAlone] = []
        self.seat: MediaSeat = seat_for(MEETING, actor, self.told.append)


class House:
    def __init__(self, server: MemoryMedia, seats: MediaSeats, readings: LineReadings) -> None:
        self.server, self.seats, self.readings = server, seats, readings

    async def sending(self) -> set[str]:
        return set((await self.server.relaying(MEETING)).sending)


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    """The conference is set up, and a line that breaks is forgotten at once."""
    server = MemoryMedia()
    await server.carry_out(MEETING, SetUp())
    readings = LineReadings()
    async with seated(server, grace=0, readings=readings) as seats:
        yield House(server, seats, readings)


async def gives(house: House, browser: Browser) -> None:
    await house.seats.send(browser.seat, OFFER)
    await house.seats.watch(browser.seat)
    await house.seats.agree(browser.seat, "answer")


async def test_a_site_sends_for_itself_and_the_screen_for_the_hall(house: House) -> None:
    for actor in (BA_DINH, SCREEN):
        await gives(house, Browser(actor))
    assert await house.sending() == {BA, HALL}


async def test_the_chair_looks_on_and_sends_nothing(house: House) -> None:
    chair = Browser(CHAIR)
    with pytest.raises(NotAllowed):
        await house.seats.send(chair.seat, OFFER)
    assert await house.seats.watch(chair.seat) == MediaLines(offer="offer")
    assert await house.sending() == set()


async def test_a_place_belongs_to_the_device_that_came_last(house: House) -> None:
    old, phone = Browser(BA_DINH), Browser(BA_DINH)
    await gives(house, old)
    await gives(house, phone)
    assert (old.told, phone.told) == ([ELSEWHERE], [])
    await house.seats.stop(old.seat)
    house.seats.leave(old.seat)
    await asyncio.sleep(0)
    assert await house.sending() == {BA}, "the old device has nothing to end any more"


async def test_a_line_that_broke_and_is_back_keeps_its_place(house: House) -> None:
    async with seated(house.server, grace=PATIENCE) as patient:
        before, after = Browser(BA_DINH), Browser(BA_DINH)
        await patient.send(before.seat, OFFER)
        patient.leave(before.seat)
        await patient.send(after.seat, OFFER)
        assert before.told == []
        patient.leave(after.seat)
    assert await house.sending() == {BA}


async def test_whoever_stays_away_is_taken_from_the_stage(house: House) -> None:
    site = Browser(BA_DINH)
    await gives(house, site)
    house.seats.leave(site.seat)
    async with asyncio.timeout(PATIENCE):
        while await house.sending():  # noqa: ASYNC110 – another task works
            await asyncio.sleep(0)
    assert (await house.server.relaying(MEETING)).watching == {}


async def test_who_is_back_on_another_socket_goes_on_where_its_lines_stand(house: House) -> None:
    async with seated(house.server, grace=PATIENCE) as patient:
        before, after = Browser(BA_DINH), Browser(BA_DINH)
        await patient.watch(before.seat)
        patient.leave(before.seat)
        await patient.keep(after.seat, sends=False)
        house.server.tell(OfferMade(MEETING, BA, "anew"))
        assert (before.told, after.told) == ([], [MediaLines(offer="anew")])
        with pytest.raises(NotConnected):
            await patient.keep(after.seat, sends=True)


async def test_who_is_led_another_way_is_the_same_and_silent_until_the_floor_opens_it(
    house: House,
) -> None:
    site = Browser(BA_DINH)
    await gives(house, site)
    await house.server.carry_out(MEETING, OpenMicrophone(BA))
    assert await house.seats.send(site.seat, OFFER, restart=True) == "answer"
    assert (await house.seats.watch(site.seat, restart=True)).offer == "offer"
    now = await house.server.relaying(MEETING)
    assert (set(now.sending), set(now.open)) == ({BA}, set())


async def test_where_nothing_stands_nothing_is_led_another_way(house: House) -> None:
    site = Browser(BA_DINH)
    with pytest.raises(NotConnected):
        await house.seats.send(site.seat, OFFER, restart=True)
    with pytest.raises(NotConnected):
        await house.seats.watch(site.seat, restart=True)


async def test_who_was_away_is_sent_a_whole_picture(house: House) -> None:
    site = Browser(BA_DINH)
    await gives(house, site)
    await house.seats.keep(site.seat, sends=True)
    assert house.server.refreshed == [BA]


async def test_what_stood_before_us_stays_only_with_a_browser_that_says_so(house: House) -> None:
    there = Browser(BA_DINH)
    for venue in (BA, HALL):
        await house.server.publish(MEETING, venue, OFFER)
        await house.server.subscribe(MEETING, venue)
    house.server.tell(TakenOver(MEETING, frozenset({BA, HALL})))
    await house.seats.keep(there.seat, sends=True)
    async with asyncio.timeout(PATIENCE):
        while await house.sending() != {BA}:  # noqa: ASYNC110 – another task works
            await asyncio.sleep(0)
    assert there.told == []


async def test_whoever_stops_is_gone_at_once(house: House) -> None:
    site = Browser(BA_DINH)
    await gives(house, site)
    await house.seats.stop(site.seat)
    assert await house.sending() == set()


async def test_when_the_media_server_is_gone_everybody_is_told_to_begin_anew(house: House) -> None:
    sites = [Browser(BA_DINH), Browser(SCREEN)]
    for each in sites:
        await gives(house, each)
    house.server.crash()
    assert [each.told for each in sites] == [[LOST], [LOST]]


async def test_lines_that_change_are_agreed_anew_by_whose_they_are(house: House) -> None:
    site, hall = Browser(BA_DINH), Browser(SCREEN)
    await gives(house, site)
    await gives(house, hall)
    house.server.tell(OfferMade(MEETING, BA, "anew"))
    assert (site.told, hall.told) == ([MediaLines(offer="anew")], [])


async def test_where_there_is_no_media_server_everything_is_away() -> None:
    async with seated(None) as seats:
        site = Browser(BA_DINH)
        assert not seats.there
        with pytest.raises(MediaAway):
            await seats.send(site.seat, OFFER)
        with pytest.raises(MediaAway):
            await seats.watch(site.seat)
        await seats.agree(site.seat, "answer")
        seats.leave(site.seat)


async def test_a_reading_is_of_whoever_has_the_place_and_goes_with_it(house: House) -> None:
    first, second, desk = Browser(BA_DINH), Browser(BA_DINH), Browser(CHAIR)
    reading = LineReading(up=300)
    with pytest.raises(NotConnected):
        house.seats.told(first.seat, reading)
    await gives(house, first)
    house.seats.told(first.seat, LineReading(up=1))
    await gives(house, second)
    house.seats.told(second.seat, reading)
    with pytest.raises(NotConnected):
        house.seats.told(first.seat, LineReading(up=1))
    (line,) = house.seats.lines(desk.seat)
    assert (line.site, line.reading) == (code(BA_DINH), reading)
    with pytest.raises(NotAllowed):
        house.seats.lines(second.seat)
    await house.seats.stop(second.seat)
    assert house.seats.lines(desk.seat) == []


async def test_who_is_sent_another_picture_is_told_so_and_a_new_agreement_begins_anew(
    house: House,
) -> None:
    site, lossy = Browser(BA_DINH), LineReading(lost_down=1.0)
    await gives(house, site)
    house.readings.take(*site.seat.place, lossy, asyncio.get_running_loop().time() - LEAST)
    house.seats.told(site.seat, lossy)
    assert site.told == [MediaLayer(layer=Layer.MIDDLE)]
    await gives(house, site)
    assert house.readings.layers(MEETING) == {}
    house.seats.told(site.seat, lossy)
    await house.seats.keep(site.seat, sends=True)
    assert house.readings.layers(MEETING) == {}


async def test_a_desk_looks_at_tiles_while_it_has_its_place(house: House) -> None:
    looks, sites = Looks(), (code(BA_DINH),)
    desk: Venue = desk_of(CHAIR.role)
    async with seated(house.server, grace=PATIENCE, looks=looks) as seats:
        first, second = Browser(CHAIR), Browser(CHAIR)
        with pytest.raises(NotConnected):
            await seats.look(first.seat, sites)
        await seats.watch(first.seat)
        assert await seats.look(first.seat, sites) == MediaTiles()
        assert looks.of(MEETING) == {desk: TileWish(CHAIR.role, sites)}
        await house.server.carry_out(MEETING, Send(desk, Reception(tiles=(None, BA))))
        laid = MediaTiles(sites=(None, code(BA_DINH)))
        assert first.told == [laid]
        assert await seats.look(first.seat, sites) == laid
        await seats.watch(second.seat)
        assert looks.of(MEETING) == {}, "another window of the desk looks for itself"
        await seats.look(second.seat, sites)
        seats.leave(second.seat)
        assert looks.of(MEETING) == {}


@pytest.mark.parametrize("actor", [BA_DINH, SCREEN, SECRETARY])
async def test_nobody_else_looks_at_sites(house: House, actor: Actor) -> None:
    browser = Browser(actor)
    await house.seats.watch(browser.seat)
    with pytest.raises(NotAllowed):
        await house.seats.look(browser.seat, (code(BA_DINH),))


DEBATE: Step = (DISCUSSION, with_settings(video=True), asked_to_speak(BA_DINH))
SPEAKS: Step = (DEBATE, given_the_floor(BA_DINH))


async def goes_on(house: House, *steps: Step) -> None:
    meeting = replace(after(*steps), id=MEETING)
    await house.seats.follow(Meeting(id=MEETING), Position(1, GENESIS, meeting))


async def test_desks_are_told_of_all_of_whom_comes_the_sound_alone(house: House) -> None:
    site, screen, chair = Browser(BA_DINH), Browser(SCREEN), Browser(CHAIR)
    for each in (site, screen):
        await gives(house, each)
        house.seats.told(each.seat, LineReading(weak=True))
    await house.seats.watch(chair.seat)
    both = SoundAlone(hall=True, sites=(code(BA_DINH),))
    assert chair.told == [both], "who comes later is told as well"
    house.seats.told(chair.seat, LineReading())
    await house.seats.stop(screen.seat)
    assert chair.told == [both, SoundAlone(sites=(code(BA_DINH),))]
    await gives(house, site)
    assert chair.told[-1] == SoundAlone(), "a new agreement begins with the picture"


async def test_how_the_lines_of_others_are_is_told_to_no_site_unless_they_are_on_stage(
    house: House,
) -> None:
    site, other, screen = Browser(BA_DINH), Browser(HOAN_KIEM), Browser(SCREEN)
    for each in (site, other, screen):
        await gives(house, each)
    await goes_on(house, DEBATE)
    house.seats.told(site.seat, LineReading(weak=True))
    assert (site.told, other.told, screen.told) == ([], [], [])
    await goes_on(house, SPEAKS)
    ba_dinh = SoundAlone(sites=(code(BA_DINH),))
    assert (other.told, screen.told) == ([ba_dinh], [ba_dinh])
    house.seats.told(screen.seat, LineReading(weak=True))
    both = SoundAlone(hall=True, sites=(code(BA_DINH),))
    assert other.told == [ba_dinh, both], "the hall is what the speaker sees"
    await goes_on(house, RUNNING)
    assert other.told[-1] == SoundAlone(), "nobody is on stage where picture and sound are off"
