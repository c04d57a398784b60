"""No request holds the loop: the worst shapes we know, sent by strangers and by those inside."""

import asyncio
import sys
import time
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from types import FrameType

import pytest
from yarl import URL

from diemcau.config import Configuration
from diemcau.edge.product import EdgeSettings
from diemcau.edge.pulse import PULSE, STEPS, Pulse
from tests.support.hall import Hall, hall
from tests.support.hostile import SHAPES, raw
from tests.support.meeting import DISCUSSION
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING
from tests.support.scene import FINISHED, on_stage
from tests.support.spent import spending_at_most
from tests.support.tangled import far_apart, one_piece

HELD = 10
"""Times the tenth of a second that people feel. How long the loop is really held beside a stranger
is measured in `tests/bench/hostile.py`.
"""


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async with hall(DISCUSSION) as made:
        yield made


async def answered(opened: Hall, request: bytes) -> bytes:
    """The first line that comes back, and whatever else until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(opened.url).port)
    writer.write(request)
    async with unless_it_hangs():
        told = await reader.readline()
    writer.close()
    return told


@pytest.mark.parametrize("who", ["", "chair"])
@pytest.mark.parametrize("shape", SHAPES)
async def test_no_request_of_the_worst_shapes_holds_the_loop(
    opened: Hall, shape: str, who: str
) -> None:
    if who:
        await opened.session(who)
    with spending_at_most(HELD):
        told = await answered(opened, raw(SHAPES[shape], who))
    assert told.startswith(b"HTTP/1.1 ")


async def test_no_edit_of_a_note_holds_the_loop(opened: Hall) -> None:
    """Words that say they stand far apart: each would be gone through for each."""
    many = 1700
    first, update = one_piece(5, "b" * many), far_apart(5, ((100 + at, at) for at in range(many)))
    async with opened.screen("secretary") as secretary:

        async def edit(update: bytes) -> str | None:
            sent = b64encode(update).decode()
            answer = await secretary.do("edit_note", about="meeting", update=sent)
            return answer.get("code")

        assert await edit(first) is None
        with spending_at_most(HELD):
            assert await edit(update) == "update_foreign"
        assert await edit(one_piece(6, "Tiếp")) is None


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYSETPOS=53", "FREQ=WEEKLY;BYMONTHDAY=53"])
async def test_a_day_that_never_comes_is_not_sought_to_the_end_of_the_calendar(
    opened: Hall, rule: str
) -> None:
    asked = {"rule": rule, "first": "2024-06-10", "begins": "08:00", "minutes": "60"}
    secretary = await opened.browser("secretary")
    with spending_at_most(HELD):
        async with secretary.get("/series/new/dates", params=asked) as answer:
            assert (answer.status, "Quy tắc lặp" in await answer.text()) == (409, True)


async def test_a_ping_comes_back_beside_a_stranger_who_sends_the_worst(opened: Hall) -> None:
    """Half a megabyte a second of one shape after the other, for as long as it takes."""
    async with opened.screen("ba-dinh") as screen, asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(hostile(opened))
        for at in range(20):
            await screen.say({"t": "ping", "at": at})
            await screen.until("pong")
            await asyncio.sleep(0.1)
        sending.cancel()


async def hostile(opened: Hall) -> None:
    while True:
        for shape in SHAPES.values():
            request = raw(shape, "")
            await answered(opened, request)
            await asyncio.sleep(len(request) / 500_000)


WRITERS = {
    f"/published/{MEETING}/3.akn.xml": "akoma_ntoso.py",
    f"/published/{MEETING}/3.zip": "packing.py",
    f"/published/{MEETING}/3/attendance.csv": "tables.py",
}
"""Of the minutes: by which file of ours they are written."""


@pytest.mark.parametrize("path", WRITERS)
async def test_what_takes_long_to_write_is_not_written_on_the_loop(path: str) -> None:
    """The minutes of a province are six megabytes, as XML 140 ms of work and packed 220."""
    seen = set[str]()

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name in {"written", "packed"}:
            seen.add(Path(frame.f_code.co_filename).name)

    async for opened in on_stage(FINISHED, minutes=230):
        secretary = await opened.browser("secretary")
        sys.setprofile(look)
        try:
            async with secretary.get(path) as answer:
                assert answer.status == 200
                assert await answer.read()
        finally:
            sys.setprofile(None)
        assert WRITERS[path] not in seen


# -------------------------------------------------------------------------------- the watchdog


def a_heavy_handler() -> None:
    time.sleep(1.0)  # what a parser that is led astray looks like from outside


async def test_what_holds_the_loop_is_named_while_it_does(
    opened: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    await asyncio.sleep(0.1)
    a_heavy_handler()
    await asyncio.sleep(0.1)
    said = [each.getMessage() for each in caplog.records if each.name == "diemcau.edge.pulse"]
    assert [line for line in said if "is held" in line and "a_heavy_handler" in line]
    assert [line for line in said if "was held" in line]
    assert opened.app[PULSE].worst > STEPS[-3]


def test_a_beat_is_counted_by_how_late_it_came() -> None:
    pulse = Pulse()
    for lag in (0.0, 0.02, 0.02, 9.0):
        pulse.note(lag)
    assert dict(pulse.histogram()) == {
        "0.005": 1,
        "0.01": 1,
        "0.025": 3,
        "0.05": 3,
        "0.1": 3,
        "0.25": 3,
        "1.0": 3,
        "5.0": 3,
        "+Inf": 4,
    }
    assert (pulse.worst, pulse.total) == (9.0, 9.04)


async def told(opened: Hall, who: str, **headers: str) -> tuple[int, str]:
    async with (await opened.browser(who)).get("/metrics", headers=headers) as answer:
        return answer.status, await answer.text()


async def test_how_late_the_loop_is_is_told_to_the_admin_and_the_holder_of_the_token() -> None:
    token = "a-token-of-forty-letters-that-nobody-guesses"
    settings = Configuration(edge=EdgeSettings(metrics_token=token))
    async with hall(DISCUSSION, settings=settings) as opened, opened.screen("ba-dinh"):
        await asyncio.sleep(0.2)
        status, text = await told(opened, "admin")
        assert status == 200
        assert 'diemcau_loop_lag_seconds_bucket{le="+Inf"} ' in text
        assert "diemcau_screens 1\n" in text
        assert (await told(opened, "", Authorization=f"Bearer {token}"))[0] == 200
        assert (await told(opened, "", Authorization="Bearer another"))[0] == 401
        assert [(await told(opened, who))[0] for who in ("", "chair", "ba-dinh")] == [401, 403, 403]


async def test_without_a_token_in_the_settings_none_fits(opened: Hall) -> None:
    for given in ("Bearer ", "Bearer", ""):
        assert (await told(opened, "", Authorization=given))[0] == 401
