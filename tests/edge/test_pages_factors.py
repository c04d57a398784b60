"""The second step on pages: turned on at one's own account, asked for at the door, taken away."""

from collections.abc import AsyncIterator
from typing import Any

import pyotp
import pytest
from aiohttp import ClientResponse, ClientSession

from diemcau.app.admission.codes import SECONDS
from diemcau.app.people.accounts import NewAccount, add
from diemcau.app.ports.factors import RelyingParty
from diemcau.app.ports.people import Post
from tests.support.entrance import CheapPasswords
from tests.support.hall import Hall
from tests.support.markup import Element, filled, form_for, read, unlabelled
from tests.support.meeting import LOBBY
from tests.support.passkeys import SoftDevice
from tests.support.scene import on_stage

PASSWORD = "mười hai giờ trưa"


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async for made in on_stage(LOBBY, minutes=-30):
        made.parts.admission.passwords = CheapPasswords()
        new = NewAccount(login="lan", name="Trần Thị Lan", post=Post.SECRETARY, password=PASSWORD)
        await add(made.store.accounts, made.parts.admission.passwords, new)
        yield made


async def stranger(hall: Hall) -> ClientSession:
    hall.browsers.pop("", None)
    browser = await hall.browser("")
    hall.browsers[f"stranger {len(hall.browsers)}"] = browser
    return browser


async def page(browser: ClientSession, path: str) -> Element:
    async with browser.get(path) as response:
        assert response.status == 200, path
        return read(await response.text())


async def sent(
    browser: ClientSession, path: str, action: str, **fields: str
) -> tuple[ClientResponse, Element]:
    data = filled(form_for(await page(browser, path), action))
    data.update(fields)
    async with browser.post(action, data=data, allow_redirects=False) as response:
        return response, read(await response.text())


async def entered(hall: Hall, back: str = "/me") -> tuple[ClientSession, ClientResponse]:
    browser = await stranger(hall)
    said = {"login": "lan", "password": PASSWORD, "back": back}
    answer, _ = await sent(browser, "/sign-in", "/sign-in", **said)
    return browser, answer


async def turned_on(hall: Hall) -> tuple[pyotp.TOTP, list[str]]:
    browser, _ = await entered(hall)
    answer, _ = await sent(browser, "/me", "/me/codes")
    assert answer.headers["Location"] == "/me/codes"
    shown = await page(browser, "/me/codes")
    assert unlabelled(shown) == []
    assert any(each["class"] == "segno" for each in shown.all("svg"))
    totp = pyotp.TOTP(next(iter(shown.all("code"))).words.replace(" ", ""))
    code = totp.at(hall.clock.now())
    wrong, again = await sent(browser, "/me/codes", "/me/codes/confirm", code="000000")
    assert wrong.status == 401
    assert totp.secret in next(iter(again.all("code"))).words.replace(" ", "")
    _, told = await sent(browser, "/me/codes", "/me/codes/confirm", code=code)
    async with browser.get("/me/codes", allow_redirects=False) as response:
        assert response.status == 409
    return totp, [each.words for each in told.all("code")]


def next_code(hall: Hall, totp: pyotp.TOTP) -> str:
    hall.clock.turn(seconds=SECONDS)
    return totp.at(hall.clock.now())


async def test_lan_turns_it_on_and_is_asked_for_a_code_from_then_on(opened: Hall) -> None:
    totp, recovery = await turned_on(opened)
    assert len(recovery) == 10
    browser, answer = await entered(opened, "/follow-up")
    assert answer.headers["Location"] == "/sign-in/code?back=/follow-up"
    assert "diemcau" not in answer.cookies, "no session yet"
    async with browser.get("/me", allow_redirects=False) as response:
        assert response.status == 302
    asked = await page(browser, "/sign-in/code?back=/follow-up")
    assert unlabelled(asked) == []
    wrong, again = await sent(browser, "/sign-in/code", "/sign-in/code", code="000000")
    assert wrong.status == 401
    assert "Mã không đúng" in again.words
    code = next_code(opened, totp)
    answer, _ = await sent(browser, "/sign-in/code?back=/follow-up", "/sign-in/code", code=code)
    assert (answer.status, answer.headers["Location"]) == (303, "/follow-up")
    assert "Đang bật" in (await page(browser, "/me")).words


