"""The pages on which an admin looks after people, and the link by which they come in."""

import csv
import io
import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from diemcau.app.ports.people import Post
from tests.support.entrance import HOA, CheapPasswords
from tests.support.hall import Hall, hall
from tests.support.markup import Element, filled, form_for, read, unlabelled
from tests.support.meeting import LOBBY

LINK = re.compile(r"/invited/[\w-]+")
CHOSEN = "bến nước cây đa sân đình"


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async with hall(LOBBY, minutes=-30) as made:
        made.parts.admission.passwords = CheapPasswords()
        await made.store.accounts.put(HOA)
        yield made


async def page(browser: ClientSession, path: str, status: int = 200) -> Element:
    async with browser.get(path) as response:
        assert response.status == status, path
        return read(await response.text())


async def sent(
    browser: ClientSession, path: str, action: str, **fields: str
) -> tuple[int, str, Element]:
    """The status, where it leads, and the page that came back."""
    data = filled(form_for(await page(browser, path), action))
    data.update(fields)
    async with browser.post(action, data=data, allow_redirects=False) as response:
        where = response.headers.get("Location", "")
        return response.status, where, read(await response.text())


async def test_a_secretary_is_asked_in_and_chooses_a_password(opened: Hall) -> None:
    admin, lan = await opened.browser("admin"), await opened.browser("")
    status, _, shown = await sent(
        admin, "/people", "/people", login="lan", name="Trần Thị Lan", post="secretary"
    )
    assert status == 200
    [link] = [each["value"] for each in shown.all("input") if each["name"] == "link"]
    [path] = LINK.findall(link)
    row = next(each for each in (await page(admin, "/people")).all("tr") if "Lan" in each.words)
    assert "Chờ vào lần đầu" in row.words
    assert "chưa vào lần nào" in row.words
    assert "Trần Thị Lan" in (await page(lan, path)).words
    told = await sent(lan, path, path, new_password=CHOSEN, again_password=CHOSEN)
    assert told[:2] == (303, "/conferences")
    assert "Trần Thị Lan" in (await page(lan, "/me")).words
    row = next(each for each in (await page(admin, "/people")).all("tr") if "Lan" in each.words)
    assert "Đăng nhập lúc" in row.words
    await page(await opened.browser("chair"), path, 404)


async def test_a_button_pressed_twice_makes_one_link(opened: Hall) -> None:
    admin = await opened.browser("admin")
    data = filled(form_for(await page(admin, "/people/hoa"), "/people/hoa/invite"))
    links = set()
    for _ in range(2):
        async with admin.post("/people/hoa/invite", data=data) as response:
            links.update(LINK.findall(await response.text()))
    assert len(links) == 1
    account = await opened.parts.people.asked_in(links.pop().removeprefix("/invited/"))
    assert account.login == "hoa"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"login": "bà lan"}, "login"),
        ({"login": "hoa"}, "login"),
        ({"name": " "}, "name"),
        ({"post": "site"}, "site"),
    ],
)
async def test_what_is_wrong_stands_at_its_field(
    opened: Hall, typed: dict[str, str], field: str
) -> None:
    said = {"login": "lan", "name": "Trần Thị Lan", "post": "secretary"} | typed
    status, _, shown = await sent(await opened.browser("admin"), "/people", "/people", **said)
    wrong = [
        each["name"]
        for kind in ("input", "select")
        for each in shown.all(kind)
        if each.attributes.get("aria-invalid")
    ]
    assert (status >= 400, wrong) == (True, [field])
    assert unlabelled(shown) == []


async def test_hoa_is_renamed_shut_out_let_in_and_removed(opened: Hall) -> None:
    admin, at = await opened.browser("admin"), "/people/hoa"
    accounts = opened.store.accounts
    assert (await sent(admin, at, at, name="Nguyễn Hoa", post="deputy"))[:2] == (303, at)
    hoa = await accounts.by_login("hoa")
    assert hoa
    assert (hoa.name, hoa.post) == ("Nguyễn Hoa", Post.DEPUTY)
    for act, shut in (("disable", True), ("enable", False)):
        assert (await sent(admin, at, f"{at}/{act}"))[:2] == (303, at)
        hoa = await accounts.by_login("hoa")
        assert hoa
        assert hoa.disabled is shut
    assert (await sent(admin, at, f"{at}/let-in"))[:2] == (303, at)
    asked = await page(admin, f"{at}/remove")
    assert "Nguyễn Hoa" in asked.words
    assert await accounts.by_login("hoa")
    assert (await sent(admin, f"{at}/remove", f"{at}/remove"))[:2] == (303, "/people")
    assert await accounts.by_login("hoa") is None
    await page(admin, at, 404)


