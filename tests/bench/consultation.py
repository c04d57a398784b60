"""What a draft costs on which a province comments: an act, a page, and the table as a paper.

126 sites with 20 comments each, beside 30 comments on the same draft; acts are durable on SQLite,
and timed once more without the disk. Pages come over a socket as a browser gets them.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from diemcau.adapters.documents import Decree30
from diemcau.adapters.store import migrate, open_store
from diemcau.app.consultation.kind import CONSULTATION, ConsultationLogs
from diemcau.app.consultation.tabling import tabled
from diemcau.app.documents import issued
from diemcau.app.documents.opinions import opinions
from diemcau.app.documents.shapes import OfficialDocument
from diemcau.app.dossiers import Dossiers
from diemcau.app.ports.office import Letterhead
from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.comments import KeepComment
from diemcau.domain.consultation.views import reading
from diemcau.domain.nouns.ids import FIRST_BODY, DossierId
from tests.bench.aims import Result
from tests.support import crowd
from tests.support.drafting import AT, drafting
from tests.support.drafts import FIRST, SECRETARY, by, day, given, said
from tests.support.meeting import at

ACTS = 200
FEW, TABLED = 30, 400
WHERE = ClauseId("d2.k2")
PAGES = {"list": "/consultations", "draft": AT, "clause": f"{AT}/clauses/d1.k1"} | {
    "table": f"{AT}/table"
}


async def consultation(folder: Path) -> Result:
    few = await _an_act(folder / "few.sqlite3", FEW)
    many = await _an_act(folder / "many.sqlite3", crowd.SITES * crowd.EACH)
    rules = _rules(FEW), _rules(crowd.SITES * crowd.EACH)
    return {
        "comments": crowd.SITES * crowd.EACH,
        "an act at 30 comments, ms": round(1000 * few, 2),
        "an act at 2,520 comments, ms": round(1000 * many, 2),
        "2,520 comments ÷ 30 comments": round(many / few, 2),
        "rules alone at 30, µs": round(1e6 * rules[0], 1),
        "rules alone at 2,520, µs": round(1e6 * rules[1], 1),
        **await _pages(),
        **await _printed(),
    }


async def _an_act(path: Path, comments: int) -> float:
    """Seconds until it is on disk, the one in the middle of many."""
    async with _logs(path) as (logs, which):
        await logs.submit(which, *crowd.asked(), *crowd.comments(most=comments))
        took = []
        for number in range(ACTS):
            start = time.perf_counter()
            await logs.submit(which, _kept(number))
            took.append(time.perf_counter() - start)
        return median(took)


@asynccontextmanager
async def _logs(path: Path) -> AsyncIterator[tuple[ConsultationLogs, DossierId]]:
    url = f"sqlite+aiosqlite:///{path}"
    await migrate(url)
    store = open_store(url)
    logs: ConsultationLogs = Dossiers(CONSULTATION, store.dossiers)
    yield logs, logs.id(FIRST_BODY, "LYK-2024-01")
    await store.close()


def _kept(number: int) -> KeepComment:
    words = said(where=WHERE, text=f"Ý kiến thứ {number}.")
    return KeepComment(**by(crowd.code(number % crowd.SITES + 1), 1, f"n{number}"), said=words)


def _rules(comments: int) -> float:
    state = given(crowd.asked(), list(crowd.comments(most=comments))).state
    start = time.process_time()
    for number in range(ACTS):
        for event in CONSULTATION.decide(state, _kept(number)):
            state = CONSULTATION.evolve(state, event)
    return (time.process_time() - start) / ACTS


async def _pages() -> Result:
    """Bytes, the secretary's and a site's, whichever is more."""
    found: Result = {}
    async with drafting(furnished=False) as made:
        start = (made.desk.today().date - FIRST).days
        acts = (*crowd.asked(start=start), *crowd.comments(start=start))
        await made.desk.logs.submit(made.id, *acts)
        for name, path in PAGES.items():
            sizes = []
            for who in ("thu-ky", "ba-dinh"):
                async with (await made.browser(who)).get(path) as response:
                    sizes.append(len(await response.read()))
            found[f"{name}, kB"] = round(max(sizes) / 1000, 1)
    return found


async def _printed() -> Result:
    """Seconds, nothing of it kept from before."""
    found: Result = {}
    for name, landscape in (("upright", False), ("across", True)):
        document = _table(landscape=landscape)
        for form in ("pdf", "docx"):
            press = Decree30()
            start = time.perf_counter()
            await (press.pdf(document) if form == "pdf" else press.docx(document))
            found[f"{TABLED} comments as {form} {name}, s"] = round(time.perf_counter() - start, 2)
    return found


def _table(*, landscape: bool) -> OfficialDocument:
    state = given(crowd.asked(), list(crowd.comments(most=TABLED))).state
    groups = tabled(state, reading.comments(state, SECRETARY, day(1)), day(1))
    return issued(opinions(state, groups, None, landscape=landscape), Letterhead(), at(0))
