"""At a level: who changes rights, approves or publishes shows again that it is they, and an admin
without a second step is led to it.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace

from diemcau.app.admission.settings import AdmissionSettings
from diemcau.app.ports.factors import CodeApp
from diemcau.app.ports.people import Account, Post
from diemcau.config import Configuration
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import Stage
from tests.support.hall import Hall, hall, signed_in
from tests.support.markup import filled, form_for, read
from tests.support.meeting import DISCUSSION, SECRETARY, by
from tests.support.room import MEETING, take

LEVEL_2 = Configuration(admission=AdmissionSettings(level=2))
CSRF = {"X-CSRF": "csrf-of-chair", "Accept": "application/json"}
NOBODY_THERE = "nobody_to_vote"
"""What the rules say of the vote: it has come as far as to them."""
SECRET_VOTE: dict[str, Any] = {"text": "Đồng ý?", "secret": True}


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async with hall(DISCUSSION, settings=LEVEL_2) as made:
        yield made


async def person(hall: Hall, who: str, *, proved: bool) -> ClientSession:
    """With an account of their own, who came by it just now or showed it long ago."""
    browser = await hall.browser(who)
    now, session = hall.clock.now(), signed_in(who, hall.clock.now())
    account = Account(login=who, name=session.name, post=session.post, password="?")
    await hall.store.accounts.put(account)
    at = now if proved else None
    await hall.store.sessions.put(replace(session, login=who, proved_at=at))
    return browser


async def turned_on(hall: Hall, who: str) -> None:
    app = CodeApp(login=who, secret=b"", since=hall.clock.now(), on=True)
    await hall.store.code_apps.put(app)


async def voted(browser: ClientSession, name: str) -> dict[str, str]:
    path, body = f"/conferences/{MEETING}/acts/open_vote", {"id": name, "args": SECRET_VOTE}
    async with browser.post(path, json=body, headers=CSRF) as response:
        told: dict[str, str] = await response.json()
        return told


async def test_a_secret_vote_waits_for_who_signed_in_long_ago(opened: Hall) -> None:
    browser = await person(opened, "chair", proved=False)
    assert (await voted(browser, "first"))["code"] == "proof_needed"
    assert not (await opened.parts.rooms.state(MEETING)).votes
    await person(opened, "chair", proved=True)
    assert (await voted(browser, "second"))["code"] == NOBODY_THERE


async def test_the_live_console_is_told_so_and_goes_on_with_everything_else(opened: Hall) -> None:
    await person(opened, "chair", proved=False)
    async with opened.screen("chair") as screen:
        assert (await screen.do("open_vote", **SECRET_VOTE))["code"] == "proof_needed"
        assert (await screen.do("end_conference")).get("code") != "proof_needed"
        await opened.parts.admission.inside.proved(signed_in("chair", opened.clock.now()))
        opened.clock.turn(seconds=6)
        told = await screen.do("open_vote", "again", **SECRET_VOTE)
        assert told["code"] == "wrong_phase", "the rules alone answer now"


async def test_a_form_leads_to_showing_oneself_and_back(opened: Hall) -> None:
    admin = await person(opened, "admin", proved=False)
    await turned_on(opened, "admin")
    async with admin.get("/people/founder") as response:
        data = filled(form_for(read(await response.text()), "/people/founder/invite"))
    async with admin.post("/people/founder/invite", data=data, allow_redirects=False) as response:
        assert response.headers["Location"] == "/me/prove?back=/people/founder"
    assert await opened.store.invitations.all() == []
    await person(opened, "admin", proved=True)
    async with admin.post("/people/founder/invite", data=data) as response:
        assert response.status == 200


BODY = {"unit": "xã Sóc Sơn", "short_name": "soc-son", "name": "Lan", "login": "lan"}


@pytest.mark.parametrize(
    ("who", "path", "form"),
    [
        ("admin", "/bodies/new", BODY),
        ("admin", "/bodies/home/people", BODY),
        ("admin", "/bodies/home/seat", {}),
        ("secretary", "/petitions/systems", {"name": "Một cửa"}),
        ("secretary", f"/published/{MEETING}/1/number", {}),
    ],
)
async def test_whoever_hands_out_rights_or_numbers_shows_again_that_it_is_they(
    opened: Hall, who: str, path: str, form: dict[str, str]
) -> None:
    said = Publish(**by(SECRETARY, 41), stage=Stage.NOTICE)
    await take(await opened.parts.rooms.room(MEETING), said)
    browser = await person(opened, who, proved=False)
    await turned_on(opened, who)
    data = {"csrf": f"csrf-of-{who}", "id": "1", **form}
    async with browser.post(path, data=data, allow_redirects=False) as response:
        assert response.status == 303
        assert response.headers["Location"].startswith("/me/prove")
    await person(opened, who, proved=True)
    async with browser.post(path, data={**data, "id": "2"}, allow_redirects=False) as response:
        assert not response.headers.get("Location", "").startswith("/me/prove")


async def test_an_admin_without_a_second_step_gets_no_further_than_their_own_account(
    opened: Hall,
) -> None:
    admin = await person(opened, "admin", proved=True)
    for path in ("/people", "/security", "/metrics", "/"):
        async with admin.get(path, allow_redirects=False) as response:
            assert response.headers["Location"] == "/me?must=1#second"
    async with admin.get("/people") as response:
        assert "bật xác thực hai bước rồi mới làm việc tiếp" in await response.text()
    data = {"csrf": "csrf-of-admin", "id": "1"}
    async with admin.post("/people/founder/disable", data=data, allow_redirects=False) as response:
        assert response.status == 303
    assert not (await opened.store.accounts.by_login("founder") or FOUND).disabled
    await turned_on(opened, "admin")
    async with admin.get("/people", allow_redirects=False) as response:
        assert response.status == 200


async def test_the_chair_and_sites_are_asked_for_none_at_level_2(opened: Hall) -> None:
    for browser in (await person(opened, "chair", proved=True), await opened.browser("ba-dinh")):
        async with browser.get("/conferences", allow_redirects=False) as response:
            assert response.status == 200


FOUND = Account(login="", name="", post=Post.ADMIN, password="", disabled=True)