async def test_her_devices_are_seen_and_signed_out(opened: Hall) -> None:
    admin, hoa = await opened.browser("admin"), await opened.browser("")
    hoa.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36"
    await sent(hoa, "/sign-in", "/sign-in", login="hoa", password=HOA.password[len("hashed:") :])
    shown = await page(admin, "/people/hoa")
    assert "Chrome – Linux" in shown.words
    assert unlabelled(shown) == []
    await sent(admin, "/people/hoa", "/people/hoa/sign-out")
    assert "Chrome – Linux" not in (await page(admin, "/people/hoa")).words
    async with hoa.get("/me", allow_redirects=False) as response:
        assert response.status == 302


async def test_the_last_admin_stays(opened: Hall) -> None:
    admin, at = await opened.browser("admin"), "/people/founder"
    for path, action, fields in (
        (at, f"{at}/disable", {}),
        (f"{at}/remove", f"{at}/remove", {}),
        (at, at, {"post": "chair"}),
    ):
        status, _, shown = await sent(admin, path, action, **fields)
        assert status == 409
        assert "quản trị cuối cùng" in shown.words
    founder = await opened.store.accounts.by_login("founder")
    assert founder
    assert (founder.post, founder.disabled) == (Post.ADMIN, False)


@pytest.mark.parametrize("who", ["chair", "secretary", "operator", "ba-dinh"])
async def test_nobody_but_the_admin_looks_after_people(opened: Hall, who: str) -> None:
    browser = await opened.browser(who)
    for path in ("/people", "/people/hoa", "/people/hoa/remove"):
        await page(browser, path, 403)
    headers = {"X-CSRF": f"csrf-of-{who}"}
    for path in ("", "/hoa", "/hoa/invite", "/hoa/disable", "/hoa/sign-out", "/hoa/remove"):
        async with browser.post(f"/people{path}", data={}, headers=headers) as response:
            assert response.status == 403


async def test_a_post_that_is_none_is_refused(opened: Hall) -> None:
    status, _, _ = await sent(
        await opened.browser("admin"), "/people", "/people", login="lan", name="Lan", post="king"
    )
    assert status == 400


async def test_the_security_log_is_asked_for_somebody_and_some_days(opened: Hall) -> None:
    admin = await opened.browser("admin")
    await sent(admin, "/people/hoa", "/people/hoa/let-in")
    day = opened.clock.now().date().isoformat()
    for query, found in (
        ("text=hoa", True),
        ("text=HOA&what=let_in", True),
        (f"text=hoa&from={day}&to={day}", True),
        ("text=hoa&what=failed", False),
        ("text=hoa&to=2000-01-01", False),
        ("text=hoa&from=0001-01-01&to=9999-12-31", True),
        ("text=hoa&what=x&from=x&to=x&before=x", True),
    ):
        shown = await page(admin, f"/security?{query}")
        rows = [each for each in shown.all("td") if "tài khoản hoa" in each.words]
        assert bool(rows) is found, query
        assert unlabelled(shown) == []


async def test_a_list_of_accounts_says_their_rights_and_when_they_were_used_last(
    opened: Hall,
) -> None:
    seen = opened.clock.now()
    await opened.store.sign_ins.put(HOA.login, seen)
    admin = await opened.browser("admin")
    page_links = {each["href"] for each in (await page(admin, "/people")).all("a")}
    assert "/people.csv" in page_links
    async with admin.get("/people.csv") as response:
        text = (await response.read()).decode("utf-8-sig")
    rows = {row["login"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows[HOA.login]["post"] == HOA.post
    assert rows[HOA.login]["second_step"] == "false"
    assert rows[HOA.login]["signed_in_at"] == seen.isoformat()
    assert HOA.password not in text
    async with (await opened.browser("secretary")).get("/people.csv") as response:
        assert response.status == 403
