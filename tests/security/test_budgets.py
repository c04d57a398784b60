"""No work is done for somebody who has not earned it: asked first, read last, not unpacked."""

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from diemcau.adapters.passwords import Argon2Passwords
from diemcau.app.admission.refusals import WrongPin
from diemcau.app.files import UploadsBusy
from diemcau.app.petitions.submitting import ACTS
from diemcau.app.ports.people import Post, Session
from diemcau.app.ports.world import Busy
from diemcau.config import Configuration
from diemcau.domain.nouns.terms import Phase
from diemcau.edge.door.budgets import Allowance, Budgets, Places
from diemcau.edge.door.rates import Rate, RateLimiter
from diemcau.edge.door.security import SecuritySettings
from diemcau.edge.door.taking import BY_A_KEY, Taking
from diemcau.edge.refusing.refusals import TooManyRequests, TooManySockets
from diemcau.edge.routes import routes
from tests.support.entrance import PHONE, CheapPasswords, Door
from tests.support.hall import Hall, hall
from tests.support.markup import filled, form_for, read
from tests.support.meeting import BA_DINH, DISCUSSION, code
from tests.support.room import MEETING

PROGRAM = {"Accept": "application/json"}
FORM = {**PROGRAM, "Content-Type": "application/x-www-form-urlencoded"}
PARTS = {**PROGRAM, "Content-Type": "multipart/form-data; boundary=x"}
OF_A_STRANGER = {"X-CSRF": "t", "Cookie": "diemcau-form=t"}
ACT = f"/conferences/{MEETING}/acts/ask_to_speak"
TINY = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'


UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}
LIVE = f"/conferences/{MEETING}/live"
CHECK = dict.fromkeys(("picture", "sound_in", "sound_out", "line"), "ok")


def inside(allowance: Allowance) -> Configuration:
    return Configuration(security=SecuritySettings(inside=allowance))


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async with hall(DISCUSSION) as made:
        yield made


async def sent(
    opened: Hall, who: str, path: str, body: object, headers: dict[str, str]
) -> tuple[int, str]:
    browser = await opened.browser(who)
    async with browser.post(path, data=body, headers=headers) as answer:
        return answer.status, (await answer.json())["code"]


def test_every_route_that_takes_something_in_says_from_whom() -> None:
    """`Taking(path, handler, terms)` in the row; `GET` is the only other thing a route does."""
    silent = [row for row in routes() if not isinstance(row, Taking) and _takes(row)]
    assert silent == []


def _takes(row: object) -> bool:
    return getattr(row, "method", "") not in {"GET", "HEAD"}


def test_strangers_may_send_what_lets_them_in_and_nothing_else() -> None:
    takes = [row for row in routes() if isinstance(row, Taking)]
    assert {row.path for row in takes if row.terms.public} == {
        "/sign-in",
        "/sign-in/code",
        "/sign-in/code/passkey",
        "/sign-in/passkey",
        "/sign-in/back/{provider}/ended",
        "/sign-out",
        "/language/{lang:vi|en}",
        "/join/{meeting}",
        "/join/link/{token}",
        "/answer/{meeting}/{site}/{seal}",
        "/office/new",
        "/invited/{token}",
        *(f"/api/petitions/acts/{act}" for act in ACTS),  # with a key of their own
    }
    strangers = [row for row in takes if row.terms.public and row.terms is not BY_A_KEY]
    assert all(row.terms.largest <= 32 * 1024 for row in strangers)


async def test_of_a_stranger_nothing_is_read_where_one_has_to_be_signed_in(opened: Hall) -> None:
    """Whatever they know of tokens: an endless body is refused when none of it has come."""
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        for _ in range(2**14):
            taken += 2**16
            yield b"a=b&" * 2**14

    for path in (ACT, f"/files/{MEETING}", "/series", f"/conferences/{MEETING}/passes"):
        taken = 0
        headers = FORM | OF_A_STRANGER
        assert await sent(opened, "", path, endless(), headers) == (401, "not_signed_in")
        assert taken < 16 * 2**20


async def test_of_somebody_of_another_post_nothing_is_read_either(opened: Hall) -> None:
    body = b"no form at all\xff"
    for who, path in (
        ("screen", f"/files/{MEETING}"),
        ("chair", "/letters/addresses"),
        ("ba-dinh", f"/conferences/{MEETING}/passes"),
        ("ba-dinh", "/files/another"),
        ("admin", ACT),
    ):
        assert await sent(opened, who, path, body, FORM) == (403, "not_allowed")


async def test_parts_are_taken_where_files_are_brought_and_few_of_them(opened: Hall) -> None:
    body = TINY * 20_000 + b"--x--\r\n"
    assert await sent(opened, "", "/sign-in", body, PARTS) == (415, "unknown_body")
    assert await sent(opened, "chair", ACT, body, PARTS) == (415, "unknown_body")
    path = f"/files/{MEETING}"
    assert await sent(opened, "chair", path, body, PARTS) == (400, "malformed")
    few = TINY * 31 + b"--x--\r\n"
    assert await sent(opened, "chair", path, few, PARTS) == (403, "form_stale")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/octet-stream"])
