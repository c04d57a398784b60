"""The page on which an office begins: who may open it, what it asks, what it shows once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from diemcau.domain.nouns.ids import FIRST_BODY
from tests.support.hall import Hall, hall
from tests.support.markup import (
    Element,
    doubled_ids,
    filled,
    form_for,
    read,
    skipped_headings,
    unlabelled,
)

PASSWORD = "mot mat khau dai"
TYPED = {
    "unit": "xã Sóc Sơn",
    "place": "Sóc Sơn",
    "secretary.name": "Lê Thị Bình",
    "password": PASSWORD,
}


@pytest.fixture
async def empty() -> AsyncIterator[Hall]:
    """Nobody may sign in yet."""
    async with hall(founded=False) as made:
        yield made


async def asked(office: Hall, browser: ClientSession, code: str | None = None) -> Element:
    code = await office.parts.founding.code() if code is None else code
    async with browser.get(f"/office/new?code={code}") as response:
        assert response.status == 200
        return read(await response.text())


async def founded(office: Hall, status: int = 200, **typed: str) -> tuple[ClientSession, Element]:
    browser = await office.browser("")
    fields = filled(form_for(await asked(office, browser), "/office/new"))
    fields.update(TYPED | typed)
    async with browser.post("/office/new", data=fields) as response:
        page = read(await response.text())
        assert response.status == status, page.words
        return browser, page


async def test_the_start_page_of_an_empty_office_says_how_to_begin(empty: Hall) -> None:
    browser = await empty.browser("")
    async with browser.get("/") as response:
        form = form_for(read(await response.text()), "/office/new")
    code = await empty.parts.founding.code()
    async with browser.get("/office/new", params={**filled(form), "code": str(code)}) as response:
        assert response.status == 200


async def test_a_login_said_twice_is_said_at_the_second(empty: Hall) -> None:
    _, page = await founded(empty, 409, **{"chair.login": "thu-ky"})
    [wrong] = [each for each in page.all("input") if each["aria-invalid"] == "true"]
    assert wrong["name"] == "chair.login"


async def test_whoever_founds_the_office_is_its_first_secretary(empty: Hall) -> None:
    browser, page = await founded(empty)
    logins = {each.login: each.post for each in await empty.store.accounts.all()}
    assert logins == {
        "thu-ky": "secretary",
        "chu-toa": "chair",
        "ky-thuat": "operator",
        "man-hinh": "screen",
        "quan-tri": "admin",
    }
    async with browser.get("/conferences/new?source=-") as response:
        assert "Thường trực HĐND xã Sóc Sơn" in await response.text()
    assert not doubled_ids(page)
    assert PASSWORD not in page.words


async def test_the_others_sign_in_with_what_was_shown_once(empty: Hall) -> None:
    _, page = await founded(empty)
    rows = [[cell.words for cell in row.all("td")] for row in page.all("tr")]
    _, chair, *_ = rows
    login, password = chair
    other = await empty.browser("")
    async with other.get("/sign-in") as response:
        fields = filled(form_for(read(await response.text()), "/sign-in"))
    fields.update({"login": login, "password": password})
    async with other.post("/sign-in", data=fields) as response:
        assert response.url.path == "/conferences"


async def test_papers_are_headed_by_the_office(empty: Hall) -> None:
    await founded(empty, superior="HĐND THÀNH PHỐ HÀ NỘI", authority="TM. THƯỜNG TRỰC\n\nCHỦ TỊCH")
    letterhead = (await empty.parts.bodies.office(FIRST_BODY)).letterhead
    assert letterhead.body == ("HỘI ĐỒNG NHÂN DÂN", "XÃ SÓC SƠN")
    assert letterhead.superior == "HĐND THÀNH PHỐ HÀ NỘI"
    assert letterhead.authority == ("TM. THƯỜNG TRỰC", "CHỦ TỊCH")
    assert letterhead.place == "Sóc Sơn"


@pytest.mark.parametrize(
    "written",
    ["Hội đồng nhân dân xã Sóc Sơn", "HĐND  xã Sóc Sơn", "Thường trực HĐND xã Sóc Sơn"],
)
async def test_whoever_writes_the_full_name_of_the_council_does_not_say_it_twice(
    empty: Hall, written: str
) -> None:
    await founded(empty, unit=written)
    office = await empty.parts.bodies.office(FIRST_BODY)
    assert office.letterhead.body == ("HỘI ĐỒNG NHÂN DÂN", "XÃ SÓC SƠN")
    assert office.organiser == "Thường trực HĐND xã Sóc Sơn"
    assert office.hub == "Điểm cầu xã Sóc Sơn"


@pytest.mark.parametrize(
    ("wrong", "status", "says"),
    [
        ({"password": "ngan"}, 400, "ít nhất 10 ký tự"),
        ({"password": "giao-ban-2024"}, 400, "mật khẩu mẫu"),
        ({"chair.login": "thu-ky"}, 409, "đã có người dùng"),
        ({"chair.login": "chủ tọa"}, 400, "a–z"),
        ({"unit": "  "}, 409, "Chưa có tên"),
        ({"secretary.name": " "}, 409, "Chưa có tên"),
    ],
)
async def test_what_cannot_be_is_said_where_it_stands_and_nothing_typed_is_lost(
    empty: Hall, wrong: dict[str, str], status: int, says: str
) -> None:
    _, page = await founded(empty, status, **wrong)
    [alert] = [each for each in page.all("p") if each["role"] == "alert"]
    assert says in alert.words
    again = filled(form_for(page, "/office/new"))
    typed = TYPED | wrong
    assert {name: again[name] for name in typed if name != "password"} == {
        name: said for name, said in typed.items() if name != "password"
    }
    assert again["password"] == ""
    assert not await empty.parts.founding.founded()


async def test_without_the_code_nobody_sees_the_form(empty: Hall) -> None:
    browser = await empty.browser("")
    for code in ("", "x", "mã"):
        async with browser.get("/office/new", params={"code": code}) as response:
            assert response.status == 403


async def test_a_founded_office_cannot_be_founded_again(empty: Hall) -> None:
    code = await empty.parts.founding.code()
    await founded(empty)
    browser = await empty.browser("")
    async with browser.get(f"/office/new?code={code}") as response:
        assert response.status == 409
    async with browser.get("/") as response:
        assert not [
            each for each in read(await response.text()).all("input") if each["name"] == "code"
        ]


async def test_the_page_is_whole(empty: Hall) -> None:
    page = await asked(empty, await empty.browser(""))
    assert not doubled_ids(page)
    assert not unlabelled(page)
    assert not skipped_headings(page)


async def test_the_page_with_the_passwords_may_be_loaded_again(empty: Hall) -> None:
    """By then its reader is signed in, and the form was drawn before."""
    browser = await empty.browser("")
    fields = filled(form_for(await asked(empty, browser), "/office/new"))
    fields.update(TYPED)
    shown = []
    for _ in range(2):
        async with browser.post("/office/new", data=fields) as response:
            assert response.status == 200
            shown.append([cell.words for cell in read(await response.text()).all("td")])
    first, again = shown
    assert first == again


async def test_pressed_twice_the_passwords_of_the_others_are_shown_again(empty: Hall) -> None:
    browser = await empty.browser("")
    fields = filled(form_for(await asked(empty, browser), "/office/new"))
    fields.update(TYPED)

    async def pressed() -> list[str]:
        async with browser.post("/office/new", data=fields) as response:
            page = read(await response.text())
            assert response.status == 200, page.words
            return [cell.words for cell in page.all("td")]

    first, second = await asyncio.gather(pressed(), pressed())
    assert first == second
    assert len(await empty.store.accounts.all()) == len(first) // 2 + 1
