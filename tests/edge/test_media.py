"""Picture and sound over a screen's own socket: what it sends, and what it is told."""

import asyncio
from collections.abc import Coroutine

import pytest

from diemcau.app.media.seating import seated
from diemcau.app.media.seats import seat_for
from diemcau.app.ports.media import SetUp
from diemcau.domain.nouns.media import HALL, MOST_TILES, desk_of, venue_of
from diemcau.edge.live.media import MOST_WAITING, MediaTalk
from diemcau.protocol.frames import MediaLines, No, Outbound, WatchMedia
from tests.support.hall import Screen, hall
from tests.support.media import OFFER, MemoryMedia
from tests.support.meeting import BA_DINH, LOBBY, Step, code, with_settings
from tests.support.patience import PATIENCE
from tests.support.room import MEETING

ON: Step = (LOBBY, with_settings(video=True))
BA = venue_of(code(BA_DINH))


async def answered(screen: Screen, frame: str, **what: object) -> dict[str, object]:
    """The next frame about picture and sound, or the refusal."""
    await screen.say({"t": frame, "id": "mot", **what})
    while True:
        told = await screen.hear()
        if told["t"].startswith("media") or told["t"] == "no":
            return told


async def set_up() -> MemoryMedia:
    server = MemoryMedia()
    await server.carry_out(MEETING, SetUp())
    return server


async def test_a_site_gives_its_camera_and_is_sent_the_stage() -> None:
    server = await set_up()
    async with hall(ON, media=server) as opened, opened.screen("ba-dinh") as site:
        told = await answered(site, "send_media", offer=OFFER)
        assert told == {"t": "media_sent", "id": "mot", "answer": "answer"}
        assert await answered(site, "watch_media") == {"t": "media_lines", "offer": "offer"}
        await site.say({"t": "agree_media", "id": "hai", "answer": "answer"})
        now = await server.relaying(MEETING)
        assert (set(now.sending), set(now.watching)) == ({BA}, {BA})
        server.crash()
        assert await site.until("media_over") == {"t": "media_over", "code": "lost"}


async def test_the_screen_of_the_hall_sends_for_it_and_the_chair_only_looks() -> None:
    server = await set_up()
    async with (
        hall(ON, media=server) as opened,
        opened.screen("screen") as screen,
        opened.screen("chair") as chair,
    ):
        assert (await answered(screen, "send_media", offer=OFFER))["t"] == "media_sent"
        refused = await answered(chair, "send_media", offer=OFFER)
        assert refused == {"t": "no", "id": "mot", "code": "not_allowed"}
        assert (await answered(chair, "watch_media"))["t"] == "media_lines"
        now = await server.relaying(MEETING)
        assert (set(now.sending), set(now.watching)) == ({HALL}, {desk_of("chair")})


async def test_a_second_sound_is_refused_by_name() -> None:
    server = await set_up()
    async with hall(ON, media=server) as opened, opened.screen("ba-dinh") as site:
        twice = OFFER + "m=audio 9 RTP 111\r\na=sendonly\r\n"
        assert (await answered(site, "send_media", offer=twice))["code"] == "bad_offer"
        assert (await server.relaying(MEETING)).sending == frozenset()


async def test_whoever_stops_is_sent_nothing_any_more() -> None:
    server = await set_up()
    async with hall(ON, media=server) as opened, opened.screen("ba-dinh") as site:
        await answered(site, "send_media", offer=OFFER)
        await answered(site, "watch_media")
        await site.say({"t": "stop_media", "id": "hai"})

        async with asyncio.timeout(PATIENCE):
            while (now := await server.relaying(MEETING)).sending or now.watching:  # noqa: ASYNC110
                await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("steps", "code"),
    [((LOBBY,), "no_video"), ((ON,), "media_away")],
    ids=["not of this conference", "not of this house"],
)
async def test_without_picture_and_sound_each_is_refused_by_name(
    steps: tuple[Step, ...], code: str
) -> None:
    async with hall(*steps) as opened, opened.screen("ba-dinh") as site:
        for frame, what in (("send_media", {"offer": OFFER}), ("watch_media", {})):
            assert (await answered(site, frame, **what))["code"] == code


async def test_whoever_does_not_wait_for_the_answers_is_refused() -> None:
    server = await set_up()
    told: list[Outbound] = []
    work: list[Coroutine[None, None, None]] = []
    async with seated(server) as seats:
        seat = seat_for(MEETING, BA_DINH, lambda _: None)
        talk = MediaTalk(seats, seat, told.append, work.append)
        for number in range(MOST_WAITING + 1):
            talk.take(WatchMedia(id=str(number)))
        assert told == [No(id=str(MOST_WAITING), code="too_many_requests")]
        (only,) = work
        await only
        assert told[1:] == [MediaLines(offer="offer")] * MOST_WAITING
        talk.leave()


