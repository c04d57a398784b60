"""A database of the first program is brought to today's tables: every address of then answers, the
log is what it was, and everything is proven.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from msgspec.structs import replace

from diemcau import bootstrap
from diemcau.adapters.store import Store, open_store
from diemcau.app.library.following import everything
from diemcau.app.personal.settings import PersonalSettings
from diemcau.app.verification import verify_store
from diemcau.app.verification.logs import replayed
from diemcau.config import Configuration, Server, StoreSettings
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import FIRST_BODY
from tests.support.golden import FOLDER, GOLDEN, written
from tests.support.hall import FOUNDER, KEYS_OF_THE_RUN, signed_in
from tests.support.meeting import at
from tests.support.store import fresh, rows_as_of, sqlite_in

pytestmark = pytest.mark.asyncio(loop_scope="module")
FIRST = "0001"
LOG = written(FOLDER / "2026-11.jsonl")
"""What the first program wrote: a conference from its plan to its minutes and conclusions."""
HERE = f"/conferences/{GOLDEN}"
OF_THEN = {
    "/": "",
    "/sign-in": "",
    "/join": "",
    "/published": "",
    "/published.atom": "",
    "/published.ics": "",
    "/sitemap.xml": "",
    "/conferences": "secretary",
    f"{HERE}/chair": "chair",
    f"{HERE}/secretary": "secretary",
    f"{HERE}/operator": "operator",
    f"{HERE}/screen": "screen",
    f"{HERE}/minutes": "secretary",
    f"{HERE}/minutes/1": "chair",
}
"""Addresses of the first program, and who asks."""


@dataclass(frozen=True)
class Upgraded:
    store: Store
    url: str
    state: Meeting

    async def asked(self, path: str, who: str) -> tuple[int, str]:
        cookies = {"Cookie": f"diemcau=token-of-{who}"}
        async with (
            ClientSession(self.url) as browser,
            browser.get(path, headers=cookies, allow_redirects=False) as answer,
        ):
            return answer.status, (await answer.read()).decode(errors="replace")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def upgraded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Upgraded]:
    """As `diemcau serve` finds it after the new program was put in."""
    *_, (last, state) = replayed(GOLDEN, LOG)
    folder, today = tmp_path_factory.mktemp("then"), tmp_path_factory.mktemp("today")
    await _left_by_the_first(await fresh("sqlite", today), sqlite_in(folder), state, last.seq)
    settings = replace(
        Configuration(),
        store=StoreSettings(url=sqlite_in(folder)),
        personal=PersonalSettings(keys=str(folder / "contact.keys")),
        petitions=KEYS_OF_THE_RUN,
        server=Server(port=0),
    )
    async with bootstrap.stored(settings) as store, bootstrap.product(settings, store) as parts:
        now = parts.clock.now()
        for who in ("chair", "secretary", "operator", "screen"):
            await store.sessions.put(signed_in(who, now))
        app = bootstrap.application(settings, parts)
        async with bootstrap.listening(settings, app) as port:
            yield Upgraded(store, f"http://127.0.0.1:{port}", state)


async def _left_by_the_first(today: str, then: str, state: Meeting, seq: int) -> None:
    """A log with the tables drawn from it, and an account."""
    store = open_store(today)
    await store.events.append(GOLDEN, LOG)
    headline, papers, _ = everything(state, seq)
    assert headline
    await store.library.keep(headline, papers)
    await store.accounts.put(FOUNDER)
    await store.sessions.put(signed_in("chair", at(0)))
    await store.close()
    await rows_as_of(FIRST, today, then)


async def test_nothing_of_the_record_was_touched_and_all_of_it_is_proven(
    upgraded: Upgraded,
) -> None:
    assert await upgraded.store.events.read(GOLDEN) == [*LOG]
    found = [each async for each in verify_store(upgraded.store)]
    assert GOLDEN in {each.about for each in found}
    assert [each for each in found if not each.proven] == []


async def test_what_was_concluded_then_is_followed_up_now(upgraded: Upgraded) -> None:
    """The first program knew of no tasks, and the conference has not been opened since."""
    tasks = await upgraded.store.library.tasks(FIRST_BODY)
    assert [each.text for each in tasks]
    assert {each.meeting for each in tasks} == {GOLDEN}


async def test_who_could_sign_in_still_can(upgraded: Upgraded) -> None:
    assert await upgraded.store.accounts.by_login(FOUNDER.login) == FOUNDER


@pytest.mark.parametrize(("path", "who"), OF_THEN.items())
async def test_an_address_of_then_answers(upgraded: Upgraded, path: str, who: str) -> None:
    status, _ = await upgraded.asked(path, who)
    assert status == 200


async def test_what_was_published_reads_as_it_did(upgraded: Upgraded) -> None:
    """Each under its address, as a page and as data, and it is found by its words."""
    published = [each for each in upgraded.state.publications.values() if not each.held]
    assert published
    for each in published:
        path = f"/published/{GOLDEN}/{each.no}"
        status, text = await upgraded.asked(path, "secretary")
        assert (status, each.paper.title in text) == (200, True)
        for form in (".json", ".akn.xml", ".pdf", ".docx"):
            status, _ = await upgraded.asked(f"{path}{form}", "secretary")
            assert status in {200, 404}, form
    assert await upgraded.store.library.index() == 0
