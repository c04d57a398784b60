"""The secretariat looks after its letters: the list, one letter, and the addresses of the sites."""

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace
from multidict import MultiDict

from diemcau.app.ports.letters import Letter
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.ids import FIRST_BODY, SiteCode
from diemcau.domain.nouns.sites import InviteSite, SitePlan
from tests.support.hall import Hall
from tests.support.markup import doubled_ids, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import ANNOUNCED, BA_DINH, DONG_ANH, SECRETARY, SITES, at, by, code
from tests.support.room import MEETING
from tests.support.scene import on_stage

LISTING = "sites_126"
LETTER = Letter(
    key=f"invitation/{MEETING}/1/001",
    meeting=MEETING,
    site=code(BA_DINH),
    to="old@example.vn",
    subject="Giấy mời: Hội nghị <giao ban>",
    text="Kính gửi: quận Ba Đình\n",
    calendar=b"BEGIN:VCALENDAR",
    made_at=at(-300),
    due_at=at(0),
    until=at(0),
    tries=1,
    problem="550 no such mailbox",
)
OTHERS = (
    replace(LETTER, key="sent", subject="Đã tới", sent_at=at(-290), problem=""),
    replace(LETTER, key="waits", subject="Còn chờ", due_at=at(-300), problem=""),
    replace(LETTER, key="tries", subject="Thử lại", due_at=at(-190), problem="421 busy"),
    replace(LETTER, key="late", subject="Quá giờ", until=at(-250), problem=""),
)


@pytest.fixture
async def office() -> AsyncIterator[Hall]:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        await made.store.directory.put(
            DirectorySite(listing=LISTING, code=code(site), name=site.name, kind="quận")
            for site in SITES
        )
        await made.store.letters.post([LETTER, *OTHERS])
        yield made


async def text(hall: Hall, who: str, path: str, status: int = 200) -> str:
    async with (await hall.browser(who)).get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return await response.text()


async def sends(hall: Hall, who: str, status: int = 303, **addresses: str) -> str:
    """Fill in the form of the addresses."""
    form = form_for(read(await text(hall, who, "/letters/addresses")), "/letters/addresses")
    sent = MultiDict(filled(form))
    for site, address in addresses.items():
        sent[f"address.{site.removeprefix('s')}"] = address
    browser = await hall.browser(who)
    async with browser.post(form["action"], data=sent, allow_redirects=False) as response:
        assert response.status == status
        return await response.text()


async def test_the_secretary_sees_what_went_out_and_what_did_not_and_why(office: Hall) -> None:
    html = await text(office, "secretary", "/letters")
    for told in ("Bị từ chối", "550 no such mailbox", "Đã gửi", "Chờ gửi", "Đang thử lại"):
        assert told in html
    assert "Hội nghị &lt;giao ban&gt;" in html
    assert "Không còn cần gửi" in html


async def test_letters_are_found_by_their_state_and_by_words_without_marks(office: Hall) -> None:
    refused = await text(office, "secretary", "/letters?show=refused")
    assert "giao ban" in refused
    assert "Đã tới" not in refused
    found = await text(office, "secretary", "/letters?q=da+toi")
    assert "Đã tới" in found
    assert "Còn chờ" not in found
    assert "Không có thư nào" in await text(office, "secretary", "/letters?q=khong-co-dau")


async def test_a_letter_can_be_read(office: Hall) -> None:
    html = await text(office, "secretary", f"/letters/letter?key={LETTER.key}")
    assert "Kính gửi: quận Ba Đình" in html
    assert "iCalendar" in html
    await text(office, "secretary", "/letters/letter?key=nothing", 404)


async def test_letters_and_addresses_are_the_secretariats_alone(office: Hall) -> None:
    for path in ("/letters", f"/letters/letter?key={LETTER.key}", "/letters/addresses"):
        for who in ("chair", "deputy", "operator", "screen", "admin", "ba-dinh"):
            html = await text(office, who, path, 403)
            assert "example.vn" not in html
        await text(office, "", path, 302)
    assert 'href="/letters"' not in await text(office, "chair", "/conferences")
    assert 'href="/letters"' in await text(office, "secretary", "/conferences")


async def test_with_the_right_address_what_was_refused_goes_out_again(office: Hall) -> None:
    await sends(office, "secretary", s001=" new@example.vn ", s017="dong-anh@example.vn")
    assert await office.store.addresses.all(FIRST_BODY) == {
        code(BA_DINH): "new@example.vn",
        code(DONG_ANH): "dong-anh@example.vn",
    }
    [again] = [
        each for each in await office.store.letters.all(FIRST_BODY) if each.key == LETTER.key
    ]
    assert (again.to, again.problem, again.due_at) == ("new@example.vn", "", at(-200))
    assert 'value="new@example.vn"' in await text(office, "secretary", "/letters/addresses")


@pytest.mark.parametrize(
    "wrong",
    [
        "ba-dinh",
        "a@b@c.vn",
        "a b@c.vn",
        "x@y.vn\nBcc: z@z.vn",
        "a,b@c.vn",
        "<a@b.vn>",
        "@c.vn",
        "đức@c.vn",
    ],
)
async def test_of_addresses_among_which_one_is_none_none_is_kept(office: Hall, wrong: str) -> None:
    html = await sends(office, "secretary", 409, s001=wrong, s017="dong-anh@example.vn")
    assert "Chưa địa chỉ nào được lưu" in html
    assert await office.store.addresses.all(FIRST_BODY) == {}


async def test_a_site_that_nobody_knows_gets_no_address(office: Hall) -> None:
    await sends(office, "secretary", s999="x@example.vn", s001="")
    assert SiteCode("999") not in await office.store.addresses.all(FIRST_BODY)


async def test_the_pages_are_whole(office: Hall) -> None:
    for path in ("/letters", f"/letters/letter?key={LETTER.key}", "/letters/addresses"):
        html = read(await text(office, "secretary", path))
        assert not doubled_ids(html)
        assert not unlabelled(html)
        assert not skipped_headings(html)


async def test_a_site_that_stands_in_no_list_can_be_written_to_as_well(office: Hall) -> None:
    plan = SitePlan(SiteCode("so-nv"), "Sở Nội vụ", kind="sở")
    await office.parts.rooms.submit(MEETING, InviteSite(**by(SECRETARY, -190), plan=plan))
    html = await text(office, "secretary", "/letters/addresses")
    assert "Điểm cầu ngoài danh sách" in html
    form = form_for(read(html), "/letters/addresses")
    sent = MultiDict(filled(form))
    sent["address.so-nv"] = "snv@example.vn"
    sent["address.khong-co"] = "ai-do@example.vn"
    browser = await office.browser("secretary")
    async with browser.post("/letters/addresses", data=sent) as response:
        assert response.status == 200
    assert await office.store.addresses.all(FIRST_BODY) == {SiteCode("so-nv"): "snv@example.vn"}