async def test_before_the_greeting_nothing_is_relayed() -> None:
    async with hall(ON) as opened:
        browser = await opened.browser("ba-dinh")
        path = f"/conferences/{MEETING}/live"
        async with browser.ws_connect(path, headers={"Origin": opened.url}) as socket:
            await socket.receive_json()
            await socket.send_json({"t": "watch_media", "id": "mot"})
            assert (await socket.receive_json())["code"] == "no_hello"


@pytest.mark.parametrize(
    ("who", "screen", "may"),
    [("ba-dinh", "site", True), ("screen", "screen", True), ("chair", "chair", False)],
)
async def test_only_who_sits_before_a_camera_is_let_to_it(who: str, screen: str, may: bool) -> None:  # noqa: FBT001 – a column
    path = f"/conferences/{MEETING}/{screen}"
    for server in (await set_up(), None):
        async with hall(ON, media=server) as opened:
            answer = await (await opened.browser(who)).get(path)
            policy = answer.headers["Permissions-Policy"]
            assert ("camera=(self)" in policy) is (may and server is not None)
            assert ("microphone=(self)" in policy) is (may and server is not None)
            assert ('"media":true' in await answer.text()) is (server is not None)


async def test_what_pages_measure_is_told_to_whoever_looks_after_the_lines_and_to_nobody_else() -> (
    None
):
    server = await set_up()
    async with (
        hall(ON, media=server) as opened,
        opened.screen("ba-dinh") as site,
        opened.screen("screen") as screen,
        opened.screen("operator") as operator,
    ):
        reading = {"sound": True, "lost_up": 0.1, "delay": 40, "up": 300}
        await site.say({"t": "tell_line", "id": "mot", "reading": reading})
        assert (await site.until("no"))["code"] == "media_not_connected"
        await answered(site, "send_media", offer=OFFER)
        await site.say({"t": "tell_line", "id": "mot", "reading": reading})
        for nobody in (site, screen):
            assert (await answered(nobody, "ask_lines"))["code"] == "not_allowed"
        await operator.say({"t": "ask_lines", "id": "mot"})
        (line,) = (await operator.until("lines_told"))["lines"]
        assert line.pop("age") >= 0
        assert line == {"site": code(BA_DINH), "reading": reading}


@pytest.mark.parametrize("wrong", [{"lost_up": 1.5}, {"delay": -1}, {"up": "much"}, {"mac": "0"}])
async def test_a_reading_that_nobody_can_have_measured_is_refused(wrong: dict[str, object]) -> None:
    async with hall(ON) as opened, opened.screen("ba-dinh") as site:
        await site.say({"t": "tell_line", "id": "mot", "reading": wrong})
        assert (await site.until("error"))["code"] == "bad_frame"


async def test_the_chair_looks_at_sites_as_tiles_and_no_site_looks_at_another() -> None:
    server = await set_up()
    async with (
        hall(ON, media=server) as opened,
        opened.screen("chair") as chair,
        opened.screen("ba-dinh") as site,
    ):
        for screen in (chair, site):
            await answered(screen, "watch_media")
        look = {"t": "look_at", "id": "mot", "sites": [code(BA_DINH)]}
        await chair.say(look)
        assert await chair.until("media_tiles") == {"t": "media_tiles"}
        for forged in ([code(BA_DINH)], ["hall"], []):
            assert (await answered(site, "look_at", sites=forged))["code"] == "not_allowed"
        await chair.say({**look, "sites": ["x"] * (MOST_TILES + 1)})
        assert (await chair.until("error"))["code"] == "bad_frame"
        await chair.say({**look, "feed": "hall"})
        assert (await chair.until("error"))["code"] == "bad_frame"


async def test_the_wall_has_pictures_for_whoever_looks_on_and_for_nobody_else() -> None:
    async with hall(ON, media=await set_up()) as opened:
        for who, screen, looks in (
            ("chair", "chair", True),
            ("deputy", "chair", True),
            ("operator", "operator", True),
            ("secretary", "secretary", False),
            ("screen", "screen", False),
            ("ba-dinh", "site", False),
        ):
            path = f"/conferences/{MEETING}/{screen}"
            page = await (await (await opened.browser(who)).get(path)).text()
            assert ('"looks":true' in page) is looks, who
    async with hall(ON) as opened:
        page = await (
            await (await opened.browser("chair")).get(f"/conferences/{MEETING}/chair")
        ).text()
        assert '"looks":true' not in page
