"""Headers, nonces, foreign pages, forms without a token, and those who knock too fast."""

from datetime import timedelta

import pytest
from aiohttp import FormData, WSServerHandshakeError, web
from multidict import CIMultiDictProxy

from diemcau.edge.door import taking
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.headers import nonce_of
from diemcau.edge.door.own_forms import csrf_of
from diemcau.edge.door.rates import Rate, RateLimiter
from diemcau.edge.door.rationing import COSTLY_LIMIT, JOIN_LIMIT, SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.security import SecuritySettings
from diemcau.edge.door.taking import FORM, MULTIPART, Terms
from diemcau.edge.refusing.refusals import TooManyRequests
from diemcau.edge.who.identity import IdentitySettings
from tests.support.entrance import HTTPS, MORNING, Browser, Door, browsing

ANY = frozenset({FORM, MULTIPART})


async def form(request: web.Request) -> web.Response:
    return web.Response(text=f"{nonce_of(request)} {csrf_of(request)} {csrf_of(request)}")


async def page(request: web.Request) -> web.Response:
    del request
    return web.Response(text="trang")


async def paper(request: web.Request) -> web.Response:
    del request
    return web.Response(text="văn bản", headers={"Cache-Control": "private, max-age=60"})


async def act(request: web.Request) -> web.Response:
    return web.Response(text=str((await form_of(request)).get("what", "")))


