"""Three councils in one installation, the city's and two below it: each asks for all that is the
others', up, down and across, and gets what a stranger gets.
"""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Final

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace

from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.office import Office
from diemcau.app.ports.people import Account, Post
from diemcau.domain.difficulties.nouns import OfferDifficulty
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId
from diemcau.edge.door.houses import FOR_ANYONE, SENT_BY_ANYONE
from tests.security.test_bodies import (
    CLOSED,
    GENEROUS,
    LETTER,
    OF_THE_INSTALLATION,
    SERIES,
    STEPS,
    Answer,
    addresses,
    asked,
    sent,
)
from tests.support import drafts as consulting
from tests.support.hall import Hall, hall, signed_in
from tests.support.meeting import BA_DINH, DONG_ANH, SECRETARY, at, by, code, plan_conference
from tests.support.room import take
from tests.support.store import fresh

pytestmark = pytest.mark.asyncio(loop_scope="module")
SOC_SON, OF_BA_DINH = BodyId("soc-son"), BodyId("ba-dinh")
SITES: Final = {SOC_SON: code(DONG_ANH), OF_BA_DINH: code(BA_DINH)}
"""As which site of the city's each sits above."""
COUNCILS: Final = (FIRST_BODY, SOC_SON, OF_BA_DINH)
WAYS: Final = [(one, other) for one in COUNCILS for other in COUNCILS if one != other]
WHO: Final = ("chair", "secretary", "operator", "screen", "admin", "ba-dinh", "stranger")
DIFFICULTY: Final = "Thiếu kinh phí tu bổ đê"
"""What Sóc Sơn asks the city to take up."""


def mark(body: BodyId) -> str:
    """Stands wherever a council has words of its own."""
    return f"Chuyện riêng của {body}"


def mail(body: BodyId) -> str:
    return f"rieng-{body}@example.vn"


def its(body: BodyId) -> dict[str, str]:
    """What an address names of it; where it does not matter, 1."""
    return {
        "meeting": f"hop-{body}",
        "series": f"quy-{body}",
        "login": f"hoa-{body}",
        "draft": DRAFTS[body],
        "site": code(BA_DINH),
        "screen": "chair",
        "step": "facts",
        "act": "pass",
        "body": body,
        "clause": "general",
    }


