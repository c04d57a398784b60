"""The minutes on the page, as PDF and as DOCX: one text, whoever reads which."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

import pytest
from lxml import html

from tests.support.hall import Hall
from tests.support.letters import sheets_of
from tests.support.room import MEETING
from tests.support.scene import FINISHED, on_stage
from tests.support.word import words_of

PAPER: Final = f"/published/{MEETING}/3"
MARGIN: Final = 20 / 25.4 * 72
"""Points: the number of the page, the mark of a draft and the anchor stand in it."""
MARK: Final = "DỰTHẢO"


@pytest.fixture
async def finished() -> AsyncIterator[Hall]:
    async for made in on_stage(FINISHED, minutes=230):
        yield made


async def got(hall: Hall, who: str, path: str) -> bytes:
    async with (await hall.browser(who)).get(path) as response:
        assert response.status == 200, path
        return await response.read()


def black(text: str) -> str:
    """What is seen of it; where blanks fall differs with the lines."""
    return "".join(text.replace("\u200b", "").split())


def on_page(raw: bytes) -> str:
    return shown(raw).removeprefix(MARK)


def shown(raw: bytes) -> str:
    (article,) = html.document_fromstring(raw.decode()).iter("article")
    return black("".join(article.itertext()))


def in_pdf(raw: bytes) -> str:
    letters = [
        each.text
        for page in sheets_of(raw)
        for each in page.letters
        if each.top > MARGIN - 1 and each.bottom < page.height - MARGIN + 1
    ]
    return black("".join(letters))


def in_docx(raw: bytes) -> str:
    return black(words_of(raw))


def told(text: str) -> str:
    """From the first line to the sign that ends it: the head and the foot stand in columns, which
    each form reads in its own order.
    """
    return text[text.index("Thờigianbắtđầu") : text.index("./.")]


async def test_page_pdf_and_docx_of_the_minutes_are_one_text(finished: Hall) -> None:
    page = on_page(await got(finished, "ba-dinh", PAPER))
    pdf = in_pdf(await got(finished, "ba-dinh", f"{PAPER}.pdf"))
    word = in_docx(await got(finished, "ba-dinh", f"{PAPER}.docx"))
    assert told(page) == told(pdf) == told(word)
    assert Counter(page) == Counter(pdf) == Counter(word)


async def test_they_hold_the_conclusions_what_was_not_held_and_the_incidents(
    finished: Hall,
) -> None:
    page = on_page(await got(finished, "ba-dinh", PAPER))
    for words in ("Không tiến hành.", "III. Kết luận", "Rà soát", "IV. Sự cố kỹ thuật"):
        assert black(words) in page


async def test_they_say_what_draft_was_discussed_which_clauses_and_what_was_made_of_it(
    finished: Hall,
) -> None:
    page = on_page(await got(finished, "ba-dinh", PAPER))
    assert black("Dự thảo: Quy chế phối hợp (bản 1).") in page
    assert black("về khoản 2 Điều 4,") in page
    assert page.count(black("(góp ý GY-42, Điều 4)")) == 1


async def test_a_version_says_what_stood_when_it_was_drawn_and_a_preview_what_stands(
    finished: Hall,
) -> None:
    here, undecided = f"/conferences/{MEETING}/minutes", black("thời hạn: chưa xác định")
    version = shown(await got(finished, "chair", f"{here}/1"))
    preview = shown(await got(finished, "secretary", here))
    assert undecided in version
    assert undecided not in preview
    assert version.startswith(MARK)
    assert preview.startswith(MARK)