async def test_another_kind_of_body_is_refused_by_name(opened: Hall, kind: str) -> None:
    headers = PROGRAM | OF_A_STRANGER | {"Content-Type": kind}
    assert await sent(opened, "", "/sign-in", b"login=hoa", headers) == (415, "unknown_body")


async def test_only_acts_are_taken_as_json(opened: Hall) -> None:
    headers = PROGRAM | OF_A_STRANGER | {"Content-Type": "application/json"}
    assert await sent(opened, "", "/sign-in", b"{}", headers) == (415, "unknown_body")
    headers = {"Content-Type": "application/json", "X-CSRF": "csrf-of-chair"}
    assert await sent(opened, "chair", ACT, b"{}", headers) == (400, "malformed")


@pytest.mark.parametrize(
    ("coding", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress)]
)
async def test_what_is_packed_is_refused_by_name(opened: Hall, coding: str, packed: object) -> None:
    """Half a gigabyte of blanks in half a megabyte."""
    assert callable(packed)
    body = packed(b" " * 2**24)
    headers = FORM | OF_A_STRANGER | {"Content-Encoding": coding}
    assert await sent(opened, "", "/sign-in", body, headers) == (415, "encoded_body")
    headers = FORM | {"X-CSRF": "csrf-of-chair", "Content-Encoding": coding}
    assert await sent(opened, "chair", ACT, body, headers) == (415, "encoded_body")


async def test_a_form_has_the_size_and_the_fields_of_its_route(opened: Hall) -> None:
    async def unmeasured(body: bytes) -> AsyncIterator[bytes]:
        yield body

    many, large = b"a=b&" * 50, b"a=" + b"%41" * 2**14
    headers = FORM | {"Cookie": "diemcau-form=t"}
    for body in (many, large, unmeasured(large)):
        assert await sent(opened, "", "/sign-in", body, headers) == (413, "too_large")


async def test_what_an_address_sends_has_a_budget_and_reading_goes_on() -> None:
    tight = SecuritySettings(unsafe=Rate(burst=3, per_minute=60))
    async with hall(DISCUSSION, settings=replace(Configuration(), security=tight)) as opened:
        seen = [await sent(opened, "", path, b"", FORM) for path in (ACT, "/nowhere", ACT, ACT)]
        assert seen == [
            (401, "not_signed_in"),
            (404, "not_found"),
            (401, "not_signed_in"),
            (429, "too_many_requests"),
        ]
        async with (await opened.browser("")).get("/sign-in") as answer:
            assert answer.status == 200
        opened.clock.turn(seconds=1)
        assert await sent(opened, "", ACT, b"", FORM) == (401, "not_signed_in")


async def test_all_sockets_and_posts_of_a_session_share_its_acts() -> None:
    tight = inside(Allowance(acts=Rate(burst=3, per_minute=60)))
    async with (
        hall(DISCUSSION, settings=tight) as opened,
        opened.screen("ba-dinh") as one,
        opened.screen("ba-dinh") as another,
    ):
        for number, screen in enumerate((one, another, one)):
            assert (await screen.do("answer_check", f"n{number}", **CHECK))["t"] == "done"
        told = await another.do("answer_check", "n3", **CHECK)
        assert (told["t"], told["code"]) == ("no", "too_many_requests")
        headers = {"X-CSRF": "csrf-of-ba-dinh", "Content-Type": "application/json"}
        body = json.dumps({"id": "n4", "args": CHECK}).encode()
        path = f"/conferences/{MEETING}/acts/answer_check"
        assert await sent(opened, "ba-dinh", path, body, headers) == (429, "too_many_requests")
        opened.clock.turn(seconds=1)
        assert (await another.do("answer_check", "n3", **CHECK))["t"] == "done"


def devices_of_ba_dinh(count: int) -> list[Session]:
    at = datetime(2024, 4, 19, tzinfo=UTC)
    made = Session(
        key=b"0",
        post=Post.SITE,
        name="ba-dinh",
        csrf="",
        created_at=at,
        seen_at=at,
        expires_at=at,
        meeting=MEETING,
        site=code(BA_DINH),
    )
    return [replace(made, key=b"%d" % number) for number in range(count)]


def test_all_devices_of_a_site_share_what_it_has() -> None:
    at = datetime(2024, 4, 19, tzinfo=UTC)
    rate = Rate(burst=2, per_minute=1)
    budgets = Budgets(Allowance(acts=rate, bytes=rate, files=rate, devices=2))
    one, two, three = devices_of_ba_dinh(3)
    takes: list[Callable[[Session], None]] = [
        lambda who: budgets.act(who, at),
        lambda who: budgets.bytes(who, 1, at),
        lambda who: budgets.file(who, 1, at),
    ]
    for take in takes:
        for who in (one, two, one, two):
            take(who)
        with pytest.raises(TooManyRequests):
            take(three)


