"""Two councils in one installation, closed to each other: whatever somebody of one asks for or
sends, of the other they get what a stranger gets, or hear that there is none. What each of three
reads of the others: `test_bodies_all_ways.py`.
"""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import date, time
from typing import Final, NamedTuple

import pytest
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError
from msgspec.structs import replace

from diemcau.app.admission.secrets import key_of
from diemcau.app.people.accounts import NewPerson, NoSuchAccount
from diemcau.app.people.members import Doer
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.letters import Letter
from diemcau.app.ports.office import Office
from diemcau.app.ports.people import Account, Post
from diemcau.app.ports.series import Series
from diemcau.config import Configuration
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import AnnounceConference, StartConference
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId, PublicationNo
from diemcau.domain.nouns.publishing import Publish, WithdrawPublication
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.edge.door.houses import SENT_BY_ANYONE
from diemcau.edge.door.rates import Rate
from diemcau.edge.door.security import SecuritySettings
from diemcau.protocol import codec
from tests.support import drafts as consulting
from tests.support.hall import POSTS, Hall, hall, signed_in
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION_ITEM,
    LOBBY,
    SECRETARY,
    at,
    by,
    code,
    plan_conference,
)
from tests.support.room import MEETING, take

SOC_SON: Final = BodyId("soc-son")
MARK: Final = "Chuyện riêng"
"""Stands wherever the first council has words of its own."""
THEIRS: Final = MeetingId("soc-son-1")
SERIES: Final = Series(
    id="quy",
    title=MARK,
    rule="FREQ=MONTHLY;BYMONTHDAY=10",
    first=date(2024, 1, 1),
    begins=time(8),
    minutes=60,
    listing="sites_30",
)
LETTER: Final = Letter(
    key="k",
    meeting=MEETING,
    site=code(BA_DINH),
    to="ba-dinh@example.vn",
    subject=MARK,
    text=MARK,
    made_at=at(-100),
    due_at=at(-100),
    until=at(0),
)
STEPS: Final = (
    LOBBY,
    Publish(**by(SECRETARY, -50), stage=Stage.NOTICE, readers=Readers.ALL_SITES),
    StartConference(**by(CHAIR)),
    StartItem(**by(CHAIR), item=DISCUSSION_ITEM),
)
"""A notice is out, for the sites."""
DRAFT: Final = "LYK-2024-01"
FILLED: Final = {
    "meeting": MEETING,
    "series": SERIES.id,
    "login": "hoa",
    "site": code(BA_DINH),
    "screen": "chair",
    "step": "facts",
    "act": "pass",
    "body": SOC_SON,
    "draft": DRAFT,
    "clause": "general",
}
"""What an address names; where it does not matter, 1."""
OF_THE_INSTALLATION: Final = frozenset(
    {"/bodies", "/bodies/new", "/bodies/{body}", "/installation", "/metrics", "/security", "/units"}
)
CLOSED: Final = frozenset({"{meeting}", "{series}", "{login}", "{draft}"})
"""What an address names of another council is not there."""
MANY: Final = Rate(burst=100_000, per_minute=100_000)
GENEROUS: Final = Configuration(security=SecuritySettings(unsafe=MANY, reading=MANY, costly=MANY))
FORM: Final = {"name": "Hoa", "post": "chair"}
ENDS_OR_NEVER_ANSWERS: Final = frozenset({"/sign-out", "/conferences/{meeting}/live"})


class Answer(NamedTuple):
    status: int
    text: str


@pytest.fixture
async def two(address: str) -> AsyncIterator[Hall]:
    """The first council in its discussion, with words everywhere; Sóc Sơn with one of its own."""
    plan = replace(plan_conference(), title=MARK)
    async with hall(*STEPS, url=address, plan=plan, settings=GENEROUS) as made:
        await _furnished(made)
        yield made


