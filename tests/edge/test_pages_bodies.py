"""A second council on the installation: made on one page, and its first conference planned."""

import io
import re
from collections.abc import AsyncIterator
from datetime import date

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace
from pypdf import PdfReader

from diemcau.adapters import listings
from diemcau.adapters.units import shipped
from diemcau.app.office.units import UnitAct
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId
from diemcau.domain.nouns.terms import Role
from diemcau.domain.units.nouns import UnitChange, UnitCode, UnitPlan
from tests.support.entrance import CheapPasswords
from tests.support.hall import Hall, hall
from tests.support.markup import Element, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import LOBBY

SOC_SON = BodyId("soc-son")
FOUNDER = Actor(Role.PUBLIC, "Lê Thị Bình", login="founder")
AGO = date(2020, 1, 1)
CHOSEN = "bến nước cây đa sân đình"
SAID = {
    "unit": "xã Sóc Sơn",
    "place": "Sóc Sơn",
    "short_name": SOC_SON,
    "name": "Trần Thị Lan",
    "login": "lan",
    "listing": "",
}


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async with hall(LOBBY, minutes=-30) as made:
        made.parts.admission.passwords = CheapPasswords()
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


async def founded(opened: Hall) -> ClientSession:
    """Sóc Sơn, and its first secretary inside."""
    admin, lan = await opened.browser("admin"), await opened.browser("")
    status, _, shown = await sent(admin, "/bodies/new", "/bodies/new", **SAID)
    assert status == 200, shown.words
    [link] = [each["value"] for each in shown.all("input") if each["name"] == "link"]
    [path] = re.findall(r"/invited/[\w-]+", link)
    came = await sent(lan, path, path, new_password=CHOSEN, again_password=CHOSEN)
    assert came[:2] == (303, "/conferences")
    return lan


async def test_a_body_is_made_and_its_secretary_plans_a_conference_of_its_own(
    opened: Hall,
) -> None:
    lan = await founded(opened)
    _, where, _ = await sent(
        lan,
        "/conferences/new",
        "/conferences/new",
        title="Giao ban quý I xã Sóc Sơn",
        starts_at="2024-05-10T08:00",
    )
    [meeting] = re.findall(r"/conferences/([\w-]+)/edit", where)
    planned = await opened.parts.rooms.state(MeetingId(meeting))
    assert planned.body == SOC_SON
    assert planned.organiser == "Thường trực HĐND xã Sóc Sơn"
    [known] = await opened.store.library.headlines(SOC_SON)
    assert known.meeting == meeting
    assert (
        "Giao ban quý I xã"
        not in (await page(await opened.browser("secretary"), "/conferences")).words
    )
    bodies = await page(await opened.browser("admin"), "/bodies")
    assert "Thường trực HĐND xã Sóc Sơn" in bodies.words
    assert "Trần Thị Lan" in (await page(await opened.browser("admin"), "/bodies/soc-son")).words


async def test_a_body_made_from_a_unit_of_the_tree_has_its_sites_and_its_seat(opened: Hall) -> None:
    units, directory = opened.parts.units, opened.parts.directory
    await units.furnish(shipped())
    await directory.put(listings.shipped("sites_30"))
    first = await opened.parts.bodies.office(FIRST_BODY)
    await opened.parts.bodies.change(FIRST_BODY, replace(first, listing="sites_30"))
    below = UnitPlan(UnitCode("00377"), "Sóc Sơn", "thị trấn", 3, UnitCode("016"))
    await units.change("1", FOUNDER, UnitAct(UnitChange.FOUNDED, AGO, "NQ", after=(below,)))
    admin = await opened.browser("admin")
    said = SAID | {"unit": "Huyện Sóc Sơn"}
    assert (await sent(admin, "/bodies/new", "/bodies/new", **said))[0] == 200
    made = await opened.parts.bodies.one(SOC_SON)
    assert (made.above, made.site) == (FIRST_BODY, "016")
    [site] = await directory.listing(made.office.listing)
    assert (site.code, site.name, site.kind) == ("00377", "Sóc Sơn", "thị trấn")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"short_name": "Sóc Sơn"}, "short_name"),
        ({"short_name": FIRST_BODY}, "short_name"),
        ({"unit": " "}, "unit"),
    ],
)
async def test_what_is_amiss_stands_at_its_field_and_no_body_is_made(
    opened: Hall, typed: dict[str, str], field: str
) -> None:
    admin = await opened.browser("admin")
    status, _, shown = await sent(admin, "/bodies/new", "/bodies/new", **(SAID | typed))
    assert status in {400, 409}
    [wrong] = [each for each in shown.all("input") if each["aria-invalid"] == "true"]
    assert wrong["name"] == field
    assert not await opened.store.bodies.all()


async def test_where_the_login_is_taken_no_body_is_made(opened: Hall) -> None:
    admin = await opened.browser("admin")
    taken = SAID | {"login": "founder"}
    status, _, _ = await sent(admin, "/bodies/new", "/bodies/new", **taken)
    assert status == 409
    assert not await opened.store.bodies.all()


async def test_more_people_of_it_are_asked_in_from_its_page(opened: Hall) -> None:
    await founded(opened)
    admin = await opened.browser("admin")
    status, _, shown = await sent(
        admin, "/bodies/soc-son", "/bodies/soc-son/people", name="Bình", login="binh", post="admin"
    )
    assert status == 200
    assert any("/invited/" in str(each["value"]) for each in shown.all("input"))
    binh = await opened.store.accounts.by_login("binh")
    assert binh is not None
    assert (binh.post, binh.body) == (Post.ADMIN, SOC_SON)


async def test_an_office_changes_what_stands_on_its_papers(opened: Hall) -> None:
    admin = await opened.browser("admin")
    status, where, _ = await sent(
        admin,
        "/office",
        "/office",
        organiser="Thường trực HĐND thành phố Hà Nội",
        body="HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ",
        place="Hà Nội",
        symbol="TTHĐND",
    )
    assert (status, where) == (303, "/office")
    office = await opened.parts.bodies.office(FIRST_BODY)
    assert office.letterhead.body == ("HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ")
    assert office.letterhead.symbol == "TTHĐND"
    status, _, _ = await sent(admin, "/office", "/office", organiser=" ")
    assert status == 409
    assert await opened.parts.bodies.office(FIRST_BODY) == office


async def test_a_letterhead_is_seen_on_a_paper_before_it_is_kept(opened: Hall) -> None:
    admin = await opened.browser("admin")
    before = await opened.parts.bodies.office(FIRST_BODY)
    data = filled(form_for(await page(admin, "/office"), "/office"))
    data.update(body="HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG BA ĐÌNH", organiser="")
    async with admin.post("/office/preview", data=data) as response:
        assert (response.status, response.content_type) == (200, "application/pdf")
        words = PdfReader(io.BytesIO(await response.read())).pages[0].extract_text()
    assert "PHƯỜNG BA ĐÌNH" in words
    assert "DỰ THẢO" in words
    assert await opened.parts.bodies.office(FIRST_BODY) == before
    secretary = {**data, "csrf": "csrf-of-secretary"}
    async with (await opened.browser("secretary")).post("/office/preview", data=secretary) as told:
        assert told.status == 403


@pytest.mark.parametrize("path", ["/bodies", "/bodies/new", "/office"])
async def test_every_page_is_labelled(opened: Hall, path: str) -> None:
    shown = await page(await opened.browser("admin"), path)
    assert not unlabelled(shown)
    assert not skipped_headings(shown)