async def test_a_recovery_code_takes_the_place_of_the_phone(opened: Hall) -> None:
    _, [first, *_] = await turned_on(opened)
    browser, _ = await entered(opened)
    answer, _ = await sent(browser, "/sign-in/code", "/sign-in/code", code=first)
    assert answer.status == 303
    assert "Còn 9 mã dự phòng" in (await page(browser, "/me")).words


async def test_the_second_step_is_not_reached_without_the_first(opened: Hall) -> None:
    totp, _ = await turned_on(opened)
    browser = await stranger(opened)
    async with browser.get("/sign-in/code") as response:
        assert response.status == 401
    csrf = filled(form_for(await page(browser, "/sign-in"), "/sign-in"))["csrf"]
    said = {"csrf": csrf, "id": "1", "code": next_code(opened, totp)}
    async with browser.post("/sign-in/code", data=said, allow_redirects=False) as response:
        assert response.status == 401
        assert "diemcau" not in response.cookies
        shown = read(await response.text())
    assert "Hãy đăng nhập lại từ đầu" in shown.words
    assert filled(form_for(shown, "/sign-in"))["back"] == "/conferences"


async def test_a_program_is_told_that_a_code_is_missing(opened: Hall) -> None:
    totp, _ = await turned_on(opened)
    browser = await stranger(opened)
    csrf = filled(form_for(await page(browser, "/sign-in"), "/sign-in"))["csrf"]
    said = {"csrf": csrf, "login": "lan", "password": PASSWORD}
    headers = {"Accept": "application/json"}
    async with browser.post("/sign-in", data=said, headers=headers) as response:
        assert (response.status, await response.json()) == (401, {"code": "second_step_needed"})
    said = {"csrf": csrf, "code": next_code(opened, totp)}
    async with browser.post(
        "/sign-in/code", data=said, headers=headers, allow_redirects=False
    ) as response:
        assert response.status == 303


async def test_a_screen_left_open_shows_first_that_it_is_lan(opened: Hall) -> None:
    browser, _ = await entered(opened)
    opened.clock.turn(minutes=15)
    answer, _ = await sent(browser, "/me", "/me/codes")
    where = answer.headers["Location"]
    assert (answer.status, where) == (303, "/me/prove?back=/me")
    wrong, again = await sent(browser, where, "/me/prove", own_password="đoán thử một lần")
    assert (wrong.status, unlabelled(again)) == (401, [])
    answer, _ = await sent(browser, where, "/me/prove", own_password=PASSWORD)
    assert answer.headers["Location"] == "/me"
    answer, _ = await sent(browser, "/me", "/me/codes")
    assert answer.headers["Location"] == "/me/codes"


async def test_turning_it_off_says_at_which_field_something_is_wrong(opened: Hall) -> None:
    totp, [first, *_] = await turned_on(opened)
    browser, _ = await entered(opened)
    await sent(browser, "/sign-in/code", "/sign-in/code", code=first)
    off = "/me/codes/off"
    for said, field in (
        ({"own_password": "đoán thử một lần", "code": "000000"}, "own_password"),
        ({"own_password": PASSWORD, "code": "000000"}, "code"),
    ):
        answer, shown = await sent(browser, "/me", off, **said)
        wrong = [each["name"] for each in shown.all("input") if "aria-invalid" in each.attributes]
        assert (answer.status, wrong) == (401, [field])
    code = next_code(opened, totp)
    answer, _ = await sent(browser, "/me", off, own_password=PASSWORD, code=code)
    assert answer.headers["Location"] == "/me#second"
    _, answer = await entered(opened)
    assert answer.headers["Location"] == "/me"


