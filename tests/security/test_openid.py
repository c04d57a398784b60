"""Somebody comes in by a provider's word: what is believed of it, and what is not."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar
from yarl import URL

from diemcau.adapters.http import AT_ONCE
from diemcau.adapters.openid import OpenIdProvider
from diemcau.app.ports.people import Account, Post
from diemcau.app.ports.providers import Attempt, Identity, ProviderAway, ProviderWrong
from diemcau.config import Configuration, OpenIdSettings
from tests.support import provider as at_provider
from tests.support.dripping import dripping
from tests.support.entrance import PHONE
from tests.support.hall import Hall, hall
from tests.support.markup import filled, form_for, read
from tests.support.patience import unless_it_hangs
from tests.support.provider import (
    BACK,
    BINH,
    CLIENT,
    LAN,
    NAME,
    RunningProvider,
    back,
    left,
    running,
)
from tests.support.server import free_port

PORT = free_port()
ME = "/me"
ATTEMPT = Attempt(state="s", nonce="n", verifier="v" * 43, redirect=BACK)


OF_OURS = {"hoa": Post.CHAIR, "dung": Post.OPERATOR}


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    providers = (at_provider.settings(PORT),)
    async with hall(settings=Configuration(openid=OpenIdSettings(providers=providers))) as made:
        for login, post in OF_OURS.items():
            account = Account(login=login, name=login, post=post, password="")
            await made.store.accounts.put(account)
            token, _ = await made.parts.admission.inside.open(account, PHONE)
            jar = CookieJar(unsafe=True)
            made.browsers[login] = ClientSession(
                made.url, cookies={"diemcau": token}, cookie_jar=jar
            )
        yield made


@pytest.fixture
async def provider(opened: Hall) -> AsyncIterator[RunningProvider]:
    ended = f"{opened.url}/sign-in/back/{NAME}/ended"
    async with running(PORT, opened.clock.now(), ended) as made:
        yield made


async def shown(provider: RunningProvider, who: str, where: str) -> URL:
    async with provider.sits_there(who) as sitting:
        return await sitting.through(where)


async def post_of(opened: Hall, who: str = "") -> object:
    async with (await opened.browser(who)).get("/session") as answer:
        return (await answer.json()).get("post") if answer.status == 200 else None


async def test_whoever_has_a_grant_comes_in_with_its_post(
    opened: Hall, provider: RunningProvider
) -> None:
    address = await shown(provider, LAN, await left(opened))
    answer = await back(opened, address)
    assert (answer.status, answer.headers["Location"]) == (303, "/conferences")
    assert await post_of(opened) == "secretary"
    account = await opened.store.accounts.by_login("lan@cong")
    assert account is not None
    assert (account.name, account.post, account.password) == (
        "Trần Thị Lan",
        Post.SECRETARY,
        "",
    )
    assert [LAN in str(each) for each in await opened.store.identities.of("lan@cong")] == [False]


async def test_an_account_whose_making_was_cut_is_made_the_next_time(
    opened: Hall, provider: RunningProvider
) -> None:
    await back(opened, await shown(provider, LAN, await left(opened)))
    [identity] = await opened.store.identities.of("lan@cong")
    await opened.store.accounts.remove("lan@cong")
    await opened.store.identities.add(identity)
    assert (await back(opened, await shown(provider, LAN, await left(opened)))).status == 303
    assert await opened.store.accounts.by_login("lan@cong") is not None


async def test_one_answer_opens_once_and_in_the_browser_that_asked(
    opened: Hall, provider: RunningProvider
) -> None:
    address = await shown(provider, LAN, await left(opened))
    assert (await back(opened, address, "ba-dinh")).status == 401
    assert (await back(opened, address)).status == 303
    async with (await opened.browser("")).post("/sign-out", headers={"X-CSRF": "x"}):
        pass
    assert (await back(opened, address)).status == 401


async def test_an_answer_to_another_question_is_none(
    opened: Hall, provider: RunningProvider
) -> None:
    stolen = await shown(provider, LAN, await left(opened))
    await left(opened)
    assert (await back(opened, stolen)).status == 401
    assert (await back(opened, stolen.update_query(state="x"))).status == 401
    mine = URL(await left(opened)).query["state"]
    assert (await back(opened, stolen.update_query(state=mine))).status == 401
    assert await post_of(opened) is None


async def test_who_said_no_there_or_was_led_astray_is_told_so(
    opened: Hall, provider: RunningProvider
) -> None:
    nobody = await shown(provider, "", await left(opened))
    assert nobody.query["error"] == "access_denied"
    assert (await back(opened, nobody)).status == 401
    address = await shown(provider, LAN, await left(opened))
    assert (await back(opened, address.update_query(iss="https://elsewhere.vn"))).status == 401
    address = await shown(provider, LAN, await left(opened))
    opened.clock.turn(minutes=5)
    assert (await back(opened, address)).status == 401


async def linked(opened: Hall, provider: RunningProvider, who: str, person: str) -> int:
    browser = await opened.browser(who)
    async with browser.get(ME) as page:
        fields = filled(form_for(read(await page.text()), f"/me/identities/{NAME}"))
    async with browser.post(f"/me/identities/{NAME}", data=fields) as page:
        links = [each["href"] for each in read(await page.text()).all("a")]
    [where] = [each for each in links if each.startswith(provider.url)]
    address = await shown(provider, person, where)
    return (await back(opened, address, who)).status


async def test_whom_nobody_granted_anything_links_an_account_of_their_own(
    opened: Hall, provider: RunningProvider
) -> None:
    address = await shown(provider, BINH, await left(opened))
    assert (await back(opened, address)).status == 403
    assert await linked(opened, provider, "hoa", BINH) == 303
    assert await linked(opened, provider, "hoa", BINH) == 303
    assert await linked(opened, provider, "dung", BINH) == 409
    address = await shown(provider, BINH, await left(opened))
    assert (await back(opened, address)).status == 303
    assert await post_of(opened) == "chair"


async def test_an_account_that_a_grant_made_gets_no_way_in_that_outlives_the_grant(
    opened: Hall, provider: RunningProvider
) -> None:
    await back(opened, await shown(provider, LAN, await left(opened)))
    browser, there = await opened.browser(""), f"/me/identities/{NAME}"
    async with browser.get(ME) as page:
        assert there not in await page.text()
    async with browser.get("/session") as answer:
        form = {"csrf": (await answer.json())["csrf"], "id": "by-hand"}
    async with browser.post(there, data=form) as page:
        links = [each["href"] for each in read(await page.text()).all("a")]
    [where] = [each for each in links if each.startswith(provider.url)]
    assert (await back(opened, await shown(provider, BINH, where))).status == 403
    assert len(await opened.store.identities.of("lan@cong")) == 1


async def test_one_that_was_linked_to_it_before_opens_it_no_more(
    opened: Hall, provider: RunningProvider
) -> None:
    assert await linked(opened, provider, "hoa", BINH) == 303
    granted = Identity(key=b"k", login="hoa", provider=NAME, since=opened.clock.now(), granted=True)
    await opened.store.identities.add(granted)
    assert (await back(opened, await shown(provider, BINH, await left(opened)))).status == 403
    assert await post_of(opened) is None


async def unlinked(opened: Hall, who: str) -> None:
    browser = await opened.browser(who)
    async with browser.get(ME) as page:
        fields = filled(form_for(read(await page.text()), "/me/unlink"))
    async with browser.post("/me/unlink", data=fields, allow_redirects=False) as answer:
        assert answer.status == 303


async def test_a_link_that_was_taken_away_opens_nothing(
    opened: Hall, provider: RunningProvider
) -> None:
    await linked(opened, provider, "hoa", BINH)
    await unlinked(opened, "hoa")
    address = await shown(provider, BINH, await left(opened))
    assert (await back(opened, address)).status == 403


async def test_whoever_signs_out_there_is_signed_out_here(
    opened: Hall, provider: RunningProvider
) -> None:
    leaving = f"{provider.url}/session/end"
    async with provider.sits_there(LAN) as sitting:
        await back(opened, await sitting.through(await left(opened)))
        assert await post_of(opened) == "secretary"
        page, _ = await sitting.asks(leaving)
        fields = filled(form_for(read(page), f"{leaving}/confirm"))
        await sitting.asks(f"{leaving}/confirm", {**fields, "logout": "yes"})
    assert await post_of(opened) is None


TOLD = {"iss": f"http://127.0.0.1:{PORT}", "aud": CLIENT, "sub": LAN, "nonce": "n"}
EVENTS: Mapping[str, object] = {"http://schemas.openid.net/event/backchannel-logout": {}}


def at(opened: Hall, **claims: object) -> dict[str, Any]:
    now = int(opened.clock.now().timestamp())
    made = {**TOLD, "iat": now, "exp": now + 60, **claims}
    return {key: said for key, said in made.items() if said is not None}


NOT_BELIEVED: Sequence[Mapping[str, object]] = (
    {"iss": "https://elsewhere.vn"},
    {"aud": "another"},
    {"aud": [CLIENT, "another"], "azp": "another"},
    {"sub": None},
    {"iat": None},
    {"iat": 2**33},
    {"exp": None},
    {"exp": 1},
    {"exp": "soon"},
    {"nonce": None},
    {"nonce": "m"},
    {"nonce": 1},
)


async def test_a_token_that_is_not_for_us_and_now_is_not_believed(
    opened: Hall, provider: RunningProvider
) -> None:
    asked = OpenIdProvider(at_provider.settings(PORT), opened.clock)
    assert (await asked.believed(provider.signed(at(opened)), "n"))["sub"] == LAN
    for claims in NOT_BELIEVED:
        with pytest.raises(ProviderWrong):
            await asked.believed(provider.signed(at(opened, **claims)), "n")


async def test_a_token_of_another_key_or_of_none_is_not_believed(
    opened: Hall, provider: RunningProvider
) -> None:
    asked = OpenIdProvider(at_provider.settings(PORT), opened.clock)
    signed = provider.signed(at(opened))
    head, body, seal = signed.split(".")
    none = "eyJhbGciOiJub25lIn0"
    other = RunningProvider(provider.url, at_provider.new_key())
    made_up = (f"{head}.{body}.{seal[:-4]}AAAA", f"{none}.{body}.", other.signed(at(opened)))
    for token in (*made_up, "", "x", "a.b.c", signed + "\x00"):
        opened.clock.turn(minutes=1)
        with pytest.raises(ProviderWrong):
            await asked.believed(token, "n")


async def ended(opened: Hall, token: str) -> int:
    path = f"/sign-in/back/{NAME}/ended"
    async with (await opened.browser("")).post(path, data={"logout_token": token}) as answer:
        return answer.status


async def test_a_logout_that_is_none_or_comes_again_ends_nothing(
    opened: Hall, provider: RunningProvider
) -> None:
    await back(opened, await shown(provider, LAN, await left(opened)))
    out = at(opened, nonce=None, events=EVENTS, jti="1")
    wrongs: Sequence[Mapping[str, object]] = (
        {"nonce": "n"},
        {"events": None},
        {"events": {"else": {}}},
        {"jti": None},
        {"aud": "another"},
        {"iat": out["iat"] - 3700},
    )
    for wrong in wrongs:
        assert await ended(opened, provider.signed({**out, **wrong})) == 401, wrong
    assert await ended(opened, "") == 401
    assert await post_of(opened) == "secretary"
    assert await ended(opened, provider.signed(out)) == 200
    assert await post_of(opened) is None
    assert await ended(opened, provider.signed(out)) == 401


async def test_where_the_provider_is_away_the_page_says_so_and_the_password_opens(
    opened: Hall,
) -> None:
    browser = await opened.browser("")
    async with browser.get(f"/sign-in/with/{NAME}", allow_redirects=False) as answer:
        assert answer.status == 503
        told = read(await answer.text())
        assert "Đăng nhập bằng mật khẩu" in told.words
        form_for(told, "/sign-in")
    async with browser.get("/sign-in/with/nobody") as answer:
        assert answer.status == 404
    async with browser.get("/sign-in") as page:
        form_for(read(await page.text()), "/sign-in")


async def test_a_provider_that_says_it_is_another_is_not_asked(
    opened: Hall, provider: RunningProvider
) -> None:
    by_name = at_provider.settings(PORT, issuer=f"http://localhost:{PORT}")
    with pytest.raises(ProviderAway):
        await OpenIdProvider(by_name, opened.clock).address(ATTEMPT)
    gone = at_provider.settings(PORT, issuer=f"{provider.url}/nowhere")
    with pytest.raises(ProviderAway):
        await OpenIdProvider(gone, opened.clock).address(ATTEMPT)


@pytest.mark.parametrize("begun", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
async def test_a_provider_that_never_comes_to_an_end_keeps_nobody_waiting(
    opened: Hall, begun: bytes
) -> None:
    asked = OpenIdProvider(at_provider.settings(PORT), opened.clock, patience=0.2)
    async with dripping(begun, PORT):
        for _ in range(AT_ONCE + 1):
            with pytest.raises(ProviderAway):
                async with unless_it_hangs():
                    await asked.address(ATTEMPT)


async def test_of_two_who_come_with_one_answer_one_gets_in(
    opened: Hall, provider: RunningProvider
) -> None:
    address = await shown(provider, LAN, await left(opened))
    both = await asyncio.gather(back(opened, address), back(opened, address))
    assert sorted(each.status for each in both) == [303, 401]