async def _furnished(made: Hall) -> None:
    store, now = made.store, made.clock.now()
    await store.bodies.put(HostBody(id=SOC_SON, name="Sóc Sơn", office=Office(), since=at(-100)))
    hoa = Account(login="hoa", name=MARK, post=Post.DEPUTY, password="x")
    await store.accounts.put(hoa)
    await store.accounts.put(replace(hoa, login="lan", name="Lan", body=SOC_SON))
    await store.series.put(SERIES)
    await store.letters.post([LETTER])
    await store.addresses.put(FIRST_BODY, {code(BA_DINH): LETTER.to})
    told = consulting.prepared()
    prepare = replace(told[0], plan=replace(consulting.plan(), title=MARK))
    for act in (prepare, *told[1:], consulting.OPEN[-1]):
        await made.parts.drafts.submit(made.parts.drafts.logs.id(FIRST_BODY, DRAFT), act)
    planned = replace(plan_conference(), body=SOC_SON, title="Giao ban xã")
    await made.parts.rooms.submit(THEIRS, planned)
    for who in POSTS:
        account = replace(signed_in(who, now), meeting=None, login=f"soc-son.{who}", body=SOC_SON)
        await store.sessions.put(replace(account, key=key_of(f"soc-son.{who}")))


async def theirs(made: Hall, who: str) -> ClientSession:
    """Somebody of Sóc Sơn."""
    name = f"soc-son.{who}"
    if name not in made.browsers:
        cookies, jar = {"diemcau": name}, CookieJar(unsafe=True)
        made.browsers[name] = ClientSession(made.url, cookies=cookies, cookie_jar=jar)
    return made.browsers[name]


def addresses(
    made: Hall, method: str, filled: Mapping[str, str] = FILLED
) -> Iterator[tuple[str, str]]:
    """As a row writes it, and filled in."""
    for route in made.app.router.routes():
        if route.method == method and route.resource is not None:
            row = route.resource.canonical
            if row not in ENDS_OR_NEVER_ANSWERS:
                yield row, re.sub(r"\{(\w+)\}", lambda name: filled.get(name[1], "1"), row)


async def asked(browser: ClientSession, path: str) -> Answer:
    async with browser.get(path, allow_redirects=False) as response:
        return Answer(response.status, (await response.read()).decode(errors="replace"))


async def sent(browser: ClientSession, who: str, path: str) -> int:
    headers = {"X-CSRF": f"csrf-of-{who}"}
    async with browser.post(path, data=FORM, headers=headers, allow_redirects=False) as response:
        return response.status


async def test_whoever_turned_to_their_site_above_is_any_site_there_and_nobody_at_home(
    two: Hall,
) -> None:
    """The two faces of a unit are never one: address by address."""
    body = HostBody(id=SOC_SON, name="Sóc Sơn", office=Office(), since=at(-100))
    await two.store.bodies.put(replace(body, above=FIRST_BODY, site=code(BA_DINH)))
    site = replace(signed_in("ba-dinh", two.clock.now()), meeting=None, login="lan")
    for name, turned in (("a-site", False), ("turned", True)):
        await two.store.sessions.put(replace(site, key=key_of(f"soc-son.{name}"), turned=turned))
    plain, other = await theirs(two, "a-site"), await theirs(two, "turned")
    for _, path in addresses(two, "GET"):
        told = await asked(other, path)
        assert told.status == (await asked(plain, path)).status, path
        assert "Giao ban xã" not in told.text, path
    assert (await asked(other, f"/conferences/{MEETING}/site")).status == 200
    assert (await asked(other, f"/conferences/{THEIRS}/secretary")).status == 404


async def test_of_a_clash_with_another_council_no_more_is_told_than_that_there_is_one(
    two: Hall,
) -> None:
    told = await asked(await theirs(two, "secretary"), f"/conferences/{THEIRS}/edit/facts")
    assert told.status == 200
    assert MARK not in told.text
    assert "Trùng giờ với một hội nghị của HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HÀ NỘI" in told.text
    ours = await asked(await two.browser("secretary"), f"/conferences/{MEETING}/edit/facts")
    assert "Giao ban xã" not in ours.text
    assert "Trùng giờ" not in ours.text


