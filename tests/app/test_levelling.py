"""The media server is made as the stage says, whatever becomes of either."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.app.live.deciding import Position
from diemcau.app.media.levelling import Levelling, due, orders
from diemcau.app.media.readings import LineReadings
from diemcau.app.ports.media import (
    CloseMicrophone,
    Layer,
    MediaChanged,
    OpenMicrophone,
    Reception,
    Relaying,
    Send,
    SetUp,
    StartRecording,
    StopRecording,
    Strike,
)
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.media import HALL, OnStage, Recorded, desk_of, venue_of
from diemcau.domain.rules.stage import CARD, DARK, LOBBY, speaks, stage
from diemcau.protocol.frames import LineReading
from diemcau.protocol.records import GENESIS
from tests.support.media import OFFER, MemoryMedia
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    HOAN_KIEM,
    RUNNING,
    Step,
    after,
    asked_to_speak,
    code,
    given_the_floor,
    took_the_floor,
    with_settings,
)
from tests.support.patience import unless_it_hangs

MEETING = after(RUNNING).id
BA, HOAN = venue_of(code(BA_DINH)), venue_of(code(HOAN_KIEM))
ALL = (HALL, BA, HOAN)
DEBATE: Step = (DISCUSSION, with_settings(video=True), asked_to_speak(BA_DINH))
SPEAKS: Step = (DEBATE, given_the_floor(BA_DINH))
SPEECH = Recorded(SpeechNo(1), BA)


def moment(*steps: Step) -> Position:
    meeting = after(*steps)
    return Position(1, GENESIS, meeting)


async def followed(levelling: Levelling, *steps: Step) -> None:
    await levelling(Meeting(id=MEETING), moment(*steps))


async def arrived(server: MemoryMedia) -> None:
    """Everybody sends and watches."""
    for venue in ALL:
        await server.publish(MEETING, venue, OFFER)
        await server.subscribe(MEETING, venue)


def test_nothing_is_missing_where_nothing_is_to_be() -> None:
    assert list(orders(DARK, Relaying())) == []
    assert list(orders(DARK, Relaying(there=True))) == [Strike()]
    assert list(orders(CARD, Relaying())) == [SetUp()]


def test_silence_comes_before_sound() -> None:
    relaying = Relaying(
        there=True,
        sending=frozenset(ALL),
        open=frozenset({HALL, HOAN}),
        recorded=frozenset({Recorded(SpeechNo(9), HOAN)}),
        watching={HALL: Reception((HOAN,), HOAN), BA: Reception((HALL,), HALL)},
    )
    on = OnStage(lit=True, heard=(HALL, BA), shown=BA, facing=HALL, recorded=(SPEECH,))
    assert list(orders(on, relaying)) == [
        CloseMicrophone(HOAN),
        StopRecording(Recorded(SpeechNo(9), HOAN)),
        OpenMicrophone(BA),
        StartRecording(SPEECH),
        Send(HALL, Reception((BA,), BA)),
    ]


def test_whoever_sends_nothing_is_sent_to_nobody_and_not_recorded() -> None:
    relaying = Relaying(there=True, sending=frozenset({HALL}), watching={HOAN: Reception()})
    on = OnStage(lit=True, heard=(HALL, BA), shown=BA, facing=HALL, recorded=(SPEECH,))
    assert list(orders(on, relaying)) == [OpenMicrophone(HALL), Send(HOAN, Reception((HALL,)))]


def test_who_is_on_stage_is_switched_first_then_desks_and_then_everybody_else() -> None:
    watching = dict.fromkeys((HOAN, BA, desk_of("chu-tri"), HALL), Reception())
    relaying = Relaying(there=True, sending=frozenset(ALL), open=frozenset(), watching=watching)
    on = OnStage(lit=True, heard=(HALL, BA), shown=BA, facing=HALL)
    switched = [each.to for each in orders(on, relaying) if isinstance(each, Send)]
    assert switched == [HALL, BA, desk_of("chu-tri"), HOAN]


async def test_whoever_pressed_is_answered_before_the_first_order() -> None:
    server = MemoryMedia()
    levelling = Levelling(server)
    given = asyncio.get_running_loop().create_future()
    told: list[int] = []
    given.add_done_callback(lambda _: told.append(len(server.carried_out)))
    async with unless_it_hangs(), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(levelling.run())
        for _ in range(9):
            await asyncio.sleep(0)
        await followed(levelling, SPEAKS)
        given.set_result(None)
        while not server.carried_out:  # noqa: ASYNC110 – another task works
            await asyncio.sleep(0)
        running.cancel()
    assert told == [0]


async def test_the_floor_opens_the_microphone_at_the_server() -> None:
    server = MemoryMedia()
    levelling = Levelling(server)
    await followed(levelling, DEBATE)
    assert await levelling.level()
    await arrived(server)
    assert await levelling.level()
    assert (await server.relaying(MEETING)).open == {HALL}
    await followed(levelling, SPEAKS)
    assert await levelling.level()
    now = await server.relaying(MEETING)
    assert now.open == {HALL, BA}
    assert now.watching == {
        HALL: Reception((BA,), BA),
        BA: Reception((HALL,), HALL),
        HOAN: Reception((HALL, BA), BA),
    }


async def test_the_loss_of_whoever_speaks_is_not_taken_for_that_of_the_hall() -> None:
    server, readings = MemoryMedia(), LineReadings()
    levelling = Levelling(server, readings)
    await followed(levelling, SPEAKS)
    assert await levelling.level()
    await arrived(server)
    assert await levelling.level()
    for now in (0.0, 4.0, 8.0):
        readings.take(MEETING, BA, LineReading(lost_up=0.1), now)
        readings.take(MEETING, HALL, LineReading(lost_down=0.1), now)
        readings.take(MEETING, HOAN, LineReading(lost_down=0.1), now)
    assert await levelling.level()
    watching = (await server.relaying(MEETING)).watching
    assert watching[HALL] == Reception((BA,), BA)
    assert watching[HOAN] == Reception((HALL, BA), BA, Layer.MIDDLE)


async def test_what_is_level_is_left_alone() -> None:
    server = MemoryMedia()
    levelling = Levelling(server)
    await followed(levelling, SPEAKS)
    await levelling.level()
    told = len(server.carried_out)
    await followed(levelling, SPEAKS)
    assert await levelling.level()
    assert len(server.carried_out) == told


async def test_after_the_end_the_server_forgets_the_conference_and_so_do_we() -> None:
    server = MemoryMedia()
    levelling = Levelling(server)
    await followed(levelling, SPEAKS)
    await levelling.level()
    await followed(levelling, DISCUSSION)
    assert await levelling.level()
    assert await server.relaying(MEETING) == Relaying()
    told = len(server.carried_out)
    await levelling.level()
    assert len(server.carried_out) == told


async def test_a_conference_without_picture_and_sound_never_reaches_the_server() -> None:
    server = MemoryMedia()
    levelling = Levelling(server)
    await followed(levelling, DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    assert await levelling.level()
    assert server.carried_out == []


async def test_a_server_that_is_away_in_the_middle_is_told_the_rest_when_it_is_back() -> None:
    server = MemoryMedia()
    levelling = Levelling(server)
    await followed(levelling, SPEAKS)
    await levelling.level()
    await arrived(server)
    server.away_in = 1
    assert not await levelling.level()
    assert await levelling.level()
    assert (await server.relaying(MEETING)).open == {HALL, BA}


STAGES = [
    DARK,
    LOBBY,
    CARD,
    *(stage(after(steps)) for steps in (DEBATE, SPEAKS, (SPEAKS, took_the_floor(1, 5)))),
    OnStage(lit=True, heard=(HALL, HOAN, BA), shown=HOAN, facing=BA, recorded=(SPEECH,)),
]
HAPPENINGS = st.one_of(
    st.sampled_from(STAGES),
    st.sampled_from(["crash", "arrive", "leave", "away"]),
)


@given(happenings=st.lists(HAPPENINGS, max_size=12))
async def test_any_sequence_of_stages_and_crashes_ends_level(
    happenings: Sequence[OnStage | str],
) -> None:
    server = MemoryMedia()
    on = DARK
    for happening in happenings:
        match happening:
            case OnStage():
                on = happening
            case "crash":
                server.crash()
            case "arrive" if (await server.relaying(MEETING)).there:
                await arrived(server)
            case "leave":
                await server.leave(MEETING, BA)
            case "away":
                server.away_in = 2
            case _:
                pass
        await level(server, on)
        now = await server.relaying(MEETING)
        assert now.there is on.lit
        assert now.open == {venue for venue in now.sending if speaks(on, venue)}
        assert all(sent == due(on, now, venue) for venue, sent in now.watching.items())
        assert now.recorded == {each for each in on.recorded if each.venue in now.sending}


async def level(server: MemoryMedia, on: OnStage) -> None:
    """As the task does it, with whatever goes wrong in between."""
    levelling = Levelling(server)
    levelling._stages[MEETING] = on
    while not await levelling.level():
        pass


@pytest.mark.parametrize("steps", range(5))
async def test_it_ends_when_it_is_told_to_in_the_very_moment_of_news(steps: int) -> None:
    """However many steps of the loop lie between the two."""
    server = MemoryMedia()
    levelling = Levelling(server)
    async with unless_it_hangs(), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(levelling.run())
        for _ in range(9):
            await asyncio.sleep(0)
        levelling._hear(MediaChanged())
        for _ in range(steps):
            await asyncio.sleep(0)
        running.cancel()
