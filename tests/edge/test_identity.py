"""The cookie, the session behind it, and what a handler may require."""

import asyncio

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.ports.people import Post
from diemcau.edge.who.identity import (
    IdentitySettings,
    address_of,
    clear_session_cookie,
    device_of,
    require,
    session_of,
    set_session_cookie,
)
from tests.support.entrance import (
    BA_DINH,
    BRIEFING,
    HOA,
    HOAS_PASSWORD,
    HTTPS,
    LAPTOP,
    PHONE,
    Browser,
    Door,
    browsing,
)


async def sign_in(request: web.Request) -> web.Response:
    door = request.app[DOOR]
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, device_of(request))
    set_session_cookie(request, response := web.Response(text=session.device), token, session)
    return response


async def sign_out(request: web.Request) -> web.Response:
    clear_session_cookie(request, response := web.Response())
    return response


async def who(request: web.Request) -> web.Response:
    session = session_of(request)
    return web.Response(text=session.name if session else "ai đó")


async def members(request: web.Request) -> web.Response:
    return web.Response(text=require(request).name)


async def console(request: web.Request) -> web.Response:
    return web.Response(text=require(request, Post.CHAIR, Post.DEPUTY).name)


async def where(request: web.Request) -> web.Response:
    return web.Response(text=address_of(request))


DOOR = web.AppKey("door", Door)


def site(door: Door, identity: IdentitySettings | None = None) -> web.Application:
    app = door.app(identity)
    app[DOOR] = door
    app.router.add_get("/sign-in", sign_in)
    app.router.add_get("/sign-out", sign_out)
    app.router.add_get("/who", who)
    app.router.add_get("/assets/who", who)
    app.router.add_get("/api/members", members)
    app.router.add_get("/api/console", console)
    app.router.add_get("/where", where)
    return app


async def said(browser: Browser, path: str, **headers: str) -> tuple[int, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with browser.get(path, headers=named) as answer:
        if answer.content_type == "application/json":
            return answer.status, (await answer.json())["code"]
        return answer.status, await answer.text()


async def test_on_http_the_cookie_is_plain_and_out_of_reach_of_scripts() -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    async with browsing(site(door)) as browser:
        async with browser.get("/sign-in", headers={"User-Agent": "Cốc Cốc"}) as answer:
            assert await answer.text() == "Cốc Cốc"
            [cookie] = answer.headers.getall("Set-Cookie")
        name, _, flags = cookie.partition("=")
        assert name == "diemcau"
        assert set(flags.split("; ")[1:]) == {
            "HttpOnly",
            "Max-Age=43200",
            "Path=/",
            "SameSite=Lax",
        }
        assert await said(browser, "/who") == (200, HOA.name)


async def test_on_https_the_cookie_belongs_to_this_host_alone() -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    async with browsing(site(door, HTTPS)) as browser:
        async with browser.get("/sign-in") as answer:
            [cookie] = answer.headers.getall("Set-Cookie")
        assert cookie.startswith("__Host-diemcau=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} < set(cookie.split("; "))
        assert "Domain" not in cookie
        token = cookie.split(";")[0].split("=")[1]
        assert await said(browser, "/who", Cookie=f"__Host-diemcau={token}") == (200, HOA.name)
        assert await said(browser, "/who", Cookie=f"diemcau={token}") == (200, "ai đó")


async def test_signing_out_takes_the_cookie_back() -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    async with browsing(site(door)) as browser:
        await said(browser, "/sign-in")
        async with browser.get("/sign-out") as answer:
            [cookie] = answer.headers.getall("Set-Cookie")
        assert "Max-Age=0" in cookie
        assert await said(browser, "/who") == (200, "ai đó")


async def test_without_a_cookie_a_member_is_asked_to_sign_in() -> None:
    async with browsing(site(Door())) as browser:
        assert await said(browser, "/api/members") == (401, "not_signed_in")


async def test_whoever_was_signed_in_is_told_that_the_session_is_over() -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        assert await said(browser, "/api/members") == (200, HOA.name)
        door.clock.turn(hours=13)
        assert await said(browser, "/api/members") == (401, "session_expired")
        assert await said(browser, "/who") == (200, "ai đó")


async def test_a_session_signed_out_elsewhere_is_over_here() -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        _, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)
        assert await door.admission.inside.sign_out_everywhere(session) == 2
        assert await said(browser, "/api/members") == (401, "session_expired")


async def test_a_cookie_somebody_made_up_is_no_session() -> None:
    async with browsing(site(Door())) as browser:
        assert await said(browser, "/who", Cookie='diemcau="\\377\\377"') == (200, "ai đó")


async def test_only_the_posts_named_may_pass() -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        assert await said(browser, "/api/console") == (200, HOA.name)
        await door.store.accounts.put(replace(HOA, post=Post.SECRETARY))
        door.clock.turn(minutes=1)
        assert await said(browser, "/api/console") == (403, "not_allowed")


async def test_a_site_is_a_member_but_not_at_the_console() -> None:
    door = Door()
    [ours] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
    token, _ = await door.admission.join_by_link(ours.link, LAPTOP)
    async with browsing(site(door), {"Cookie": f"diemcau={token}"}) as browser:
        assert await said(browser, "/api/members") == (200, BA_DINH)
        assert await said(browser, "/api/console") == (403, "not_allowed")


async def test_nobody_is_asked_who_they_are_for_what_is_open_to_all() -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        assert await said(browser, "/assets/who") == (200, "ai đó")


async def test_an_address_is_what_our_own_proxies_vouch_for() -> None:
    claims = "192.0.2.66, 203.0.113.7"
    async with browsing(site(Door())) as browser:
        assert await said(browser, "/where", X_Forwarded_For=claims) == (200, "127.0.0.1")
    async with browsing(site(Door(), IdentitySettings(proxies=1))) as browser:
        assert await said(browser, "/where", X_Forwarded_For=claims) == (200, "203.0.113.7")
        assert await said(browser, "/where") == (200, "127.0.0.1")
    async with browsing(site(Door(), IdentitySettings(proxies=3))) as browser:
        assert await said(browser, "/where", X_Forwarded_For=claims) == (200, "127.0.0.1")


async def test_a_network_of_ipv6_counts_as_one_address() -> None:
    async with browsing(site(Door(), IdentitySettings(proxies=1))) as browser:
        for told, meant in {
            "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
            "::ffff:203.0.113.7": "203.0.113.7",
            "unknown": "unknown",
        }.items():
            assert await said(browser, "/where", X_Forwarded_For=told) == (200, meant)


async def test_a_browser_whose_name_is_no_text_has_one_that_can_be_kept() -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    async with browsing(site(door)) as browser:
        reader, writer = await asyncio.open_connection("127.0.0.1", browser.port)
        writer.write(
            b"GET /sign-in HTTP/1.1\r\nHost: x\r\nUser-Agent: Fire\xff\r\nConnection: close\r\n\r\n"
        )
        said = await reader.read()
        writer.close()
        await writer.wait_closed()
    assert said.startswith(b"HTTP/1.1 200")
    assert said.endswith(b"Fire?")
