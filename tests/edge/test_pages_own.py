"""The page of one's own account."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientResponse, ClientSession
from typing_extensions import override

from diemcau.app.people.accounts import NewAccount, add
from diemcau.app.ports.people import Post
from diemcau.edge.pages.account.own import WHICH
from diemcau.edge.who.browsers import browser_called
from tests.support.entrance import CheapPasswords
from tests.support.hall import Hall
from tests.support.markup import Element, filled, form_for, read, unlabelled
from tests.support.meeting import LOBBY
from tests.support.scene import on_stage

OLD, NEW = "mười hai giờ trưa", "bến nước cây đa sân đình"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 "
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1"


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async for made in on_stage(LOBBY, minutes=-30):
        made.parts.admission.passwords = CheapPasswords()
        new = NewAccount(login="lan", name="Trần Thị Lan", post=Post.SECRETARY, password=OLD)
        await add(made.store.accounts, made.parts.admission.passwords, new)
        yield made


async def entered(hall: Hall, agent: str) -> ClientSession:
    """A browser of her own, in which Lan is signed in."""
    hall.browsers.pop("", None)
    browser = await hall.browser("")
    browser.headers["User-Agent"] = agent
    await sent(browser, "/sign-in", "/sign-in", login="lan", password=OLD)
    hall.browsers[agent] = browser
    return browser


async def page(browser: ClientSession, path: str = "/me") -> Element:
    async with browser.get(path) as response:
        assert response.status == 200, path
        return read(await response.text())


async def sent(browser: ClientSession, path: str, action: str, **fields: str) -> ClientResponse:
    data = filled(form_for(await page(browser, path), action))
    data.update(fields)
    async with browser.post(action, data=data, allow_redirects=False) as response:
        await response.read()
        return response


async def test_lan_changes_her_password_and_stays_where_she_is(opened: Hall) -> None:
    browser = await entered(opened, CHROME)
    answer = await sent(
        browser, "/me", "/me/password", old_password=OLD, new_password=NEW, again_password=NEW
    )
    assert (answer.status, answer.headers["Location"]) == (303, "/me?changed=1")
    assert "Đã đổi mật khẩu" in (await page(browser, "/me?changed=1")).words
    assert (
        await sent(
            browser, "/me", "/me/password", old_password=OLD, new_password=NEW, again_password=NEW
        )
    ).status == 401


class SlowPasswords(CheapPasswords):
    """Compares when `go` is set, and says when it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.go = asyncio.Event(), asyncio.Event()

    @override
    async def matches(self, password: str, hashed: str) -> bool:
        self.asked.set()
        await self.go.wait()
        return await super().matches(password, hashed)


async def test_a_password_changed_by_two_presses_is_changed_once_and_lan_stays(
    opened: Hall,
) -> None:
    browser = await entered(opened, CHROME)
    data = filled(form_for(await page(browser), "/me/password"))
    data.update({f"{which}_password": NEW for which in WHICH} | {"old_password": OLD})
    opened.parts.admission.passwords = slow = SlowPasswords()

    async def pressed() -> int:
        async with browser.post("/me/password", data=data, allow_redirects=False) as response:
            return response.status

    first = asyncio.ensure_future(pressed())
    await slow.asked.wait()
    second = asyncio.ensure_future(pressed())
    await page(browser)  # a page asks for more than a press does, which is inside by then
    slow.go.set()
    assert [await first, await second] == [303, 303]
    assert len(slow.compared) == 1
    assert "Trần Thị Lan" in (await page(browser)).words


@pytest.mark.parametrize(
    ("typed", "field", "status"),
    [
        ({"old_password": "đoán thử một lần"}, "old_password", 401),
        ({"again_password": "khác"}, "again_password", 400),
        ({"new_password": "ngắn", "again_password": "ngắn"}, "new_password", 400),
        ({"new_password": "lanlanlanlan", "again_password": "lanlanlanlan"}, "new_password", 400),
    ],
)
async def test_what_is_wrong_stands_at_its_field_and_no_password_comes_back(
    opened: Hall, typed: dict[str, str], field: str, status: int
) -> None:
    browser = await entered(opened, CHROME)
    data = filled(form_for(await page(browser), "/me/password"))
    data.update({f"{which}_password": NEW for which in WHICH} | {"old_password": OLD} | typed)
    async with browser.post("/me/password", data=data) as response:
        html = await response.text()
    shown = read(html)
    wrong = [each for each in shown.all("input") if each.attributes.get("aria-invalid")]
    assert (response.status, [each["name"] for each in wrong]) == (status, [field])
    assert [secret for secret in (OLD, NEW, "lanlanlanlan") if secret in html] == []
    assert unlabelled(shown) == []


async def test_a_forgotten_phone_is_signed_out_from_the_laptop(opened: Hall) -> None:
    phone, laptop = await entered(opened, IPHONE), await entered(opened, CHROME)
    shown = await page(laptop)
    assert "Safari – iPhone" in shown.words
    assert "Chrome – Linux" in shown.words
    [action] = [each["action"] for each in shown.all("form") if "/me/devices/" in each["action"]]
    answer = await sent(laptop, "/me", action)
    assert answer.headers["Location"] == "/me#devices"
    async with phone.get("/me", allow_redirects=False) as response:
        assert response.status == 302
    assert "Safari – iPhone" not in (await page(laptop)).words


async def test_a_room_that_came_by_pin_has_no_account(opened: Hall) -> None:
    async with (await opened.browser("ba-dinh")).get("/me") as response:
        assert response.status == 403
    async with (await opened.browser("")).get("/me", allow_redirects=False) as response:
        assert response.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("agent", "called"),
    [
        (CHROME, "Chrome – Linux"),
        (IPHONE, "Safari – iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0 Safari/537.36 Edg/156.0",
         "Edge – Windows"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0",
         "Firefox – Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/150.0 Mobile Safari/537.36", "Chrome – Android"),
        ("python-client/1.0 (home)", "python-client/1.0"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_the_names_people_know(agent: str, called: str) -> None:
    assert browser_called(agent) == called