DRAFTS: Final = {body: f"LYK-2024-0{number}" for number, body in enumerate(COUNCILS, 1)}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def three(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    """Each in a conference of its own, with words everywhere."""
    plan = replace(plan_conference(), title="Giao ban")
    url = await fresh("sqlite", tmp_path_factory.mktemp("three"))
    async with hall(url=url, plan=plan, settings=GENEROUS) as made:
        for body in COUNCILS:
            await _furnished(made, body)
        offered = OfferDifficulty(
            **by(SECRETARY, 0),
            body=SOC_SON,
            name="HĐND Sóc Sơn",
            meeting=MeetingId(its(SOC_SON)["meeting"]),
            held_on=date(2024, 4, 18),
            text=DIFFICULTY,
        )
        await made.parts.difficulties.submit(FIRST_BODY, offered)
        yield made


async def _furnished(made: Hall, body: BodyId) -> None:
    store, now, named = made.store, made.clock.now(), its(body)
    meeting, told = MeetingId(named["meeting"]), mark(body)
    if body != FIRST_BODY:
        known = HostBody(id=body, name=f"HĐND {body}", office=Office(), since=at(-100))
        await store.bodies.put(replace(known, above=FIRST_BODY, site=SITES[body]))
    await made.parts.rooms.submit(meeting, replace(plan_conference(), body=body, title=told))
    await take(await made.parts.rooms.room(meeting), *STEPS)
    await store.accounts.put(
        Account(login=named["login"], name=told, post=Post.DEPUTY, password="x", body=body)
    )
    clerk = Account(login=f"{body}.secretary", name="Lan", post=Post.SECRETARY, password="x")
    await store.accounts.put(replace(clerk, body=body))
    await store.series.put(replace(SERIES, id=named["series"], title=told, body=body))
    letter = replace(LETTER, key=body, body=body, meeting=meeting, to=mail(body))
    letter = replace(letter, subject=told, text=told)
    await store.letters.post([letter])
    await store.addresses.put(body, {code(BA_DINH): mail(body)})
    first, *others = consulting.prepared()
    prepare = replace(first, plan=replace(consulting.plan(), title=told))
    for act in (prepare, *others, consulting.OPEN[-1]):
        await made.parts.drafts.submit(made.parts.drafts.logs.id(body, DRAFTS[body]), act)
    for who in WHO:
        inside = replace(signed_in(who, now), meeting=None, login=f"{body}.{who}", body=body)
        await store.sessions.put(replace(inside, key=key_of(f"{body}.{who}")))


async def somebody(made: Hall, body: BodyId, who: str) -> ClientSession:
    name = f"{body}.{who}"
    if name not in made.browsers:
        cookies, jar = {"diemcau": name}, CookieJar(unsafe=True)
        made.browsers[name] = ClientSession(made.url, cookies=cookies, cookie_jar=jar)
    return made.browsers[name]


def secrets(known: Answer, *bodies: BodyId) -> Iterator[str]:
    """Words of these councils that a stranger does not read there either."""
    words = (word for body in bodies for word in (mark(body), mail(body)))
    return (word for word in words if word not in known.text)


def is_named(row: str) -> bool:
    return not CLOSED.isdisjoint(re.findall(r"\{\w+\}", row))


@pytest.mark.parametrize("body", COUNCILS)
async def test_of_the_others_no_page_tells_anything(three: Hall, body: BodyId) -> None:
    """Of those that name nobody: each is one's own, or everybody's. Whoever looks after the
    installation invites the people of all.
    """
    others = [each for each in COUNCILS if each != body]
    for row, path in [each for each in addresses(three, "GET") if not is_named(each[0])]:
        known = await asked(await three.browser(""), path)
        house = {"admin"} if body == FIRST_BODY and row in OF_THE_INSTALLATION else set[str]()
        for who in (each for each in WHO if each not in house):
            told = await asked(await somebody(three, body, who), path)
            for word in secrets(known, *others):
                assert word not in told.text, (who, path)
            assert body != OF_BA_DINH or DIFFICULTY not in told.text, (who, path)
            if body != FIRST_BODY and row in OF_THE_INSTALLATION:
                assert told.status == 403, (who, path)


@pytest.mark.parametrize(("body", "other"), WAYS)
async def test_what_is_named_of_another_council_is_not_there(
    three: Hall, body: BodyId, other: BodyId
) -> None:
    for row, path in [each for each in addresses(three, "GET", its(other)) if is_named(each[0])]:
        known = await asked(await three.browser(""), path)
        for who in WHO:
            told = await asked(await somebody(three, body, who), path)
            for word in secrets(known, other):
                assert word not in told.text, (who, path)
            if "{meeting}" in row and row not in FOR_ANYONE:
                assert told.status == 404, (who, path)
            if "{draft}" in row:
                assert told.status in {403, 404}, (who, path)


@pytest.mark.parametrize("body", COUNCILS)
async def test_the_same_words_stand_where_their_own_people_look(three: Hall, body: BodyId) -> None:
    """Else the marks above would prove nothing."""
    browser, named = await somebody(three, body, "secretary"), its(body)
    for path in (
        "/conferences",
        "/series",
        "/letters",
        "/consultations",
        f"/consultations/{named['draft']}",
        f"/conferences/{named['meeting']}/secretary",
    ):
        told = await asked(browser, path)
        assert (told.status, mark(body) in told.text) == (200, True), path
    people = await asked(await somebody(three, body, "admin"), "/people")
    assert mark(body) in people.text


async def test_what_goes_up_is_read_by_those_two_alone(three: Hall) -> None:
    for body, path in ((FIRST_BODY, "/from-below"), (SOC_SON, "/to-above")):
        told = await asked(await somebody(three, body, "secretary"), path)
        assert DIFFICULTY in told.text, path
    for path in ("/from-below", "/to-above"):
        told = await asked(await somebody(three, OF_BA_DINH, "secretary"), path)
        assert (told.status, DIFFICULTY in told.text) == (200, False), path


@pytest.mark.parametrize(("body", "other"), WAYS)
async def test_in_another_council_nothing_is_done(three: Hall, body: BodyId, other: BodyId) -> None:
    before = await _all_of_it(three, other)
    for who in ("secretary", "admin"):
        browser = await somebody(three, body, who)
        for row, path in addresses(three, "POST", its(other)):
            if is_named(row) and row not in SENT_BY_ANYONE:
                status = await sent(browser, who, path)
                assert status in {403, 404}, (who, path, status)
    assert await _all_of_it(three, other) == before


async def _all_of_it(three: Hall, body: BodyId) -> tuple[object, ...]:
    store = three.store
    room = await three.parts.rooms.room(MeetingId(its(body)["meeting"]))
    return (
        room.seq,
        [each for each in await store.accounts.all() if each.body == body],
        await store.series.all(body),
        await store.letters.all(body),
        await store.dossiers.heads(),
        await store.addresses.all(body),
    )