async def test_what_was_withdrawn_is_read_by_the_hall_of_its_own_council_alone(two: Hall) -> None:
    first = PublicationNo(1)
    await take(
        await two.parts.rooms.room(THEIRS),
        AnnounceConference(**by(SECRETARY, -60)),
        Publish(**by(SECRETARY, -59), stage=Stage.NOTICE, readers=Readers.PUBLIC),
        WithdrawPublication(**by(SECRETARY, -58), publication=first, reason="Nhầm"),
    )
    path = f"/published/{THEIRS}/{first}"
    own = await asked(await theirs(two, "secretary"), path)
    assert (own.status, "Kết luận hội nghị" in own.text) == (200, True)
    for each in (path, f"{path}.json"):
        told = await asked(await two.browser("secretary"), each)
        assert (told.status, "Kết luận hội nghị" in told.text) == (200, False)


async def test_no_series_begins_as_a_conference_of_another_council(two: Hall) -> None:
    """Its form says which, and may say anything."""
    stolen = replace(SERIES, id="trom", title="Giao ban xã", body=SOC_SON, agenda_of=MEETING)
    await two.parts.planner.keep(stolen)
    await two.parts.planner.run()
    [planned] = [
        each for each in await two.store.library.headlines(SOC_SON) if each.meeting != THEIRS
    ][:1]
    assert not (await two.parts.rooms.state(planned.meeting)).items


async def test_nobody_takes_the_name_that_a_series_of_another_council_gives_its_next(
    two: Hall,
) -> None:
    """Whoever did would hold that address, and the series would be kept from its day."""
    promised = MeetingId(f"{SERIES.id}-2024-06-10")
    browser, csrf = await theirs(two, "secretary"), {"X-CSRF": "csrf-of-secretary"}
    said = {
        "title": "Giao ban xã",
        "starts_at": "2024-06-10T08:00:00+07:00",
        "ends_at": "2024-06-10T09:00:00+07:00",
    }
    act = {"id": "1", "args": said}
    path = f"/conferences/{promised}/acts/plan_conference"
    async with browser.post(path, json=act, headers=csrf) as answer:
        assert (answer.status, (await answer.json())["code"]) == (409, "bad_args")
    form = {**said, "id": promised, "minutes": "60"}
    async with browser.post("/conferences/new", data=form, headers=csrf) as answer:
        assert answer.status == 400
    assert await two.parts.holders.known(promised) is None
    async with (await two.browser("secretary")).post(path, json=act, headers=csrf) as answer:
        assert answer.status == 200
    assert await two.parts.holders.known(promised) == FIRST_BODY


async def test_in_another_council_nothing_is_done(two: Hall) -> None:
    before = await _all_of_it(two)
    for who in POSTS:
        browser = await theirs(two, who)
        for row, path in addresses(two, "POST"):
            named = {"{meeting}", "{series}", "{login}", "{draft}"} & set(
                re.findall(r"\{\w+\}", row)
            )
            if named and row not in SENT_BY_ANYONE:
                status = await sent(browser, who, path)
                assert status in {403, 404}, (who, path, status)
        for act in codec.ACTS:
            status = await sent(browser, who, f"/conferences/{MEETING}/acts/{act}")
            assert status == 404, (who, act)
        with pytest.raises(WSServerHandshakeError, match="404"):
            await browser.ws_connect(f"/conferences/{MEETING}/live", headers={"Origin": two.url})
    assert await _all_of_it(two) == before


async def _all_of_it(two: Hall) -> tuple[object, ...]:
    room = await two.parts.rooms.room(MEETING)
    store = two.store
    return (
        room.seq,
        await store.accounts.all(),
        await store.series.all(None),
        await store.letters.all(None),
        await store.dossiers.heads(),
        await store.addresses.all(FIRST_BODY),
    )


async def test_an_account_of_another_council_is_nobody_s_to_look_after(two: Hall) -> None:
    people, by = two.parts.people.of(SOC_SON), Doer("login/quan-tri")
    assert [each.account.login for each in await people.all()] == ["lan"]
    new = NewPerson(login="hoa", name="Hoa", post=Post.CHAIR)
    for act in (
        people.change(new, by),
        people.invite("hoa", by),
        people.disable("hoa", by),
        people.enable("hoa", by),
        people.remove("hoa", by),
        people.let_in("hoa", by),
        people.sign_out("hoa", by),
    ):
        with pytest.raises(NoSuchAccount):
            await act
