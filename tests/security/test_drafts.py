"""Nobody sees what is not theirs in a draft: not on a page, in a file, by a search, in a letter.

Every address of the product is asked by everybody, in every form it has. Words that stand in one
place of the drafts alone are looked for in all that comes back, and are found with exactly those
whose they are.
"""

import io
import re
import zipfile
from collections.abc import AsyncIterator, Iterator
from typing import Final

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace
from yarl import URL

from diemcau.app.consultation.reminding import DraftMail, DraftReminders
from diemcau.demo.regulation import told
from diemcau.domain.consultation.nouns.clauses import (
    Clause,
    ClauseId,
    EditClause,
    NoteOnClause,
    WriteDraft,
)
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import KeepComment, SendComment
from diemcau.domain.consultation.nouns.enclosures import EncloseFile
from diemcau.domain.consultation.nouns.replies import CommentId, DraftReply, ReplyText
from diemcau.domain.consultation.nouns.setting import (
    OpenConsultation,
    PrepareConsultation,
    TeamMember,
)
from diemcau.domain.consultation.nouns.terms import ClauseKind, Disposition, Stance
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.terms import Role
from tests.security.test_bodies import ENDS_OR_NEVER_ANSWERS, FILLED, GENEROUS
from tests.support.drafting import SITES, Drafting, drafting
from tests.support.drafts import (
    BA_DINH,
    D1K1,
    FIRST,
    SECRETARY,
    TAY_HO,
    TEXT,
    by,
    day,
    plan,
    said,
    sent,
)
from tests.support.letters import sheets_of

HERE: Final = ClauseId("d2.k3")
WRITER: Final = Actor(Role.OPERATOR, "Kỹ thuật", login="ky-thuat")
OPEN_NOW: Final = "LYK-2024-02"
"""Another draft, of another team: nobody is to see what others say before its end."""
TEAM: Final = frozenset({"thu-ky", "dong-chu-tri", "ky-thuat"})
HALL: Final = TEAM | {"chu-tri"}
READERS: Final = (*sorted(HALL), *SITES, "man-hinh", "quan-tri", "")
MARKS: Final = {
    "zzunsent": frozenset({"ba-dinh"}),
    "zzperson": TEAM | {"ba-dinh"},
    "zznote": TEAM,
    "zzreply": TEAM,
    "zzversion": HALL,
    "zzfile": TEAM | {"ba-dinh"},
    "zzearly": frozenset({"thu-ky", "chu-tri", "tay-ho"}),
    "zzout": HALL | {"ba-dinh", "tay-ho"},
}
"""Words, and with whom they are found: with those and with nobody else."""
SOUGHT: Final = "dâu tằm"
"""Stands beside each of them; whoever searches for it searches for them."""
FORMS: Final = {
    "/consultations/{draft}/text.{form}": ("docx", "pdf", "txt", "json", "akn.xml"),
    "/consultations/{draft}/table.{form}": ("docx", "pdf", "xlsx", "csv", "json"),
}
ASKED_WITH: Final = {
    "/consultations/{draft}": ("", "version=1", "version=2"),
    "/consultations/{draft}/compare": ("", "old=1&new=2&all=1"),
    "/consultations/{draft}/text.{form}": ("version=1", "version=2"),
}


def marked(which: str) -> str:
    return f"{SOUGHT} {which}"


@pytest.fixture
async def marked_whole() -> AsyncIterator[Drafting]:
    async with drafting(settings=GENEROUS) as made:
        made.hall.clock.time = made.hall.clock.time.replace(hour=9)
        now = (made.desk.today().date - FIRST).days
        for act in _answering(now):
            await made.desk.submit(made.id, act)
        for act in _open(now):
            await made.desk.submit(made.desk.logs.id(FIRST_BODY, OPEN_NOW), act)
        await _written_to(made)
        yield made


