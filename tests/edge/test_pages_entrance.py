"""The ways in: with a password, with a PIN, with a link; and out again."""

import asyncio
import re
from collections.abc import AsyncIterator
from urllib.parse import unquote

import pytest
from aiohttp import ClientResponse, ClientSession

from diemcau.app.people.accounts import NewAccount, add
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.sites import UninviteSite
from tests.support.entrance import CheapPasswords
from tests.support.hall import Hall
from tests.support.markup import Element, filled, form_for, read
from tests.support.meeting import ANNOUNCED, BA_DINH, CLOSED, LOBBY, PLANNED, SECRETARY, by, code
from tests.support.room import MEETING
from tests.support.scene import on_stage

JOIN = f"/join/{MEETING}"
PASSES = f"/conferences/{MEETING}/passes"


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async for made in on_stage(LOBBY, minutes=-30):
        made.parts.admission.passwords = made.parts.admission.pins = CheapPasswords()
        yield made


async def page(browser: ClientSession, path: str) -> Element:
    async with browser.get(path) as response:
        return read(await response.text())


async def send(browser: ClientSession, path: str, action: str, **fields: str) -> ClientResponse:
    data = filled(form_for(await page(browser, path), action))
    data.update(fields)
    async with browser.post(action, data=data, allow_redirects=False) as response:
        await response.read()
        return response


async def issued(hall: Hall, *sites: str) -> dict[str, tuple[str, str]]:
    """What the sheet says: site → PIN and link."""
    secretary = await hall.browser("secretary")
    data = filled(form_for(await page(secretary, PASSES), PASSES))
    for site in sites:
        data.add("sites", site)
    async with secretary.post(PASSES, data=data) as response:
        assert response.headers["Cache-Control"] == "no-store"
        sheet = read(await response.text())
    slips = [each for each in sheet.all("section") if "slip" in each["class"]]
    told = [[next(slip.all(tag)).words for tag in ("h2", "strong", "span")] for slip in slips]
    return {name: (pin, link[link.index("/join") :]) for name, pin, link in told}


# -- with a password -----------------------------------------------------------------------------


async def test_somebody_signs_in_and_is_led_to_where_they_wanted(opened: Hall) -> None:
    new = NewAccount(login="hoa", name="Hoa", post=Post.CHAIR, password="mười hai giờ trưa")
    await add(opened.store.accounts, opened.parts.admission.passwords, new)
    browser = await opened.browser("")
    wanted = f"/conferences/{MEETING}/chair"
    async with browser.get(wanted) as response:
        assert response.url.path == "/sign-in"
        path = str(response.url.relative())
    answer = await send(browser, path, "/sign-in", login="Hoa", password="mười hai giờ trưa")
    assert answer.status == 303
    assert answer.headers["Location"] == wanted
    async with browser.get(wanted) as response:
        assert response.status == 200
    answer = await send(browser, "/sign-out", "/sign-out")
    assert answer.headers["Location"] == "/"
    async with browser.get(wanted, allow_redirects=False) as response:
        assert response.status == 302


async def test_a_wrong_password_is_said_beside_the_form(opened: Hall) -> None:
    browser = await opened.browser("")
    data = filled(form_for(await page(browser, "/sign-in"), "/sign-in"))
    data.update(login="hoa", password="?")
    async with browser.post("/sign-in", data=data) as response:
        assert response.status == 401
        shown = read(await response.text())
    assert "login" in filled(form_for(shown, "/sign-in"))
    [alert] = [each for each in shown.all("p") if each["role"] == "alert"]
    assert alert.words == "Tên đăng nhập hoặc mật khẩu không đúng."


async def test_nobody_is_led_to_another_site_after_signing_in(opened: Hall) -> None:
    shown = await page(await opened.browser(""), "/sign-in?back=https://elsewhere.vn/")
    assert filled(form_for(shown, "/sign-in"))["back"] == "/conferences"


async def test_signing_out_everywhere_ends_the_other_devices(opened: Hall) -> None:
    chair = await opened.browser("chair")
    answer = await send(chair, "/sign-out-everywhere", "/sign-out-everywhere")
    assert answer.status == 303
    async with chair.get("/conferences", allow_redirects=False) as response:
        assert response.status == 302


# -- with a PIN ----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Ba Đình", "ba dinh", "ba d", "001"])
async def test_a_site_comes_in_with_its_name_and_six_digits(opened: Hall, typed: str) -> None:
    sheet = await issued(opened)
    browser = await opened.browser("")
    answer = await send(browser, JOIN, JOIN, site=typed, pin=sheet["Ba Đình"][0])
    assert answer.status == 303
    assert answer.headers["Location"] == f"/conferences/{MEETING}/site"
    async with browser.get(answer.headers["Location"]) as response:
        assert response.status == 200
    shown = await page(browser, JOIN)
    assert filled(form_for(shown, JOIN))["site"] == "Ba Đình", "the room is remembered"


@pytest.mark.parametrize("typed", ["", "đ", "Mỹ Đức", "Hà Đông"])
async def test_a_name_that_is_unclear_is_answered_like_a_wrong_pin(
    opened: Hall, typed: str
) -> None:
    pin, _ = (await issued(opened))["Ba Đình"]
    answer = await send(await opened.browser(""), JOIN, JOIN, site=typed, pin=pin)
    assert answer.status == 401