def test_a_site_brings_one_file_at_a_time_whatever_device_it_comes_from() -> None:
    places, (one, two) = Places(10), devices_of_ba_dinh(2)
    hoa, lan = (replace(one, key=key, site=None, meeting=None) for key in (b"hoa", b"lan"))
    with places.place(one, 4):
        for who, size in ((one, 1), (two, 1), (hoa, 7)):
            with pytest.raises(UploadsBusy), places.place(who, size):
                pass
        with places.place(hoa, 3), places.place(lan, 3):
            pass
    with places.place(two, 10):
        pass


def test_what_is_larger_than_a_bucket_takes_all_of_it() -> None:
    at = datetime(2024, 4, 19, tzinfo=UTC)
    limiter = RateLimiter(Rate(burst=10, per_minute=60))
    limiter.take("an", at, 1000)
    with pytest.raises(TooManyRequests) as refusal:
        limiter.take("an", at, 4)
    assert refusal.value.seconds == 4


async def test_a_session_has_so_many_sockets_and_gets_them_back() -> None:
    async with hall(DISCUSSION, settings=inside(Allowance(sockets=2))) as opened:
        browser = await opened.browser("chair")
        async with browser.ws_connect(LIVE), browser.ws_connect(LIVE):
            async with browser.get(LIVE, headers=UPGRADE) as answer:
                assert answer.status == 429
                assert await answer.json() == {"code": "too_many_sockets"}
            async with (await opened.browser("secretary")).ws_connect(LIVE):
                pass
        async with opened.screen("chair") as screen:
            assert screen.welcome["t"] == "welcome"


def test_a_site_has_so_many_sockets_whatever_device_they_are_of() -> None:
    budgets = Budgets(Allowance(sockets=2, devices=2))
    one, two, three = devices_of_ba_dinh(3)
    with budgets.seat(one), budgets.seat(one), budgets.seat(two):
        with pytest.raises(TooManySockets), budgets.seat(one):
            pass
        with budgets.seat(three), pytest.raises(TooManySockets), budgets.seat(three):
            pass
        with budgets.seat(three):
            pass


async def test_what_a_session_sends_has_a_size_and_beyond_it_nothing_is_read() -> None:
    tight = inside(Allowance(bytes=Rate(burst=4000, per_minute=6000)))
    async with hall(DISCUSSION, settings=tight) as opened, opened.screen("ba-dinh") as screen:
        await screen.say("x" * 3900)
        assert (await screen.until("error"))["code"] != "too_fast"
        await screen.say("x" * 3900)
        assert (await screen.until("error"))["code"] == "too_fast"
        headers = FORM | {"X-CSRF": "csrf-of-ba-dinh"}
        form = b"id=1&" + b"text=" + b"x" * 3000
        assert await sent(opened, "ba-dinh", ACT, form, headers) == (429, "too_many_requests")
        opened.clock.turn(minutes=1)
        await screen.say("x" * 3900)
        assert (await screen.until("error"))["code"] != "too_fast"


async def test_slow_hashes_have_a_bounded_queue_and_pins_their_own() -> None:
    """Two at work and one who waits; the next is sent away, and nobody else is kept by it."""
    passwords = Argon2Passwords(passes=1, kibibytes=64, at_once=2, waiting=1)
    pins = Argon2Passwords(passes=1, kibibytes=64, at_once=2, waiting=1)
    hashed = await pins.hashed("355407")
    asked = [asyncio.create_task(passwords.matches("đoán", hashed)) for _ in range(4)]
    ends = await asyncio.gather(*asked, pins.matches("355407", hashed), return_exceptions=True)
    assert [type(each) for each in ends] == [bool, bool, bool, Busy, bool]
    assert ends[-1] is True
    assert await passwords.matches("355407", hashed)


async def test_a_sign_in_beyond_the_queue_is_told_to_come_again() -> None:
    """The first of this name waits for nobody; what it waits for is a place to hash."""
    async with hall(DISCUSSION) as opened:
        opened.parts.admission.passwords = Argon2Passwords(at_once=1, waiting=0)
        browser = await opened.browser("")
        async with browser.get("/sign-in") as answer:
            csrf = filled(form_for(read(await answer.text()), "/sign-in"))["csrf"]

        async def tries(login: str) -> tuple[int, str | None]:
            form = {"csrf": csrf, "login": login, "password": "đoán bừa mà thôi"}
            async with browser.post("/sign-in", data=form, headers=PROGRAM) as answer:
                return answer.status, answer.headers.get("Retry-After")

        ends = await asyncio.gather(*(tries(f"hoa{number}") for number in range(8)))
        assert set(ends) == {(401, None), (503, "5")}


async def test_a_pin_of_nobody_costs_what_a_pin_costs() -> None:
    """Else the time it takes says which sites have a pass, and guesses take the places of people
    with passwords.
    """
    door = Door()
    door.admission.pins = pins = CheapPasswords()
    with pytest.raises(WrongPin):
        await door.admission.join_by_pin(MEETING, code(BA_DINH), "000000", Phase.RUNNING, PHONE)
    assert door.passwords.compared == []
    assert len(pins.compared) == 1
