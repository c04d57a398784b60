"""Whatever people wrote is printed: all of it stands on the pages, in PDF and DOCX alike."""

import io
from collections.abc import Callable, Mapping
from typing import Final

import docx
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from diemcau.adapters.documents import Decree30
from diemcau.adapters.documents.letters import drawn
from diemcau.app.documents import OfficialDocument, issued
from diemcau.app.documents.chasing import chasing
from diemcau.app.library.follow_up import Shown, Urgency
from diemcau.app.ports.library import FollowedTask
from diemcau.app.ports.office import Letterhead
from diemcau.domain.nouns.ids import ConclusionId, MeetingId
from diemcau.domain.nouns.terms import TaskState
from tests.support.any_text import PASTED, anything, saying
from tests.support.documents import HELD, LINE, NOTICE, concluded, made, made_beside
from tests.support.letters import letters_of, sheets_of
from tests.support.meeting import at
from tests.support.word import words_of

MM: Final = 72 / 25.4
TOP, BOTTOM, LEFT, RIGHT, HAIR = 20 * MM, 277 * MM, 30 * MM, 190 * MM, 0.6


def _chasing(text: str) -> OfficialDocument:
    task = FollowedTask(
        meeting=MeetingId("m"),
        conclusion=ConclusionId("c"),
        number=2,
        text=text,
        lead=text,
        person=text,
        site=None,
        state=TaskState.IN_PROGRESS,
        per_cent=40,
        deadline=LINE.deadline,
        asked=None,
        told_at=at(0),
        closed_at=None,
    )
    late = Shown(task, Urgency.OVERDUE, days=-5, chase=True)
    return issued(chasing(text, [late], {MeetingId("m"): text}), Letterhead(), at(0))


KINDS: Final[Mapping[str, Callable[[str], OfficialDocument]]] = {
    "conclusions": lambda text: made(saying(concluded(2), text)),
    "invitation": lambda text: made(saying(NOTICE, text)),
    "minutes": lambda text: made(saying(HELD, text)),
    "programme": lambda text: made_beside("programme", saying(NOTICE, text)),
    "attendance": lambda text: made_beside("attendance", saying(HELD, text)),
    "chasing": _chasing,
}
"""With that text wherever words stand."""
PRINTER: Final = Decree30()
every_kind = pytest.mark.parametrize("kind", KINDS)


def black(text: str) -> str:
    """What is seen of it; where blanks fall differs with the lines."""
    return "".join(text.replace("\u200b", "").split())


def in_pdf(raw: bytes) -> str:
    """Of every page, without what stands in its margin; and nothing stands beyond the others."""
    letters = [each for each in letters_of(raw) if each.top > TOP - HAIR]
    for each in letters:
        if black(each.text):
            assert each.left > LEFT - HAIR
            assert each.right < RIGHT + HAIR
            assert each.bottom < BOTTOM + HAIR
    return black("".join(each.text for each in letters))


def in_docx(raw: bytes) -> str:
    return black(words_of(raw))


async def check(document: OfficialDocument) -> None:
    read = (in_pdf(await PRINTER.pdf(document)), in_docx(await PRINTER.docx(document)))
    shown = drawn(document)
    for text in (shown.subject, *(block.text for block in shown.blocks)):
        assert all(black(text) in each for each in read)


@every_kind
@settings(max_examples=8)
@given(text=anything)
async def test_whatever_was_written_is_read_in_the_pdf_and_in_the_docx(
    kind: str, text: str
) -> None:
    await check(KINDS[kind](text))


@pytest.mark.parametrize("text", PASTED, ids=range(len(PASTED)))
async def test_what_offices_paste_stays_on_the_pages(text: str) -> None:
    """Invitations have it in every paragraph, programmes in every column."""
    await check(KINDS["invitation"](text))
    await check(KINDS["programme"](text))


@pytest.mark.parametrize("word", ["x" * 20_000, "🙂" * 5_000, "a" + "\u0323" * 19_999])
async def test_a_word_as_long_as_a_text_may_be_is_printed(word: str) -> None:
    document = made(replace(concluded(1), conclusions=(replace(LINE, text=word),)))
    read = "".join(sheet.text for sheet in sheets_of(await PRINTER.pdf(document)))
    shown = black(drawn(document).blocks[1].text)
    for sign in {*shown}:
        assert read.count(sign) >= shown.count(sign)


@every_kind
async def test_a_title_of_five_hundred_letters_describes_the_file_as_far_as_word_allows(
    kind: str,
) -> None:
    document = KINDS[kind]("Ộ" * 500)
    about = docx.Document(io.BytesIO(await PRINTER.docx(document))).core_properties
    assert about.title == document.title[:255]
    assert (await PRINTER.pdf(document)).startswith(b"%PDF-")


async def test_what_word_and_mac_write_is_printed_as_it_looks() -> None:
    pasted = "\uf0b7 Ty\u0309 lê\u0323 ≥\u00a095%, ≤ 5‰ → đạt; mục 12\u2011TB ✓ ☐ № 7"
    document = made(replace(concluded(1), conclusions=(replace(LINE, text=pasted),)))
    printed = "• Tỷ lệ >= 95%, <= 5 phần nghìn -> đạt; mục 12-TB [x] [ ] No 7"
    assert black(printed) in in_pdf(await PRINTER.pdf(document))
    assert black(printed) in in_docx(await PRINTER.docx(document))


def test_room_for_a_number_stays_as_wide_as_it_is() -> None:
    assert drawn(made(NOTICE)).number == made(NOTICE).number
