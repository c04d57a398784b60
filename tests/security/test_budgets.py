"""No work is done for somebody who has not earned it: asked first, read last, not unpacked."""

import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from diemcau.config import Settings
from diemcau.edge.routes import routes
from diemcau.edge.security import Rate, SecuritySettings
from diemcau.edge.taking import Taking
from tests.support.hall import Hall, hall
from tests.support.meeting import DISCUSSION
from tests.support.room import MEETING

PROGRAM = {"Accept": "application/json"}
FORM = {**PROGRAM, "Content-Type": "application/x-www-form-urlencoded"}
PARTS = {**PROGRAM, "Content-Type": "multipart/form-data; boundary=x"}
OF_A_STRANGER = {"X-CSRF": "t", "Cookie": "diemcau-form=t"}
ACT = f"/conferences/{MEETING}/acts/ask_to_speak"
TINY = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'


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
        "/sign-out",
        "/language/{lang:vi|en}",
        "/join/{meeting}",
        "/join/link/{token}",
    }
    assert all(row.terms.largest <= 32 * 1024 for row in takes if row.terms.public)


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
    async with hall(DISCUSSION, settings=replace(Settings(), security=tight)) as opened:
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
