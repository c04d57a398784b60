"""What people read on a page are words: no name that a program has for a thing."""

import re
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.support.hall import Hall
from tests.support.markup import Element, read
from tests.support.room import MEETING
from tests.support.scene import DEBATED, FINISHED, on_stage

HERE = f"/conferences/{MEETING}"
OF_NOBODY = ("/", "/sign-in", "/join", f"/join/{MEETING}", "/published", "/nothing-here")
OF_ALL = ("/conferences", "/sign-out", f"{HERE}/{{screen}}")
OF_THE_SECRETARY = (
    "/conferences/new",
    "/series",
    "/letters",
    "/letters/addresses",
    "/follow-up",
    *(f"{HERE}/{page}" for page in ("edit", "passes", "figures", "answers", "pictures")),
    *(f"{HERE}/{page}" for page in ("minutes", "roll-call")),
)
SEATS = {
    "chair": "chair",
    "deputy": "chair",
    "secretary": "secretary",
    "operator": "operator",
    "screen": "screen",
    "ba-dinh": "site",
}
IDENTIFIER = re.compile(r"\b[a-z]+_[a-z0-9_]+\b")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def debated() -> AsyncIterator[Hall]:
    async for made in on_stage(DEBATED):
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def finished() -> AsyncIterator[Hall]:
    async for made in on_stage(FINISHED, minutes=210):
        yield made


def said(element: Element) -> Iterator[str]:
    if element.tag in {"script", "style"}:
        return
    yield element.text
    for child in element.children:
        yield from said(child)


async def identifiers(hall: Hall, who: str, path: str) -> list[str]:
    async with (await hall.browser(who)).get(path) as response:
        words = " ".join(said(read(await response.text())))
    assert words.strip()
    return IDENTIFIER.findall(words)


def pages() -> Iterator[tuple[str, str]]:
    yield from (("", path) for path in OF_NOBODY)
    for who, screen in SEATS.items():
        yield from ((who, path.format(screen=screen)) for path in OF_ALL)
    yield from (("secretary", path) for path in OF_THE_SECRETARY)
    yield from (
        ("admin", path) for path in ("/security", "/installation", "/people", "/people/founder")
    )


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("who", "path"), [*pages()])
async def test_no_page_says_what_a_program_calls_a_thing(
    debated: Hall, finished: Hall, who: str, path: str
) -> None:
    for hall in (debated, finished):
        assert await identifiers(hall, who, path) == []


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("who", SEATS)
async def test_every_page_says_who_is_signed_in_and_as_what(finished: Hall, who: str) -> None:
    async with (await finished.browser(who)).get("/published") as response:
        page = await response.text()
    _, _, signed_in = page.partition('id="signed-in"')
    assert who in signed_in.partition("</span>")[0]