async def sign_in(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    return web.Response()


async def join(request: web.Request) -> web.Response:
    slow_down(request, JOIN_LIMIT)
    return web.Response()


async def costly(request: web.Request) -> web.Response:
    slow_down(request, COSTLY_LIMIT)
    return web.Response()


async def live(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_str("chào")
    await socket.close()
    return socket


def site(
    door: Door,
    identity: IdentitySettings | None = None,
    security: SecuritySettings | None = None,
) -> web.Application:
    app = door.app(identity, security)
    app.router.add_get("/form", form)
    app.router.add_get("/page", page)
    app.router.add_get("/assets/page", page)
    app.router.add_get("/paper", paper)
    taking.add(app, [taking.Taking("/api/act", act, Terms(public=True, kinds=ANY))])
    app.router.add_get("/api/sign-in", sign_in)
    app.router.add_get("/api/join", join)
    app.router.add_get("/api/costly", costly)
    app.router.add_get("/live", live)
    return app


async def headers_of(browser: Browser, path: str, **headers: str) -> CIMultiDictProxy[str]:
    async with browser.get(path, headers=headers) as answer:
        return answer.headers


async def posted(
    browser: Browser, fields: object = None, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    async with browser.post("/api/act", data=fields, headers=headers) as answer:
        if answer.content_type == "application/json":
            return answer.status, (await answer.json())["code"]
        return answer.status, await answer.text()


async def form_token(browser: Browser) -> str:
    async with browser.get("/form") as answer:
        return (await answer.text()).split()[1]


def here(browser: Browser) -> str:
    return str(browser.make_url("/").origin())


# ----------------------------------------------------------------------------------- headers


async def test_every_answer_carries_the_strict_headers_and_a_nonce_of_its_own() -> None:
    async with browsing(site(Door())) as browser:
        async with browser.get("/form") as answer:
            nonce = (await answer.text()).split()[0]
            headers = answer.headers
        again = await headers_of(browser, "/form")
        host = here(browser).removeprefix("http://")
    assert headers["Content-Security-Policy"].split("; ") == [
        "default-src 'none'",
        f"script-src 'self' 'nonce-{nonce}'",
        f"style-src 'self' 'nonce-{nonce}'",
        "font-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        f"connect-src 'self' ws://{host}",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers
    assert again["Content-Security-Policy"] != headers["Content-Security-Policy"]


async def test_a_refusal_is_dressed_too() -> None:
    async with browsing(site(Door())) as browser:
        for headers in (
            await headers_of(browser, "/nowhere"),
            await headers_of(browser, "/page", Upgrade="websocket", Origin="https://evil.example"),
        ):
            assert "default-src 'none'" in headers["Content-Security-Policy"]


async def test_https_is_kept_and_its_socket_is_encrypted() -> None:
    async with browsing(site(Door(), HTTPS)) as browser:
        headers = await headers_of(browser, "/page", Host="cau.example.vn")
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "connect-src 'self' wss://cau.example.vn;" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["evil.example", "x; script-src *", "127.0.0.1.evil.example"])
async def test_the_host_that_a_stranger_writes_is_not_repeated(host: str) -> None:
    for identity, named in (
        (HTTPS, "wss://cau.example.vn"),
        (IdentitySettings(), "ws://127.0.0.1:8080"),
    ):
        async with browsing(site(Door(), identity)) as browser:
            headers = await headers_of(browser, "/page", Host=host)
        assert f"connect-src 'self' {named};" in headers["Content-Security-Policy"]
        assert host not in str(headers)


async def test_no_answer_says_what_we_are_made_of() -> None:
    async with browsing(site(Door())) as browser:
        for path in ("/page", "/assets/page", "/nowhere", "/live"):
            assert "Server" not in await headers_of(browser, path)


async def test_pages_of_a_session_stay_in_no_cache() -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        assert (await headers_of(browser, "/page"))["Cache-Control"] == "no-store"
        assert (await headers_of(browser, "/paper"))["Cache-Control"] == "private, max-age=60"
        assert "Cache-Control" not in await headers_of(browser, "/assets/page")
    async with browsing(site(door)) as browser:
        assert "Cache-Control" not in await headers_of(browser, "/page")
        assert (await headers_of(browser, "/form"))["Cache-Control"] == "no-store"


# ------------------------------------------------------------------------------------- forms


async def test_before_signing_in_a_form_repeats_its_cookie() -> None:
    async with browsing(site(Door())) as browser:
        async with browser.get("/form") as answer:
            _, token, again = (await answer.text()).split()
            [cookie] = answer.headers.getall("Set-Cookie")
        assert token == again
        assert cookie == f"diemcau-form={token}; HttpOnly; Path=/; SameSite=Lax"
        assert await posted(browser, {"csrf": token, "what": "mời"}) == (200, "mời")
        assert await form_token(browser) == token


async def test_on_https_the_cookie_of_a_form_belongs_to_this_host_alone() -> None:
    async with browsing(site(Door(), HTTPS)) as browser:
        cookie = (await headers_of(browser, "/form"))["Set-Cookie"]
    assert cookie.startswith("__Host-diemcau-form=")
    assert "Secure" in cookie


@pytest.mark.parametrize("given", [{}, {"csrf": ""}, {"csrf": "đoán bừa"}])
async def test_before_signing_in_a_form_without_its_token_is_refused(
    given: dict[str, str],
) -> None:
    async with browsing(site(Door())) as browser:
        assert await posted(browser, given) == (403, "form_stale")
        await form_token(browser)
        assert await posted(browser, given) == (403, "form_stale")


async def test_with_a_session_the_token_is_the_sessions_in_field_or_header() -> None:
    door = Door()
    headers = await door.signed_in()
    token = headers.pop("X-CSRF")
    async with browsing(site(door), headers) as browser:
        assert await form_token(browser) == token
        assert await posted(browser, {"csrf": token, "what": "mời"}) == (200, "mời")
        assert await posted(browser, {"what": "mời"}, {"X-CSRF": token}) == (200, "mời")
        assert await posted(browser, b"{}", {"X-CSRF": token}) == (415, "unknown_body")


@pytest.mark.parametrize("given", ["", "đoán bừa", "token-1"])
async def test_with_a_session_a_missing_or_wrong_token_is_refused(given: str) -> None:
    door = Door()
    headers = await door.signed_in()
    async with browsing(site(door), {"Cookie": headers["Cookie"]}) as browser:
        assert await posted(browser, {"csrf": given}) == (403, "form_stale")
        assert await posted(browser, headers={"X-CSRF": given}) == (403, "form_stale")


async def test_the_cookie_of_a_form_counts_for_nothing_once_signed_in() -> None:
    door = Door()
    headers = await door.signed_in()
    cookies = f"{headers['Cookie']}; diemcau-form=planted"
    async with browsing(site(door), {"Cookie": cookies}) as browser:
        assert await posted(browser, {"csrf": "planted"}) == (403, "form_stale")


async def test_a_form_sent_after_the_session_is_told_so() -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        door.clock.turn(hours=13)
        assert await posted(browser, {"what": "mời"}) == (401, "session_expired")


async def test_a_file_in_place_of_the_token_is_no_token() -> None:
    fields = FormData()
    fields.add_field("csrf", b"token", filename="token.txt")
    async with browsing(site(Door())) as browser:
        assert await posted(browser, fields) == (403, "form_stale")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=1", "application/x-www-form-urlencoded"),
        (b"csrf=1", "application/x-www-form-urlencoded; charset=tieng-viet"),
        (b"csrf=1", "multipart/form-data"),
        (b"--x\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x"),
    ],
)
async def test_a_body_that_is_no_form_is_malformed(body: bytes, kind: str) -> None:
    async with browsing(site(Door())) as browser:
        assert await posted(browser, body, {"Content-Type": kind}) == (400, "malformed")


# ------------------------------------------------------------------------------------ origin


@pytest.mark.parametrize(
    "foreign",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_sites_page_may_not_act_nor_open_a_socket(foreign: dict[str, str]) -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        assert await posted(browser, {"what": "mời"}, foreign) == (403, "foreign_origin")
        with pytest.raises(WSServerHandshakeError) as refusal:
            await browser.ws_connect("/live", headers=foreign)
        assert refusal.value.status == 403


async def test_our_own_pages_and_programs_without_an_origin_may() -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        for ours in (
            {},
            {"Origin": here(browser), "Sec-Fetch-Site": "same-origin"},
            {"Origin": "http://127.0.0.1:8080"},
            {"Sec-Fetch-Site": "same-origin"},
            {"Sec-Fetch-Site": "none"},
        ):
            assert await posted(browser, {"what": "mời"}, ours) == (200, "mời")
            async with browser.ws_connect("/live", headers=ours) as socket:
                assert await socket.receive_str() == "chào"


async def test_an_origin_of_ours_does_not_excuse_a_cross_site_request() -> None:
    door = Door()
    async with browsing(site(door), await door.signed_in()) as browser:
        lie = {"Origin": here(browser), "Sec-Fetch-Site": "cross-site"}
        assert await posted(browser, headers=lie) == (403, "foreign_origin")


async def test_behind_https_a_plain_origin_is_foreign() -> None:
    async with browsing(site(Door(), HTTPS)) as browser:
        host = "cau.example.vn"
        for origin, code in {
            f"http://{host}": "foreign_origin",
            f"https://{host}:8443": "foreign_origin",
            f"https://{host}": "form_stale",
        }.items():
            given = {"Host": host, "Origin": origin}
            assert await posted(browser, headers=given) == (403, code)


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("localhost:8443", "form_stale"),
        ("10.0.0.7:8443", "form_stale"),
        ("[fd00::7]:8443", "form_stale"),
        ("rebound.example:8443", "foreign_origin"),
        ("10.0.0.7.rebound.example", "foreign_origin"),
        ("localhost.rebound.example", "foreign_origin"),
    ],
)
async def test_a_name_that_somebody_made_lead_here_is_not_ours(host: str, code: str) -> None:
    """A browser that was led here by it takes that page and us for one origin (DNS rebinding)."""
    async with browsing(site(Door())) as browser:
        given = {"Host": host, "Origin": f"http://{host}"}
        assert await posted(browser, headers=given) == (403, code)


