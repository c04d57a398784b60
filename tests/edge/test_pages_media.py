"""Picture and sound are switched on where a conference is prepared, beside what is there for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession

from diemcau.app.ports.media import MediaServer
from diemcau.domain.nouns.ids import MeetingId
from tests.support.hall import Hall, hall
from tests.support.markup import Element, filled, form_for, read
from tests.support.media import MemoryMedia
from tests.support.meeting import Step, with_settings
from tests.support.room import MEETING

FACTS = f"/conferences/{MEETING}/edit/facts"
OFF: Step = ()
ON: Step = (with_settings(video=True),)


@asynccontextmanager
async def desk(
    server: MediaServer | None, *steps: Step
) -> AsyncIterator[tuple[Hall, ClientSession]]:
    async with hall(*steps, media=server) as opened:
        yield opened, await opened.browser("secretary")


async def page(browser: ClientSession, path: str = FACTS) -> Element:
    async with browser.get(path) as answer:
        assert answer.status == 200
        return read(await answer.text())


def part(of: Element) -> Element | None:
    return next((each for each in of.all("section") if each["id"] == "media"), None)


async def sent(browser: ClientSession, form: Element, **typed: str) -> str:
    fields = filled(form)
    fields.update(typed)
    async with browser.post(form["action"], data=fields, allow_redirects=False) as answer:
        assert answer.status == 303, await answer.text()
        return answer.headers["Location"]


async def video(opened: Hall, meeting: MeetingId = MEETING) -> bool:
    return (await opened.parts.rooms.state(meeting)).settings.video


async def test_one_press_switches_picture_and_sound_on_and_off_again() -> None:
    async with desk(MemoryMedia()) as (opened, secretary):
        for on in (True, False):
            found = part(await page(secretary))
            assert found is not None
            back = await sent(secretary, form_for(found, "/change_settings"))
            assert back.endswith("#media")
            assert await video(opened) is on


@pytest.mark.parametrize("steps", [OFF, ON])
async def test_other_settings_are_saved_and_picture_and_sound_stay_as_they_are(steps: Step) -> None:
    async with desk(MemoryMedia(), steps) as (opened, secretary):
        details = next(
            each for each in (await page(secretary)).all("details") if each["id"] == "settings"
        )
        [form] = [each for each in details.all("form") if each["id"] == "change_settings"]
        before = await video(opened)
        await sent(secretary, form, **{"settings.warning": "02:00"})
        assert (await opened.parts.rooms.state(MEETING)).settings.warning == 120
        assert await video(opened) is before


def silent() -> MemoryMedia:
    server = MemoryMedia()
    server.silent = True
    return server


@pytest.mark.parametrize(
    ("server", "steps", "says"),
    [
        (MemoryMedia(), ON, "Máy chủ hình và tiếng đang chạy"),
        (silent(), OFF, "Máy chủ hình và tiếng không trả lời"),
        (None, ON, "Không có máy chủ hình và tiếng"),
        (None, OFF, None),
    ],
)
async def test_the_page_says_what_is_there_and_nothing_where_nothing_is(
    server: MediaServer | None, steps: Step, says: str | None
) -> None:
    async with desk(server, steps) as (_, secretary):
        found = part(await page(secretary))
        assert (found is None) if says is None else found is not None and says in found.words


@pytest.mark.parametrize(("ticked", "on"), [("true", True), ("false", False)])
async def test_a_new_conference_has_them_where_they_are_ticked(ticked: str, on: bool) -> None:  # noqa: FBT001 – a column
    async with desk(MemoryMedia()) as (opened, secretary):
        form = form_for(await page(secretary, "/conferences/new"), "/conferences/new")
        where = await sent(secretary, form, video=ticked, title="Giao ban quý II")
        assert await video(opened, MeetingId(where.split("/")[2])) is on
        again = await page(secretary, "/conferences/new")
        assert filled(form_for(again, "/conferences/new")).getall("video")[-1] == ticked


async def test_a_new_conference_is_planned_from_the_form_as_it_stands() -> None:
    """A browser sends the box that is ticked beside the no that stands behind it."""
    async with desk(MemoryMedia(), ON) as (opened, secretary):
        form = form_for(await page(secretary, "/conferences/new"), "/conferences/new")
        assert filled(form).getall("video") == ["false", "true"]
        where = await sent(secretary, form)
        assert await video(opened, MeetingId(where.split("/")[2]))


async def test_without_a_media_server_a_new_conference_is_not_asked() -> None:
    async with desk(None) as (_, secretary):
        form = form_for(await page(secretary, "/conferences/new"), "/conferences/new")
        assert "video" not in filled(form)


@pytest.mark.parametrize(("server", "status"), [(MemoryMedia(), 200), (None, 404)])
async def test_what_to_do_without_sound_is_told_where_there_may_be_some(
    server: MediaServer | None, status: int
) -> None:
    async with desk(server) as (_, reader):
        links = [each["href"] for each in (await page(reader, "/manual")).all("a")]
        assert ("/manual/sound" in links) is (server is not None)
        async with reader.get("/manual/sound") as answer:
            assert answer.status == status