async def test_the_admin_turns_it_off_for_somebody_who_lost_the_phone(opened: Hall) -> None:
    await turned_on(opened)
    admin = await opened.browser("admin")
    await sent(admin, "/people/lan", "/people/lan/factors-off")
    assert "tài khoản lan" in (await page(admin, "/security?what=factor_off")).words
    _, answer = await entered(opened)
    assert answer.headers["Location"] == "/me"


async def asked(browser: ClientSession, path: str) -> dict[str, Any]:
    async with browser.get(path, headers={"Accept": "application/json"}) as response:
        told: dict[str, Any] = await response.json()
        return told


async def test_a_passkey_is_added_and_opens_the_door_alone_and_as_the_second_step(
    opened: Hall,
) -> None:
    """Called by its name, for a number has no passkeys."""
    home = opened.url.replace("127.0.0.1", "localhost")
    device = SoftDevice(RelyingParty("localhost", home))
    opened.url = home
    browser, _ = await entered(opened)
    said = device.make(await asked(browser, "/me/passkeys"))
    answer, told = await sent(browser, "/me", "/me/passkeys", name="Điện thoại", credential=said)
    assert (answer.status, len([*told.all("code")])) == (200, 10)
    shown = await page(browser, "/me")
    assert "Điện thoại" in shown.words
    assert unlabelled(shown) == []

    browser = await stranger(opened)
    said = device.show(await asked(browser, "/sign-in/passkey"))
    answer, _ = await sent(browser, "/sign-in?back=/me", "/sign-in/passkey", credential=said)
    assert (answer.status, answer.headers["Location"]) == (303, "/me")
    again, _ = await sent(await stranger(opened), "/sign-in", "/sign-in/passkey", credential=said)
    assert again.status == 401

    browser, answer = await entered(opened)
    step = answer.headers["Location"]
    said = device.show(await asked(browser, "/sign-in/code/passkey"))
    answer, _ = await sent(browser, step, "/sign-in/code/passkey", credential=said)
    assert (answer.status, answer.headers["Location"]) == (303, "/me")

    opened.clock.turn(minutes=15)
    assert await asked(browser, "/me/passkeys") == {"code": "proof_needed"}
    said = device.show(await asked(browser, "/me/prove/passkey"))
    where = "/me/prove?back=/me"
    answer, _ = await sent(browser, where, "/me/prove/passkey", credential=said)
    assert (answer.status, answer.headers["Location"]) == (303, "/me")
    answer, _ = await sent(browser, "/me", f"/me/passkeys/{device.id.hex()}/remove")
    assert answer.headers["Location"] == "/me#second"
    _, answer = await entered(opened)
    assert answer.headers["Location"] == "/me"


async def test_an_empty_answer_is_said_beside_the_form(opened: Hall) -> None:
    opened.url = opened.url.replace("127.0.0.1", "localhost")
    answer, shown = await sent(await stranger(opened), "/sign-in", "/sign-in/passkey")
    assert answer.status == 401
    assert "Khóa truy cập không đúng" in shown.words


async def test_where_the_server_is_called_by_a_number_no_passkey_is_offered(opened: Hall) -> None:
    browser, _ = await entered(opened)
    assert "cần máy chủ có tên miền" in (await page(browser, "/me")).words
    shown = await page(await stranger(opened), "/sign-in")
    assert "/sign-in/passkey" not in [each["action"] for each in shown.all("form")]


async def test_new_recovery_codes_are_shown_to_the_second_press_as_well(opened: Hall) -> None:
    _, [first, *_] = await turned_on(opened)
    browser, _ = await entered(opened)
    await sent(browser, "/sign-in/code", "/sign-in/code", code=first)
    data = filled(form_for(await page(browser, "/me"), "/me/codes/recovery"))
    told = []
    for _ in range(2):
        async with browser.post("/me/codes/recovery", data=data) as response:
            assert response.headers["Cache-Control"] == "no-store"
            shown = read(await response.text())
            told.append([each.words for each in shown.all("code")])
    assert told[0] == told[1]
    assert first not in told[0]