async def test_a_pin_is_for_the_sites_chosen_and_the_old_one_ends(opened: Hall) -> None:
    first = await issued(opened)
    second = await issued(opened, code(BA_DINH))
    assert set(second) == {"Ba Đình"}
    browser = await opened.browser("")
    answer = await send(browser, JOIN, JOIN, site="Ba Đình", pin=first["Ba Đình"][0])
    assert answer.status == 401
    answer = await send(browser, JOIN, JOIN, site="Ba Đình", pin=second["Ba Đình"][0])
    assert answer.status == 303


async def test_the_only_conference_of_today_needs_no_choice(opened: Hall) -> None:
    browser = await opened.browser("")
    async with browser.get("/join", allow_redirects=False) as response:
        assert response.headers["Location"] == JOIN


async def test_several_conferences_of_today_are_a_choice(opened: Hall) -> None:
    secretary = await opened.browser("secretary")
    answer = await send(
        secretary,
        "/conferences/new",
        "/conferences/new",
        title="Hội nghị chiều",
        starts_at="2024-04-19T14:00",
        ends_at="2024-04-19T16:00",
    )
    path = answer.headers["Location"]
    data = filled(form_for(await page(secretary, f"{path}/invitation"), "/announce_conference"))
    other = path.split("/")[2]
    async with secretary.post(f"/conferences/{other}/acts/announce_conference", data=data) as done:
        assert done.status == 200
    shown = await page(await opened.browser(""), "/join")
    assert {a["href"] for a in shown.all("a") if a["href"].startswith("/join/")} == {
        JOIN,
        f"/join/{other}",
    }


async def test_a_conference_that_is_over_or_not_announced_has_no_door() -> None:
    for scene in (CLOSED, PLANNED):
        async for made in on_stage(scene, minutes=-250):
            async with (await made.browser("")).get(JOIN) as response:
                assert response.status == 404
                assert "giao ban quý" not in await response.text()


# -- with a link ---------------------------------------------------------------------------------


async def test_a_link_shows_one_button_and_works_once(opened: Hall) -> None:
    _, link = (await issued(opened))["Ba Đình"]
    browser = await opened.browser("")
    for _ in range(2):  # a preview fetches it first, and nothing has happened
        shown = await page(browser, link)
        assert len(list(form_for(shown, link).all("button"))) == 1
    answer = await send(browser, link, link)
    assert answer.headers["Location"] == f"/conferences/{MEETING}/site"
    shown = await page(browser, link)
    assert not [form for form in shown.all("form") if form["action"] == link]
    assert [a["href"] for a in shown.all("a") if a["href"].startswith(JOIN)] == [f"{JOIN}?site=001"]


async def test_passes_are_shown_once(opened: Hall) -> None:
    sheet = await issued(opened)
    async with (await opened.browser("secretary")).get(PASSES) as response:
        html = await response.text()
    assert all(pin not in html and link not in html for pin, link in sheet.values())
    assert re.search(r"07:30.*19/04/2024", html, re.DOTALL)


async def test_pressed_twice_the_same_pins_are_shown_and_no_pass_ends(opened: Hall) -> None:
    secretary = await opened.browser("secretary")
    async with secretary.get(PASSES) as response:
        fields = filled(form_for(read(await response.text()), "/passes"))

    async def pressed() -> str:
        async with secretary.post(PASSES, data=fields) as response:
            assert response.status == 200
            return " ".join(each.words for each in read(await response.text()).all("section"))

    first, second = await asyncio.gather(pressed(), pressed())
    assert first == second == await pressed()
    fields["sites"] = "001"
    assert await pressed() != first


async def test_passes_are_offered_to_the_sites_invited_and_to_no_other() -> None:
    uninvited = UninviteSite(**by(SECRETARY, -400), site=code(BA_DINH))
    async for made in on_stage(ANNOUNCED, uninvited, minutes=-290):
        shown = await page(await made.browser("operator"), PASSES)
        offered = [each.words for each in shown.all("label")]
        assert "Đông Anh" in offered
        assert "Ba Đình" not in offered


async def test_signing_out_twice_does_no_harm(opened: Hall) -> None:
    browser = await opened.browser("")
    csrf = filled(form_for(await page(browser, "/sign-in"), "/sign-in"))["csrf"]
    async with browser.post("/sign-out", data={"csrf": csrf}, allow_redirects=False) as response:
        assert response.status == 303


async def test_the_slips_can_be_kept_as_a_table(opened: Hall) -> None:
    secretary = await opened.browser("secretary")
    data = filled(form_for(await page(secretary, PASSES), PASSES))
    async with secretary.post(PASSES, data=data) as response:
        sheet = read(await response.text())
    [link] = [each["href"] for each in sheet.all("a") if each["href"].startswith("data:")]
    table = unquote(link.partition(",")[2])
    assert table.startswith("\ufeffMã,Điểm cầu,PIN,Liên kết\r\n001,Ba Đình,")