async def test_reading_is_open_to_links_from_anywhere() -> None:
    async with browsing(site(Door())) as browser:
        foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        async with browser.get("/page", headers=foreign) as answer:
            assert answer.status == 200


async def test_what_does_not_exist_says_so_before_it_asks_for_a_token() -> None:
    async with browsing(site(Door())) as browser:
        async with browser.post("/api/nowhere") as answer:
            assert answer.status == 404
        async with browser.post("/page") as answer:
            assert answer.status == 405


# -------------------------------------------------------------------------------------- rate


def test_a_bucket_empties_at_once_and_fills_with_time() -> None:
    limiter = RateLimiter(Rate(burst=2, per_minute=6))
    for _ in range(2):
        limiter.take("an", MORNING)
    with pytest.raises(TooManyRequests) as refusal:
        limiter.take("an", MORNING + timedelta(seconds=3))
    assert refusal.value.seconds == 7
    limiter.take("an", MORNING + timedelta(seconds=10))
    with pytest.raises(TooManyRequests):
        limiter.take("an", MORNING + timedelta(seconds=10))


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    limiter = RateLimiter(Rate(burst=2, per_minute=60))
    limiter.take("an", MORNING)
    later = MORNING + timedelta(hours=8)
    for _ in range(2):
        limiter.take("an", later)
    with pytest.raises(TooManyRequests):
        limiter.take("an", later)


def test_a_clock_set_back_takes_nothing_away() -> None:
    limiter = RateLimiter(Rate(burst=2, per_minute=60))
    limiter.take("an", MORNING)
    limiter.take("an", MORNING - timedelta(hours=1))


def test_each_address_has_a_bucket_and_the_longest_silent_is_forgotten() -> None:
    limiter = RateLimiter(Rate(burst=1, per_minute=1), most=2)
    for who in ("an", "binh", "chi"):
        limiter.take(who, MORNING)
    limiter.take("an", MORNING)
    with pytest.raises(TooManyRequests):
        limiter.take("chi", MORNING)


async def test_whoever_knocks_too_fast_is_told_when_to_come_back() -> None:
    door = Door()
    security = SecuritySettings(
        sign_in=Rate(burst=1, per_minute=2),
        join=Rate(burst=1, per_minute=60),
        costly=Rate(burst=1, per_minute=6),
    )
    async with browsing(site(door, security=security)) as browser:
        for path, seconds in {"/api/sign-in": "30", "/api/join": "1", "/api/costly": "10"}.items():
            async with browser.get(path) as answer:
                assert answer.status == 200
            async with browser.get(path) as answer:
                assert answer.status == 429
                assert answer.headers["Retry-After"] == seconds
                assert await answer.json() == {"code": "too_many_requests"}
        door.clock.turn(seconds=30)
        async with browser.get("/api/sign-in") as answer:
            assert answer.status == 200
