"""The pages beside a conference at their longest: titles of three hundred letters, people whose
names and posts take two lines, a council called by all that it is.

`PAGES` is the table; each is looked over at a desk and on a phone (`tests.support.looked`). The
suite walks it, and `make screens` takes its pictures.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace
from playwright.async_api import Browser, Page

from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.office import Letterhead, Office
from diemcau.app.ports.people import Account, Post
from diemcau.domain.consultation.nouns.clauses import WriteDraft
from diemcau.domain.consultation.nouns.setting import OpenConsultation, PrepareConsultation
from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, SiteCode
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.domain.petitions.nouns.receiving import ReceivePetition
from diemcau.domain.petitions.nouns.statements import EnterStatement, OpenBatch
from diemcau.domain.petitions.nouns.terms import BatchCode, Channel, Timing
from tests.support import drafts
from tests.support.drafting import Drafting, drafting
from tests.support.hall import Hall, signed_in
from tests.support.hall_screen import LONG
from tests.support.looked import ugly
from tests.support.meeting import CHAIR, DISCUSSION, SECRETARY, by
from tests.support.petitions import account, retold
from tests.support.phases import PERSON, POST
from tests.support.register import NEW_YEAR, on
from tests.support.room import MEETING, take
from tests.support.stage import DESK, PHONE, window_of

BELOW: Final = BodyId("ba-dinh")
DRAFT: Final = "dai"
NAMED: Final = f"{PERSON}, {POST}"
CONCLUDED: Final = "DraftConclusion, ket-luan-dai"


class Beside(NamedTuple):
    """A page, and the token of who reads it."""

    name: str
    path: str
    who: str = ""


PAGES: Final = (
    Beside("consultations", "/consultations", "thu-ky"),
    Beside("consultation-new", "/consultations/new", "thu-ky"),
    Beside("consultation", f"/consultations/{DRAFT}", "thu-ky"),
    Beside("consultation-site", f"/consultations/{DRAFT}", "ba-dinh"),
    Beside("clause", f"/consultations/{DRAFT}/clauses/d1.k1", "thu-ky"),
    Beside("clause-site", f"/consultations/{DRAFT}/clauses/d1.k1", "ba-dinh"),
    Beside("clause-options", f"/consultations/{DRAFT}/clauses/d1.k2", "thu-ky"),
    Beside("draft-table", f"/consultations/{DRAFT}/table", "thu-ky"),
    Beside("petitions", "/petitions", "desk.secretary"),
    Beside("petition-board", "/petitions/board", "desk.secretary"),
    Beside("petition-overview", "/petitions/overview", "desk.secretary"),
    Beside("petition-statements", "/petitions/statements", "desk.secretary"),
    Beside("petition-statement-new", "/petitions/statements/new", "desk.secretary"),
    Beside("petition-batches", "/petitions/batches", "desk.secretary"),
    Beside("petition-bring", "/petitions/bring", "desk.secretary"),
    Beside("petition-competent", "/petitions/competent", "desk.secretary"),
    Beside("petition-systems", "/petitions/systems", "desk.secretary"),
    Beside("petition-api", "/api/petitions"),
    Beside("petition", "/petitions/{petition}", "desk.secretary"),
    Beside("petition-letters", "/petitions/letters", "desk.secretary"),
    Beside("voters", "/voters"),
    Beside("people", "/people", "quan-tri"),
    Beside("person", "/people/dai", "quan-tri"),
    Beside("security", "/security", "quan-tri"),
    Beside("installation", "/installation", "quan-tri"),
    Beside("office", "/office", "quan-tri"),
    Beside("bodies", "/bodies", "quan-tri"),
    Beside("body-new", "/bodies/new", "quan-tri"),
    Beside("units", "/units", "quan-tri"),
    Beside("personal-data", "/personal-data"),
    Beside("body", f"/bodies/{BELOW}", "quan-tri"),
    Beside("me", "/me", "lan"),
    Beside("two-faces", "/conferences", "lan"),
    Beside("from-above", "/from-above", "lan"),
    Beside("from-below", "/from-below", "thu-ky"),
    Beside("to-above", "/to-above", "lan"),
    Beside("letters", "/letters", "thu-ky"),
    Beside("addresses", "/letters/addresses", "thu-ky"),
    Beside("calendar", "/calendar", "ba-dinh"),
    Beside("follow-up", "/follow-up", "thu-ky"),
    Beside("handover", "/follow-up/handover", "thu-ky"),
    Beside("below", "/follow-up/below", "thu-ky"),
    Beside("figures-over-time", "/figures", "thu-ky"),
    Beside("papers", f"/conferences/{MEETING}/papers", "thu-ky"),
    Beside("recordings", f"/conferences/{MEETING}/recordings", "thu-ky"),
    Beside("machines", f"/conferences/{MEETING}/machines", "thu-ky"),
    Beside("task", f"/follow-up/{MEETING}/{CONCLUDED}", "thu-ky"),
    Beside("series", "/series/new", "thu-ky"),
    Beside("manual", "/manual"),
    Beside("manual-chair", "/manual/chair"),
    Beside("search", "/published?q=giam+sat"),
)
"""In the order in which one comes to them."""


class Longest(NamedTuple):
    told: Drafting
    petition: str

    def path(self, page: Beside) -> str:
        return page.path.format(petition=self.petition)


@asynccontextmanager
async def longest() -> AsyncIterator[Longest]:
    async with drafting() as told:
        made = told.hall
        for login in ("thu-ky", "quan-tri", "ba-dinh"):
            await told.browser(login)
        await _people(made)
        await _draft(told)
        await _task(made)
        yield Longest(told, await _petition(made))


async def looked_over(
    browser: Browser, longest: Longest, pages: Sequence[Beside] = PAGES, folder: Path | None = None
) -> AsyncIterator[str]:
    """What is ugly, a line each; into `folder` goes a picture of each."""
    for beside in pages:
        context = await window_of(browser, reduced_motion="reduce")
        url = longest.told.hall.url
        if beside.who:
            await context.add_cookies([{"name": "diemcau", "value": beside.who, "url": url}])
        page = await context.new_page()
        arrived = await page.goto(url + longest.path(beside))
        assert arrived is not None
        assert arrived.ok, beside.path
        assert "sign-in" not in page.url, beside.path
        for width, height in (DESK, PHONE):
            await page.set_viewport_size({"width": width, "height": height})
            await _unfolded(page)
            name = f"{beside.name}-{width}x{height}"
            if folder:
                await page.screenshot(path=folder / f"{name}.png", full_page=True)
            for line in await ugly(page):
                yield f"{name}: {line}"
        await context.close()


async def _unfolded(page: Page) -> None:
    """What stands folded is looked at too."""
    await page.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))")
    await page.evaluate("document.fonts.ready.then(() => true)")


async def _people(made: Hall) -> None:
    office = Office(organiser=LONG[:200], letterhead=Letterhead(body=(LONG[:200], LONG[:200])))
    below = HostBody(
        id=BELOW,
        name=LONG[:200],
        office=office,
        since=made.clock.now(),
        above=FIRST_BODY,
        site=SiteCode("001"),
    )
    await made.store.bodies.put(below)
    for login, body in (("dai", FIRST_BODY), ("lan", BELOW)):
        person = Account(login=login, name=NAMED, post=Post.SECRETARY, password="", body=body)
        await made.store.accounts.put(person)
    inside = signed_in("secretary", made.clock.now())
    lan = replace(inside, key=key_of("lan"), login="lan", name=NAMED, body=BELOW)
    await made.store.sessions.put(lan)
    mail = f"{'van-phong-' * 5}ba-dinh@thudo.example"
    await made.store.addresses.put(FIRST_BODY, {SiteCode("001"): mail})


async def _draft(told: Drafting) -> None:
    """Every word of it is long: its title, headings, questions, and what is said of it."""
    usual = drafts.plan()
    invited = tuple(replace(each, name=f"{each.name}, {POST}") for each in usual.invited)
    team = tuple(replace(each, name=NAMED) for each in usual.team)
    plan = replace(usual, title=LONG, drafting_body=LONG, team=team, invited=invited)
    text = tuple(
        replace(
            each,
            heading=LONG,
            text=each.text and LONG,
            question=each.question and LONG,
            options=tuple(f"{option}: {LONG}" for option in each.options),
        )
        for each in drafts.TEXT
    )
    wording = f"{LONG} Sửa lại."
    said = drafts.said(text=LONG, wording=wording, reason=LONG, person=NAMED, office=LONG[:200])
    acts = (
        PrepareConsultation(**drafts.by(drafts.SECRETARY, -1), plan=plan, first=True),
        WriteDraft(**drafts.by(drafts.MEMBER, -1), clauses=text),
        OpenConsultation(**drafts.by(drafts.SECRETARY)),
        *drafts.sent("c1", what=said),
        drafts.kept("c2", what=said),
    )
    which = told.desk.logs.id(FIRST_BODY, DRAFT)
    for act in acts:
        await told.desk.submit(which, act)


async def _task(made: Hall) -> None:
    text = ConclusionText(LONG, lead="HĐND quận Ba Đình", deadline=date(2024, 6, 30))
    await take(
        await made.parts.rooms.room(MEETING),
        DISCUSSION,
        DraftConclusion(**by(SECRETARY, 130, named="ket-luan-dai"), text=text),
        ApproveConclusions(**by(CHAIR, 140)),
        Publish(**by(SECRETARY, 150), stage=Stage.CONCLUSIONS, readers=Readers.PUBLIC),
    )


async def _petition(made: Hall) -> str:
    """The code of the one that was received last, and is long."""
    await retold(made)
    await account(made, "secretary", Post.SECRETARY, None)
    desk, batch, today = made.parts.petitions, BatchCode("2024-D"), made.clock.now().date()
    number = (today - NEW_YEAR).days
    statement = EnterStatement(
        **on(number),
        batch=batch,
        unit=SiteCode("001"),
        said=today,
        channel=Channel.GROUP,
        text=LONG,
        place=LONG,
    )
    opened = OpenBatch(
        **on(number), batch=batch, term=LONG, session=LONG, timing=Timing.BEFORE, opens=today
    )
    register = await desk.submit(FIRST_BODY, opened, statement)
    said = max(register.statements)
    received = ReceivePetition(
        **on(number), statements=(said,), title=LONG[:120], text=LONG, place=LONG
    )
    return max((await desk.submit(FIRST_BODY, received)).petitions)