def _answering(now: int) -> Iterator[ConsultationCommand]:
    """The regulation after its deadline: one who is late, and a team at work."""
    out, which = said(Stance.OTHER, HERE, text=marked("zzout")), CommentId("p1")
    unsent = replace(out, text=marked("zzunsent"))
    yield KeepComment(**by(BA_DINH, now, "u1"), said=unsent)
    yield KeepComment(**by(BA_DINH, now, which), said=replace(out, person=marked("zzperson")))
    yield SendComment(**by(BA_DINH, now), comment=which)
    yield EncloseFile(**by(BA_DINH, now), digest="0" * 64, name=marked("zzfile"))
    written = Clause(HERE, ClauseKind.PARAGRAPH, "3", text=marked("zzversion"))
    yield EditClause(**by(WRITER, now), clause=written)
    yield NoteOnClause(**by(WRITER, now), clause=HERE, note=marked("zznote"))
    reply = ReplyText(Disposition.NOT_ACCEPTED, marked("zzreply"))
    yield DraftReply(**by(WRITER, now), comments=(which,), said=reply)


def _open(now: int) -> Iterator[ConsultationCommand]:
    """Before its deadline: what somebody has sent already."""
    head = TeamMember("thu-ky", "Thư ký", head=True)
    made = replace(plan(), deadline=day(now + 15), team=(head,))
    yield PrepareConsultation(**by(SECRETARY, now), plan=made)
    yield WriteDraft(**by(SECRETARY, now), clauses=TEXT)
    yield OpenConsultation(**by(SECRETARY, now))
    yield from sent("e1", TAY_HO, now, said(text=marked("zzearly")))


async def _written_to(made: Drafting) -> None:
    """Everybody reads mail, and is asked."""
    store = made.hall.store
    addresses = {each.code: "a@example.vn" for each in (await made.state()).planned.invited}
    await store.addresses.put(FIRST_BODY, addresses)
    home = URL("https://hop.example")
    mail = DraftMail(made.desk, made.hall.parts.bodies, store.letters, store.addresses, home)
    await DraftReminders(mail).run()


def addresses(made: Drafting) -> Iterator[str]:
    for route in made.hall.app.router.routes():
        if route.method == "GET" and route.resource is not None:
            row = route.resource.canonical
            if row not in ENDS_OR_NEVER_ANSWERS:
                yield from _filled(row)


def _filled(row: str) -> Iterator[str]:
    """With each draft, in each form, and with what is asked for besides."""
    asked = ASKED_WITH.get(row, ("",)) if "{draft}" in row else (f"q={SOUGHT}",)
    for draft in (told().code, OPEN_NOW) if "{draft}" in row else ("",):
        for clause in (HERE, D1K1, "general") if "{clause}" in row else ("",):
            for form in FORMS.get(row, ("1",)):
                names = {**FILLED, "draft": draft, "clause": clause, "form": form}
                names["digest"] = "0" * 64
                path = re.sub(r"\{(\w+)\}", lambda name: names.get(name[1], "1"), row)  # noqa: B023 – used at once
                yield from (f"{path}?{each}" for each in asked)


async def read_whole(browser: ClientSession, path: str) -> str:
    """Whatever comes back, as letters."""
    async with browser.get(path, allow_redirects=False) as response:
        body = await response.read()
    if body.startswith(b"%PDF"):
        return " ".join(sheet.text for sheet in sheets_of(body))
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return " ".join(
                archive.read(each).decode(errors="replace") for each in archive.namelist()
            )
    return body.decode(errors="replace")


async def test_words_of_a_draft_are_found_with_those_whose_they_are_and_with_nobody_else(
    marked_whole: Drafting,
) -> None:
    paths = [*addresses(marked_whole)]
    assert len(paths) > 100
    found = {mark: set[str]() for mark in MARKS}
    where = dict[str, set[str]]()
    for who in READERS:
        hall = marked_whole.hall
        browser = await (marked_whole.browser(who) if who else hall.browser(""))
        for path in paths:
            text = await read_whole(browser, path)
            for mark in (each for each in MARKS if each in text):
                found[mark].add(who)
                assert who in MARKS[mark], (who, path, mark)
                where.setdefault(mark, set()).add(path.partition("?")[0])
    assert found == MARKS
    assert {path.rpartition(".")[2] for path in where["zzversion"]} >= {"docx", "pdf", "json"}
    assert {path.rpartition(".")[2] for path in where["zzout"]} >= {"xlsx", "csv"}


async def test_no_letter_says_more_than_that_a_site_is_asked(marked_whole: Drafting) -> None:
    letters = await marked_whole.hall.store.letters.all(FIRST_BODY)
    assert letters
    for each in letters:
        assert OPEN_NOW in each.text
        assert not [mark for mark in MARKS if mark in f"{each.subject} {each.text}"]
