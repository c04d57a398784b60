"""The law of the media server, in memory and with Janus; and what only packets can prove."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
from msgspec.structs import replace

from diemcau.adapters.clock import SystemClock
from diemcau.adapters.janus import Janus, MediaSettings, open_media, staged
from diemcau.adapters.janus.child import running
from diemcau.adapters.janus.folder import JanusFolder, Ports
from diemcau.app.live.deciding import Position
from diemcau.app.live.room import all_of
from diemcau.app.media.levelling import Levelling, levelled
from diemcau.app.media.linking import LinkedServers
from diemcau.app.media.offers import BadOffer, checked
from diemcau.app.ports.media import (
    CloseMicrophone,
    Layer,
    LinkableServer,
    MediaAway,
    MediaNews,
    MediaServer,
    NotConnected,
    OpenMicrophone,
    Reception,
    Relaying,
    Send,
    SetUp,
    StartRecording,
    StopRecording,
    Strike,
    TakenOver,
    TilesLaid,
)
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import CallBreak
from diemcau.domain.nouns.floor import PauseSpeech, ResumeSpeech
from diemcau.domain.nouns.ids import MeetingId, SpeechNo
from diemcau.domain.nouns.media import HALL, MuteAll, Recorded, Venue, desk_of, venue_of
from diemcau.domain.nouns.undo import Undo
from diemcau.domain.rules.stage import hears, sees, stage
from diemcau.protocol.records import GENESIS
from tests.support import backing, peers
from tests.support.media import OFFER, MemoryMedia
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    HOAN_KIEM,
    Step,
    after,
    asked_to_speak,
    by,
    code,
    given_the_floor,
    took_the_floor,
    with_settings,
)
from tests.support.patience import PATIENCE

WITHOUT = peers.missing()
MEETING = MeetingId("giao-ban")
BA, HOAN = venue_of(code(BA_DINH)), venue_of(code(HOAN_KIEM))
COLOURS = {HALL: "red", BA: "lime", HOAN: "blue"}
NOBODY = Venue("site/999")
DESK, FIRST_TILE = desk_of("chu-tri"), 4

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.real_time]
with_janus = pytest.mark.skipif(bool(WITHOUT), reason=WITHOUT or "-")
janus_alone = pytest.mark.parametrize(
    "opened", [pytest.param("janus", marks=with_janus)], indirect=True
)
with_packets = pytest.mark.parametrize(
    "opened",
    [pytest.param(each, marks=with_janus) for each in ("janus", "two janus")],
    indirect=True,
)


def apart(venue: Venue) -> int:
    """Where there are two: Ba Đình is at the other."""
    return int(venue == BA)


class Lab(NamedTuple):
    """`folder` is of the Janus where Ba Đình is; `apart` are those of which it is made."""

    server: MediaServer
    peers: peers.Peers | None
    folder: Path
    program: tuple[str, ...] = ()
    apart: Sequence[LinkableServer] = ()


@pytest_asyncio.fixture(
    scope="module",
    loop_scope="module",
    params=[
        "memory",
        "two memories",
        pytest.param("janus", marks=with_janus),
        pytest.param("two janus", marks=with_janus),
    ],
)
async def opened(request: pytest.FixtureRequest) -> AsyncIterator[Lab]:
    many = 2 if request.param.startswith("two") else 1
    if "memor" in request.param:
        memories = [MemoryMedia() for _ in range(many)]
        yield Lab(as_one(memories), None, Path(), apart=memories)
        return
    async with AsyncExitStack() as stack:
        inside = stack.enter_context(peers.namespace())
        browser = await stack.enter_async_context(peers.chromium_within(inside))
        program = peers.janus_within(inside)
        folders = [
            JanusFolder(backing.folder(), Ports(first, first + 199))
            for first in (21_000, 21_400)[:many]
        ]
        servers = [Janus(each, program) for each in folders]
        works = [asyncio.ensure_future(each.run()) for each in servers]
        try:
            yield Lab(as_one(servers), peers.Peers(browser), folders[-1].path, program, servers)
        finally:
            for work in works:
                work.cancel()
            await asyncio.gather(*works, return_exceptions=True)


def as_one(servers: Sequence[LinkableServer]) -> MediaServer:
    return servers[0] if len(servers) == 1 else LinkedServers(servers, apart)


@pytest_asyncio.fixture(loop_scope="module")
async def lab(opened: Lab) -> AsyncIterator[Lab]:
    await set_up(opened)
    yield opened
    await opened.server.carry_out(MEETING, Strike())


async def set_up(lab: Lab) -> None:
    """And linked, where there are two."""

    async def done() -> bool:
        try:
            await lab.server.carry_out(MEETING, SetUp())
            await now(lab)
            each = [(await server.relaying(MEETING)).sending for server in lab.apart]
        except MediaAway:
            return False
        return len(lab.apart) < 2 or all(each)

    await until(done)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 – what is waited for happens in another program
            await asyncio.sleep(0.02)


async def sends(lab: Lab, venue: Venue) -> None:
    offer = OFFER if lab.peers is None else await lab.peers.offer(venue, COLOURS[venue])
    answer = await lab.server.publish(MEETING, venue, offer)
    if lab.peers is not None:
        await lab.peers.answered(venue, answer)

    async def arrives() -> bool:
        return venue in (await now(lab)).sending

    await until(arrives)


async def watches(lab: Lab, venue: Venue) -> None:
    offer = await lab.server.subscribe(MEETING, venue)
    answer = "answer" if lab.peers is None else await lab.peers.agreed(venue, offer)
    await lab.server.accept(MEETING, venue, answer)


async def now(lab: Lab) -> Relaying:
    return await lab.server.relaying(MEETING)


async def told(lab: Lab, *orders: object) -> Relaying:
    for order in orders:
        await lab.server.carry_out(MEETING, order)  # type: ignore[arg-type]
    return await now(lab)


# -- the law, for whatever is a media server -------------------------------------------------------


async def test_a_conference_that_is_not_set_up_relays_nothing(lab: Lab) -> None:
    other = MeetingId("khac")
    assert await lab.server.relaying(other) == Relaying()
    with pytest.raises(NotConnected):
        await lab.server.subscribe(other, BA)


async def test_whoever_publishes_is_silent_until_their_microphone_is_opened(lab: Lab) -> None:
    await sends(lab, BA)
    assert (await now(lab)).open == frozenset()
    assert (await told(lab, OpenMicrophone(BA))).open == {BA}
    assert (await told(lab, OpenMicrophone(BA))).open == {BA}, "an order may come twice"
    assert (await told(lab, CloseMicrophone(BA))).open == frozenset()


async def test_whoever_publishes_again_is_silent_again(lab: Lab) -> None:
    await sends(lab, BA)
    await told(lab, OpenMicrophone(BA))
    await sends(lab, BA)
    assert (await now(lab)).open == frozenset()


async def leads(lab: Lab, venue: Venue) -> None:
    """What it sends and is sent, another way through the network."""
    offer = OFFER if lab.peers is None else await lab.peers.led(venue)
    answer = await lab.server.lead_sender(MEETING, venue, offer)
    if lab.peers is not None:
        await lab.peers.answered(venue, answer)
    offer = await lab.server.lead_receiver(MEETING, venue)
    answer = "answer" if lab.peers is None else await lab.peers.followed(venue, offer)
    await lab.server.accept(MEETING, venue, answer)


async def test_lines_that_are_led_another_way_are_silent_again_and_the_same(lab: Lab) -> None:
    await sends(lab, BA)
    await watches(lab, BA)
    await told(lab, OpenMicrophone(BA))
    before = await now(lab)
    await leads(lab, BA)
    assert await now(lab) == replace(before, open=frozenset())
    assert (await told(lab, OpenMicrophone(BA))).open == {BA}


async def test_who_is_not_there_is_not_led_another_way(lab: Lab) -> None:
    with pytest.raises(NotConnected):
        await lab.server.lead_sender(MEETING, BA, OFFER)
    with pytest.raises(NotConnected):
        await lab.server.lead_receiver(MEETING, BA)
    with pytest.raises(BadOffer):
        await lab.server.lead_sender(MEETING, BA, OFFER + "m=audio 9 RTP 111\r\na=sendonly\r\n")


async def test_each_is_sent_what_the_order_says(lab: Lab) -> None:
    await sends(lab, BA)
    await watches(lab, HOAN)
    assert (await now(lab)).watching == {HOAN: Reception()}
    heard = Reception((BA,), BA)
    assert (await told(lab, Send(HOAN, heard))).watching == {HOAN: heard}
    assert (await told(lab, Send(HOAN, Reception()))).watching == {HOAN: Reception()}


async def test_an_order_about_nobody_does_nothing(lab: Lab) -> None:
    before = await now(lab)
    recorded = Recorded(SpeechNo(1), NOBODY)
    orders = (OpenMicrophone(NOBODY), Send(NOBODY, Reception()), StartRecording(recorded))
    assert await told(lab, *orders, StopRecording(recorded)) == before


async def test_whoever_leaves_is_sent_to_nobody(lab: Lab) -> None:
    await sends(lab, BA)
    await watches(lab, HOAN)
    await told(lab, OpenMicrophone(BA), Send(HOAN, Reception((BA,), BA)))
    await lab.server.leave(MEETING, BA)
    after = await now(lab)
    assert (after.sending, after.open) == (frozenset(), frozenset())
    assert after.watching == {HOAN: Reception()}


async def test_tiles_are_told_to_whoever_looks_and_go_with_whoever_leaves(lab: Lab) -> None:
    await sends(lab, BA)
    await watches(lab, DESK)
    news: list[MediaNews] = []
    lab.server.listen(news.append)
    looks = Reception(tiles=(None, BA))
    assert (await told(lab, Send(DESK, looks))).watching == {DESK: looks}
    looks_told = TilesLaid(MEETING, DESK, (None, BA))
    assert looks_told in news
    await lab.server.leave(MEETING, BA)
    assert (await now(lab)).watching == {DESK: Reception()}
    if lab.peers is not None:
        assert TilesLaid(MEETING, DESK, ()) in news[news.index(looks_told) :]


async def test_nobody_is_answered_who_was_offered_nothing(lab: Lab) -> None:
    with pytest.raises(NotConnected):
        await lab.server.accept(MEETING, NOBODY, "answer")


async def test_a_second_sound_is_refused(lab: Lab) -> None:
    with pytest.raises(BadOffer):
        await lab.server.publish(MEETING, BA, OFFER + "m=audio 9 RTP 111\r\na=sendonly\r\n")
    assert (await now(lab)).sending == frozenset()


@pytest.mark.parametrize(
    "offer",
    [
        "",
        "hello",
        OFFER + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n",
        OFFER + "m=video 9 RTP 96\r\na=sendonly\r\n",
        OFFER.replace("sendonly", "sendrecv"),
        OFFER.partition("m=video")[0],
        OFFER + "a=x:" + "x" * 65_536,
    ],
    ids=["nothing", "words", "data", "two pictures", "receives too", "no picture", "endless"],
)
async def test_an_offer_is_one_sound_and_one_picture(offer: str) -> None:
    with pytest.raises(BadOffer):
        checked(offer)


# -- what only packets prove -----------------------------------------------------------------------


async def everybody(lab: Lab) -> None:
    for venue in (HALL, BA, HOAN):
        await sends(lab, venue)
        await watches(lab, venue)


async def shows(lab: Lab, venue: Venue, colour: str, line: int = 0) -> None:
    assert lab.peers is not None
    page = lab.peers

    async def so() -> bool:
        return await page.colour(venue, line) == colour

    await until(so)


async def sound_arrives(lab: Lab, venue: Venue) -> None:
    assert lab.peers is not None
    page, before = lab.peers, sum((await lab.peers.sounds(venue)).values())

    async def so() -> bool:
        return sum((await page.sounds(venue)).values()) > before + 5

    await until(so)


@with_packets
async def test_the_floor_is_heard_and_seen_and_nobody_else(lab: Lab) -> None:
    await everybody(lab)
    await told(
        lab,
        OpenMicrophone(HALL),
        OpenMicrophone(BA),
        Send(HALL, Reception((BA,), BA)),
        Send(BA, Reception((HALL,), HALL)),
        Send(HOAN, Reception((HALL, BA), BA)),
    )
    await shows(lab, HALL, "lime")
    await shows(lab, BA, "red")
    await shows(lab, HOAN, "lime")
    for venue in (HALL, BA, HOAN):
        await sound_arrives(lab, venue)
    assert lab.peers is not None
    assert set(await lab.peers.sounds(HOAN)) == {"1", "2"}, "from the hall and the floor alone"
    await told(lab, CloseMicrophone(BA), Send(HALL, Reception((), HOAN)))
    await shows(lab, HALL, "blue")
    before = await lab.peers.sounds(HALL)
    await sound_arrives(lab, HOAN)
    assert await lab.peers.sounds(HALL) == before, "closed is silent"


@with_packets
async def test_lines_led_another_way_are_heard_and_seen(lab: Lab) -> None:
    """From now on: what came before proves nothing."""
    await everybody(lab)
    await told(lab, OpenMicrophone(BA), Send(HOAN, Reception((BA,), BA)))
    for venue in (BA, HOAN):
        await leads(lab, venue)
    await told(lab, OpenMicrophone(BA))
    await lab.server.refresh(MEETING, HOAN)
    await shows(lab, HOAN, COLOURS[BA])
    await sound_arrives(lab, HOAN)


@with_packets
async def test_nobody_else_leads_the_lines_of_a_place(lab: Lab) -> None:
    """A browser with another key, as one that took the place meanwhile would have."""
    assert lab.peers
    await sends(lab, BA)
    await told(lab, OpenMicrophone(BA))
    with pytest.raises(NotConnected):
        await lab.server.lead_sender(MEETING, BA, await lab.peers.offer(HOAN))
    assert (await now(lab)).open == {BA}


@with_packets
async def test_a_source_that_vanishes_is_found_out_and_taken_from_everybody(lab: Lab) -> None:
    await everybody(lab)
    await told(lab, OpenMicrophone(BA), Send(HOAN, Reception((BA,), BA)))
    await shows(lab, HOAN, "lime")
    assert lab.peers is not None
    await lab.peers.vanish(BA)

    async def gone() -> bool:
        return BA not in (await now(lab)).sending

    await until(gone)
    await told(lab, Send(HOAN, Reception((HALL,), HALL)))
    await shows(lab, HOAN, "red")


@with_packets
async def test_a_line_that_carries_less_is_sent_a_smaller_picture(lab: Lab) -> None:
    assert lab.peers is not None
    offer = await lab.peers.offer(BA, several=True)
    await lab.peers.answered(BA, await lab.server.publish(MEETING, BA, offer))

    async def arrives() -> bool:
        return BA in (await now(lab)).sending

    await until(arrives)
    await watches(lab, HOAN)
    middle = 480 if len(lab.apart) < 2 else 240  # from one server to another there are two sizes
    for layer, width in ((Layer.LOW, 240), (Layer.MIDDLE, middle), (Layer.HIGH, 960)):
        sees = Reception((BA,), BA, layer)
        assert (await told(lab, Send(HOAN, sees))).watching == {HOAN: sees}

        async def is_so(wide: int = width) -> bool:
            assert lab.peers is not None
            return await lab.peers.width(HOAN) == wide

        await until(is_so)


@with_packets
async def test_a_desk_sees_tiles_at_their_smallest_each_on_its_line_and_no_packet_of_others(
    lab: Lab,
) -> None:
    """The same camera may be large beside it; a tile has no sound."""
    assert lab.peers is not None
    page = lab.peers
    for venue in (BA, HOAN):
        offer = await page.offer(venue, COLOURS[venue], several=True)
        await page.answered(venue, await lab.server.publish(MEETING, venue, offer))

    async def all_arrive() -> bool:
        return {BA, HOAN} <= (await now(lab)).sending

    await until(all_arrive)
    await watches(lab, DESK)
    await told(lab, OpenMicrophone(BA), Send(DESK, Reception(sees=BA, tiles=(HOAN, None, BA))))
    await shows(lab, DESK, "lime")
    await shows(lab, DESK, "blue", FIRST_TILE)
    await shows(lab, DESK, "lime", FIRST_TILE + 2)
    for line, width in ((FIRST_TILE, 240), (FIRST_TILE + 2, 240), (0, 960)):

        async def as_wide(at: int = line, wide: int = width) -> bool:
            return await page.width(DESK, at) == wide

        await until(as_wide)
    assert await page.sounds(DESK) == {}
    await told(lab, Send(DESK, Reception(sees=BA, tiles=(None, None, HOAN))))
    await shows(lab, DESK, "blue", FIRST_TILE + 2)
    before = await page.pictures(DESK)

    async def goes_on() -> bool:
        return (await page.pictures(DESK))["0"] > before["0"] + 20

    await until(goes_on)
    assert (await page.pictures(DESK))[str(FIRST_TILE)] == before[str(FIRST_TILE)]


@with_packets
async def test_a_recording_is_there_as_files(lab: Lab) -> None:
    await sends(lab, BA)
    what = Recorded(SpeechNo(3), BA)
    await told(lab, OpenMicrophone(BA))
    assert (await told(lab, StartRecording(what))).recorded == {what}
    recordings = lab.folder / "recordings"

    async def grows() -> bool:
        sizes = [path.stat().st_size for path in recordings.iterdir()]
        return len(sizes) == 2 and max(sizes) > 0

    await until(grows)
    assert (await told(lab, StopRecording(what))).recorded == frozenset()
    assert (await told(lab, StartRecording(what))).recorded == {what}
    assert len(list(recordings.iterdir())) == 4, "a second file stands beside the first"


@with_packets
async def test_a_recording_that_cannot_be_written_is_none(lab: Lab) -> None:
    await sends(lab, BA)
    recordings = lab.folder / "recordings"
    recordings.chmod(0o500)
    try:
        assert (await told(lab, StartRecording(Recorded(SpeechNo(9), BA)))).recorded == frozenset()
    finally:
        recordings.chmod(0o700)


@janus_alone
async def test_a_janus_that_is_killed_is_back_and_knows_nothing(lab: Lab) -> None:
    await sends(lab, BA)
    pid = int((lab.folder / "janus.pid").read_text(encoding="ascii"))
    os.kill(pid, signal.SIGKILL)

    async def forgotten() -> bool:
        try:
            return await now(lab) == Relaying()
        except MediaAway:
            return False

    await until(forgotten)
    await set_up(lab)
    await sends(lab, BA)
    assert int((lab.folder / "janus.pid").read_text(encoding="ascii")) != pid


@janus_alone
async def test_who_comes_after_us_goes_on_with_what_stands(lab: Lab) -> None:
    """Not a line is agreed anew, nobody is silent for it, and the stage changes as before."""
    folder = JanusFolder(backing.folder(), Ports(21_200, 21_299))
    await asyncio.to_thread(folder.furnish)
    what, speaks = Recorded(SpeechNo(5), BA), Reception((BA,), BA)
    async with running(folder, lab.program):
        async with one_of_ours(lab, folder) as (ours, _):
            await set_up(ours)
            await everybody(ours)
            await watches(ours, DESK)
            looks = Send(DESK, Reception(tiles=(None, HOAN)))
            await told(ours, OpenMicrophone(BA), Send(HALL, speaks), looks, StartRecording(what))
            before = await told(ours, Send(HOAN, speaks))
            await shows(ours, HOAN, "lime")
        await sound_arrives(ours, HOAN)
        async with one_of_ours(lab, folder) as (heir, news):
            assert news == (TakenOver(MEETING, frozenset({HALL, BA, HOAN, DESK})),)
            assert await now(heir) == before
            await sound_arrives(heir, HOAN)
            await leads(heir, BA)
            await told(heir, CloseMicrophone(BA), Send(HOAN, Reception((), HALL)))
            await shows(heir, HOAN, "red")
            assert (await told(heir, StopRecording(what))).recorded == frozenset()
            assert (await told(heir, Strike())) == Relaying()


@janus_alone
async def test_who_comes_after_us_at_two_servers_goes_on_with_what_goes_between_them(
    opened: Lab,
) -> None:
    """Rooms lie on lines of links, and nobody has told yet whom those bring."""
    folders = [
        JanusFolder(backing.folder(), Ports(first, first + 99)) for first in (21_800, 21_900)
    ]
    for each in folders:
        await asyncio.to_thread(each.furnish)
    meeting = replace(after(SPEAKS), id=MEETING)
    async with AsyncExitStack() as standing:
        for each in folders:
            await standing.enter_async_context(running(each, opened.program))
        async with AsyncExitStack() as stack:
            ours = await several_of_ours(opened, folders, stack)
            await set_up(ours)
            await everybody(ours)
            assert await followed(ours, meeting)
            await shows(ours, HOAN, COLOURS[BA])
            await hears_exactly(ours, HOAN, 2)
        async with AsyncExitStack() as stack:
            heirs = await several_of_ours(opened, folders, stack)
            assert await followed(heirs, meeting)
            before = [await each.relaying(MEETING) for each in heirs.apart]
            for venue, colour in ((HOAN, BA), (BA, HALL), (HALL, BA)):
                await shows(heirs, venue, COLOURS[colour])
                await hears_exactly(heirs, venue, 1 if venue in {HALL, BA} else 2)
            assert [await each.relaying(MEETING) for each in heirs.apart] == before
            assert await followed(heirs, replace(after(FREE), id=MEETING))
            await shows(heirs, BA, COLOURS[HALL])
            await hears_exactly(heirs, BA, 1)
            await told(heirs, Strike())


async def followed(lab: Lab, meeting: Meeting) -> bool:
    levelling = Levelling(lab.server)
    await levelling(meeting, Position(1, GENESIS, meeting))
    await until(levelling.level)
    return True


async def several_of_ours(lab: Lab, folders: Sequence[JanusFolder], stack: AsyncExitStack) -> Lab:
    ours = [(await stack.enter_async_context(one_of_ours(lab, each)))[0] for each in folders]
    servers = [each.server for each in ours if isinstance(each.server, Janus)]
    return lab._replace(server=as_one(servers), apart=servers)


@asynccontextmanager
async def one_of_ours(
    lab: Lab, folder: JanusFolder
) -> AsyncIterator[tuple[Lab, Sequence[MediaNews]]]:
    """Beside a Janus that runs by itself; and what it told by the time it was there."""
    server, news = Janus(folder, socket=str(folder.socket)), list[MediaNews]()
    server.listen(news.append)
    work = asyncio.ensure_future(server.run())

    async def there() -> bool:
        return bool(news)

    try:
        await until(there)
        yield lab._replace(server=server), tuple(news)
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


# -- a conference, as its log says -----------------------------------------------------------------

ON: Step = (DISCUSSION, with_settings(video=True))
WAITING: Step = (ON, *(asked_to_speak(each) for each in (BA_DINH, HOAN_KIEM)))
SPEAKS: Step = (WAITING, given_the_floor(BA_DINH))
CUT_IN: Step = (SPEAKS, given_the_floor(HOAN_KIEM, minutes=3, believes=1, interject=True))
AFTER_CUT_IN: Step = (CUT_IN, took_the_floor(2, 4))
GOES_ON: Step = (AFTER_CUT_IN, ResumeSpeech(**by(CHAIR, 5), speech=SpeechNo(1)))
PAUSED: Step = (GOES_ON, PauseSpeech(**by(CHAIR, 6), speech=SpeechNo(1)))
FREE: Step = (PAUSED, took_the_floor(1, 7))
PRESSES: dict[str, Step] = {
    "the floor is free": WAITING,
    "the floor is given": SPEAKS,
    "somebody cuts in": CUT_IN,
    "and has spoken": AFTER_CUT_IN,
    "who gave way goes on": GOES_ON,
    "the chair mutes it": (GOES_ON, MuteAll(**by(CHAIR, 6))),
    "a pause": PAUSED,
    "undone": (SPEAKS, Undo(**by(CHAIR, 3), act=after(SPEAKS).acts)),
    "a break": (FREE, CallBreak(**by(CHAIR, 8))),
}


@with_packets
async def test_at_every_step_exactly_who_is_on_stage_is_heard_and_seen(lab: Lab) -> None:
    await everybody(lab)
    levelling = Levelling(lab.server)
    for press, steps in PRESSES.items():
        meeting = replace(after(steps), id=MEETING)
        await levelling(meeting, Position(1, GENESIS, meeting))
        assert await levelling.level(), press
        for venue in (HALL, BA, HOAN):
            on = stage(meeting)
            if (large := sees(on, venue)) is not None:
                await shows(lab, venue, COLOURS[large])
            await hears_exactly(lab, venue, len(hears(on, venue)))


LONG_ENOUGH = 10
"""Looks in a row, 20 ms apart and more; sound comes every 20."""


async def hears_exactly(lab: Lab, venue: Venue, voices: int) -> None:
    """As many lines as there are voices bring packets, and not one packet comes on any other, once
    what was under way as the stage changed has come.
    """
    assert lab.peers is not None
    page, since, looks = lab.peers, await lab.peers.sounds(venue), 0

    async def so() -> bool:
        nonlocal since, looks
        told, looks = await page.sounds(venue), looks + 1
        arrived = [count - since.get(line, 0) for line, count in told.items()]
        if sum(count > 0 for count in arrived) > voices:
            since, looks = told, 0
        return looks > LONG_ENOUGH and sum(count > 5 for count in arrived) == voices

    await until(so)


@with_janus
async def test_what_is_set_starts_janus_and_makes_it_follow_the_log() -> None:
    settings = MediaSettings(janus="child", folder=str(backing.folder()))
    meeting = replace(after(SPEAKS), id=MEETING)
    followed: list[Meeting] = []

    async def follower(_: Meeting, now: Position) -> None:
        followed.append(now.meeting)

    async with open_media(settings) as server, levelled(server) as staging:
        assert server is not None
        await all_of(follower, *staging)(meeting, Position(1, GENESIS, meeting))

        async def there() -> bool:
            try:
                return (await server.relaying(MEETING)).there
            except MediaAway:
                return False

        await until(there)
    assert followed == [meeting]


async def test_where_nothing_is_set_the_other_followers_go_on() -> None:
    meeting = after(SPEAKS)
    followed: list[Meeting] = []

    async def follower(_: Meeting, now: Position) -> None:
        followed.append(now.meeting)

    async with staged(MediaSettings(), follower, SystemClock()) as (follow, _):
        await follow(meeting, Position(1, GENESIS, meeting))
    assert followed == [meeting]
