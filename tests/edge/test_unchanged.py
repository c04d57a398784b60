"""Public data that is not sent twice to whoever has it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from diemcau.domain.nouns.ids import PublicationNo
from diemcau.domain.nouns.publishing import WithdrawPublication
from diemcau.edge.showing.unchanged import Program
from tests.support.hall import Hall
from tests.support.meeting import SECRETARY, by
from tests.support.room import MEETING
from tests.support.scene import FINISHED, on_stage

CONCLUSIONS, NOTICE = (f"/published/{MEETING}/{no}" for no in (4, 5))
PATHS = (
    "/published.atom",
    "/published.ics",
    "/sitemap.xml",
    "/oparl",
    "/oparl/list/meeting",
    f"{CONCLUSIONS}.pdf",
    f"{CONCLUSIONS}.docx",
    f"{CONCLUSIONS}.zip",
    f"{CONCLUSIONS}/conclusions.csv",
)


@pytest.fixture
async def finished() -> AsyncIterator[Hall]:
    async for made in on_stage(FINISHED, minutes=230):
        yield made


async def tag_of(hall: Hall, path: str, known: str = "", status: int = 200) -> str:
    had = {"If-None-Match": known} if known else {}
    async with (await hall.browser("")).get(path, headers=had) as response:
        body = await response.read()
        assert (response.status, bool(body)) == (status, status == 200), path
        return response.headers["ETag"]


async def test_whoever_has_it_is_not_sent_it_again_until_something_is_published(
    finished: Hall,
) -> None:
    known = {path: await tag_of(finished, path) for path in PATHS}
    assert len(set(known.values())) == len(PATHS)
    for path, tag in known.items():
        assert await tag_of(finished, path, f'"another", {tag}', 304) == tag
    back = WithdrawPublication(**by(SECRETARY, 231), publication=PublicationNo(5), reason="Nhầm")
    await finished.parts.rooms.submit(MEETING, back)
    for path, tag in known.items():
        assert await tag_of(finished, path, tag) != tag


async def test_whoever_has_it_since_then_is_not_sent_it_again_until_something_is_published(
    finished: Hall,
) -> None:
    """Programs that know no versions, but dates (RFC 9110 §8.8.2)."""
    stranger, since = await finished.browser(""), ""
    for path in PATHS:
        async with stranger.get(path) as first:
            since = first.headers["Last-Modified"]
        async with stranger.get(path, headers={"If-Modified-Since": since}) as again:
            assert (again.status, again.headers["Last-Modified"]) == (304, since)
        other = {"If-Modified-Since": since, "If-None-Match": 'W/"another"'}
        async with stranger.get(path, headers=other) as told:
            assert told.status == 200, "a version is believed before a date"
    back = WithdrawPublication(**by(SECRETARY, 231), publication=PublicationNo(5), reason="Nhầm")
    await finished.parts.rooms.submit(MEETING, back)
    for minute in range(2):
        async with stranger.get(PATHS[0], headers={"If-Modified-Since": since}) as anew:
            assert anew.status == 200
            assert (anew.headers.get("Last-Modified", since) != since) is (minute == 1)
        finished.clock.turn(minutes=1)


def test_what_changes_twice_in_a_second_is_not_told_of_one_moment() -> None:
    program, at = Program("start"), datetime(2024, 3, 29, 8, tzinfo=UTC)
    early, late, next_second = (at + timedelta(seconds=each) for each in (0.1, 0.9, 1.2))
    assert program.changed_at("one", early) == at
    assert program.changed_at("two", late) is None
    assert program.changed_at("two", next_second) == at + timedelta(seconds=1)
    assert program.changed_at("two", at + timedelta(hours=1)) == at + timedelta(seconds=1)


async def test_of_what_is_not_there_nobody_has_a_version(finished: Hall) -> None:
    for tag in ("*", 'W/"x"'):
        async with (await finished.browser("")).get(
            f"/published/{MEETING}/99.pdf", headers={"If-None-Match": tag}
        ) as response:
            assert response.status == 404
            assert "ETag" not in response.headers


async def test_whoever_is_signed_in_is_told_anew(finished: Hall) -> None:
    async with (await finished.browser("secretary")).get(PATHS[0]) as response:
        assert "ETag" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
