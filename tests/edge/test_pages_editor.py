"""The secretary prepares a conference from nothing, by forms alone."""

from collections.abc import AsyncIterator
from unicodedata import normalize

import pytest
from aiohttp import ClientSession, FormData

from diemcau.app.calendar.manners import MANNERS
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.attendance import CheckIn, Mark
from diemcau.domain.nouns.conference import AnnounceConference, OpenLobby
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.terms import Kind, Phase, Presence
from tests.support.hall import Hall
from tests.support.markup import Element, doubled_ids, filled, form_for, read
from tests.support.meeting import BA_DINH, CHAIR, SECRETARY, by, code, delegate
from tests.support.room import MEETING
from tests.support.scene import on_stage

LISTING = "sites_30"
SITES = {"001": "Ba Đình", "017": "Đông Anh", "268": "Hà Đông"}


@pytest.fixture
async def opened() -> AsyncIterator[Hall]:
    async for made in on_stage(minutes=-290):
        await made.store.directory.put(
            DirectorySite(listing=LISTING, code=SiteCode(code), name=name, kind="quận", place=place)
            for place, (code, name) in enumerate(SITES.items())
        )
        yield made


async def page(browser: ClientSession, path: str) -> Element:
    async with browser.get(path) as response:
        assert response.status == 200, path
        return read(await response.text())


STEPS = {
    "facts": ("/revise_plan", "/change_settings", "/cancel_conference"),
    "agenda": ("/add_item", "/edit_item", "/move_item"),
    "sites": ("/invitations", "/invite_site", "/uninvite_site", "/set_roster", "/set_contact"),
    "invitation": ("/announce_conference",),
}
"""Step → what is done on its page."""


def page_of(editor: str, act: str) -> str:
    """`?item=…` of an editor stays where it is."""
    path, _, query = editor.partition("?")
    [step] = [step for step, acts in STEPS.items() if act in acts] or [""]
    return f"{path}/{step}?{query}" if step else editor


async def send(browser: ClientSession, editor: str, act: str, **fields: str) -> str:
    form = form_for(await page(browser, page_of(editor, act)), act)
    data = filled(form)
    data.update({name.replace("__", "."): value for name, value in fields.items()})
    async with browser.post(form["action"], data=data, allow_redirects=False) as response:
        assert response.status == 303, await response.text()
        return response.headers["Location"]


EMPTY = "-"


async def planned(hall: Hall, listing: str = LISTING) -> tuple[str, MeetingId]:
    secretary = await hall.browser("secretary")
    editor = await send(
        secretary,
        "/conferences/new",
        "/conferences/new",
        title="Giao ban quý II",
        source=EMPTY,
        hub="",
        secretary="",
        starts_at="2024-07-19T08:00",
        ends_at="2024-07-19T11:30",
        chair="Chủ tịch",
        listing=listing,
    )
    return editor, MeetingId(editor.split("/")[2])


async def test_a_conference_is_planned_with_the_sites_of_a_list(opened: Hall) -> None:
    _, made = await planned(opened)
    meeting = await opened.parts.rooms.state(made)
    assert meeting.title == "Giao ban quý II"
    assert meeting.starts_at
    assert meeting.starts_at.isoformat() == "2024-07-19T08:00:00+07:00"
    assert [meeting.sites[code].name for code in meeting.site_order] == [*SITES.values()]


async def test_a_plan_that_ends_before_it_starts_is_refused_in_words(opened: Hall) -> None:
    secretary = await opened.browser("secretary")
    data = filled(form_for(await page(secretary, "/conferences/new"), "/conferences/new"))
    data.update(title="x", starts_at="2024-07-19T08:00", ends_at="2024-07-19T07:00")
    async with secretary.post("/conferences/new", data=data) as response:
        assert response.status == 409
        assert "Giờ kết thúc phải sau giờ bắt đầu" in await response.text()


@pytest.mark.parametrize("id_", ["new", "a/b", "..", "x\r\nSet-Cookie: a=b", "Hội nghị"])
async def test_the_id_of_a_conference_can_stand_in_its_address(opened: Hall, id_: str) -> None:
    secretary = await opened.browser("secretary")
    data = filled(form_for(await page(secretary, "/conferences/new"), "/conferences/new"))
    data.update(id=id_, title="x", starts_at="2024-07-19T08:00", ends_at="2024-07-19T09:00")
    async with secretary.post("/conferences/new", data=data) as response:
        assert response.status == 400


async def test_facts_settings_agenda_and_announcement(opened: Hall) -> None:
    editor, made = await planned(opened)
    secretary = await opened.browser("secretary")
    await send(secretary, editor, "/revise_plan", title="Giao ban quý II/2024")
    await send(secretary, editor, "/change_settings", settings__presets__report="12:30")
    for title in ("Khai mạc", "Thảo luận", "Kết luận"):
        await send(secretary, editor, "/add_item", plan__title=title, plan__minutes="10")
    item = (await opened.parts.rooms.state(made)).item_order[1]
    await send(secretary, editor, "/add_item", plan__title="Tổ 1", plan__parent=item)
    await send(secretary, editor, "/add_item", plan__title="Nội bộ", plan__internal="true")
    await send(
        secretary,
        f"{editor}?item={item}",
        "/edit_item",
        plan__title="Trao đổi",
        plan__budget="05:00",
        plan__documents__0__title="Báo cáo",
        plan__documents__0__address="/bao-cao.pdf",
    )
    await send(secretary, editor, "/move_item")
    await send(secretary, editor, "/announce_conference")
    meeting = await opened.parts.rooms.state(made)
    shown = [
        (each.number, each.title) for each in map(meeting.items.__getitem__, meeting.item_order)
    ]
    assert shown == [
        ("1", "Trao đổi"),
        ("1.1", "Tổ 1"),
        ("2", "Khai mạc"),
        ("3", "Kết luận"),
        ("4", "Nội bộ"),
    ]
    assert meeting.items[item].budget == 300
    assert meeting.items[item].documents[0].address == "/bao-cao.pdf"
    assert meeting.settings.presets[Kind.REPORT] == 750
    assert meeting.settings.procedural_when_closed
    assert meeting.phase is Phase.ANNOUNCED


async def test_a_conference_takes_over_all_of_an_earlier_one_and_no_paper(opened: Hall) -> None:
    earlier, made = await planned(opened)
    secretary = await opened.browser("secretary")
    await send(secretary, earlier, "/add_item", plan__title="Khai mạc", plan__internal="true")
    await send(secretary, earlier, "/change_settings", settings__presets__report="1:00")
    await send(secretary, f"{earlier}?site=001", "/set_roster", roster="Nguyễn Văn A; Chủ tịch")
    await send(secretary, f"{earlier}?site=001", "/set_contact", contact__phone="0912 000 001")
    editor = await send(
        secretary,
        "/conferences/new",
        "/conferences/new",
        title="Giao ban quý III",
        starts_at="2024-10-18T08:00",
        ends_at="2024-10-18T11:30",
        source=made,
    )
    meeting = await opened.parts.rooms.state(MeetingId(editor.split("/")[2]))
    assert [(item.title, item.internal) for item in meeting.items.values()] == [("Khai mạc", True)]
    before = await opened.parts.rooms.state(made)
    assert (meeting.settings, meeting.chair) == (before.settings, "Chủ tịch")
    assert list(meeting.site_order) == list(before.site_order)
    ba_dinh = meeting.sites[SiteCode("001")]
    assert [each.name for each in ba_dinh.roster] == ["Nguyễn Văn A"]
    assert ba_dinh.contact.phone == "0912 000 001"
    offered = [each["value"] for each in (await page(secretary, "/conferences/new")).all("option")]
    assert {made, meeting.id} <= {*offered}


async def test_an_item_goes_under_another_and_out_again_by_forms(opened: Hall) -> None:
    editor, made = await planned(opened)
    secretary = await opened.browser("secretary")
    for title in ("Khai mạc", "Tổ 1", "Kết luận"):
        await send(secretary, editor, "/add_item", plan__title=title)

    async def pressed(label: str) -> list[str]:
        [form, *_] = [
            each
            for each in (await page(secretary, f"{editor}/agenda")).all("form")
            if each["action"].endswith("/move_item") and label in each.words
        ]
        async with secretary.post(form["action"], data=filled(form)) as response:
            assert response.status == 200
        meeting = await opened.parts.rooms.state(made)
        return [
            f"{meeting.items[id_].number} {meeting.items[id_].title}" for id_ in meeting.item_order
        ]

    under = ["1 Khai mạc", "1.1 Tổ 1", "2 Kết luận"]
    assert await pressed("Đưa vào nội dung trên") == under
    assert await pressed("Tách ra") == ["1 Khai mạc", "2 Tổ 1", "3 Kết luận"]
    item = (await opened.parts.rooms.state(made)).item_order[1]
    first = (await opened.parts.rooms.state(made)).item_order[0]
    await send(secretary, f"{editor}?item={item}", "/edit_item", plan__parent=first)
    await send(secretary, f"{editor}?item={item}", "/edit_item", plan__title="Tổ một")
    assert (await opened.parts.rooms.state(made)).items[item].parent == first


async def test_sites_are_invited_prepared_and_uninvited(opened: Hall) -> None:
    editor, made = await planned(opened, listing="")
    secretary = await opened.browser("secretary")
    form = form_for(await page(secretary, f"{editor}/sites"), "/invitations")
    data = filled(form)
    for each in ("001", "017"):
        data.add("sites", each)
    for _ in range(2):
        async with secretary.post(form["action"], data=data, allow_redirects=False) as response:
            assert response.status == 303
    await send(secretary, editor, "/invite_site", plan__code="so-tc", plan__name="Sở Tài chính")
    site = f"{editor}?site=001"
    await send(secretary, site, "/set_roster", roster="Nguyễn Văn A; Chủ tịch\nTrần Thị B")
    await send(secretary, site, "/set_roster", roster="Trần Thị B\nNguyễn Văn A; Bí thư")
    await send(secretary, site, "/set_contact", contact__phone="0912 000 001")
    await send(secretary, f"{editor}?site=017", "/uninvite_site")
    meeting = await opened.parts.rooms.state(made)
    assert list(meeting.site_order) == ["001", "so-tc"]
    ba_dinh = meeting.sites[SiteCode("001")]
    assert [(each.id, each.title) for each in ba_dinh.roster] == [
        ("tran-thi-b", ""),
        ("nguyen-van-a", "Bí thư"),
    ]
    assert ba_dinh.contact.phone == "0912 000 001"


async def test_a_conference_is_cancelled_with_a_reason(opened: Hall) -> None:
    editor, made = await planned(opened)
    await send(await opened.browser("secretary"), editor, "/cancel_conference", reason="Bão")
    assert (await opened.parts.rooms.state(made)).phase is Phase.CANCELLED


async def test_a_draft_is_on_the_lists_of_the_hall_only(opened: Hall) -> None:
    _, made = await planned(opened)
    for who in ("chair", "deputy", "secretary", "operator", "admin", "screen", "ba-dinh"):
        async with (await opened.browser(who)).get("/conferences") as response:
            html = await response.text()
        assert ("Giao ban quý II" in html) is (who not in {"admin", "screen", "ba-dinh"}), (
            who,
            made,
        )


# -- a refusal stands at its field, and what was typed stays ---------------------------------------

AMISS = [
    ("facts", "revise_plan", {"title": " "}, "title", "Chưa có nội dung"),
    ("facts", "revise_plan", {"ends_at": "2024-07-19T07:00"}, "ends_at", "sau giờ bắt đầu"),
    ("facts", "revise_plan", {"starts_at": "9999-01-01T00:00"}, "ends_at", "sau giờ bắt đầu"),
    ("facts", "revise_plan", {"starts_at": "mai"}, "starts_at", "ghi chưa đúng"),
    ("facts", "revise_plan", {"hub": "dài" * 200}, "hub", "ghi chưa đúng"),
    (
        "facts",
        "change_settings",
        {"settings.presets.report": "lâu"},
        "settings.presets.report",
        "ghi chưa đúng",
    ),
    (
        "facts",
        "change_settings",
        {"settings.vote_quorum": "101"},
        "settings.vote_quorum",
        "ghi chưa đúng",
    ),
    ("facts", "cancel_conference", {"reason": " "}, "reason", "lý do"),
    ("agenda", "add_item", {"plan.title": " "}, "plan.title", "Chưa có nội dung"),
    (
        "agenda",
        "add_item",
        {"plan.title": "x", "plan.minutes": "-1"},
        "plan.minutes",
        "ghi chưa đúng",
    ),
    (
        "agenda",
        "add_item",
        {
            "plan.title": "x",
            "plan.documents.0.title": "Báo cáo",
            "plan.documents.0.address": "javascript:x",
        },
        "plan.documents.0.address",
        "",
    ),
    ("sites", "invite_site", {"plan.code": "001", "plan.name": "Ba Đình"}, "plan.code", ""),
    ("sites", "invite_site", {"plan.code": "x", "plan.name": " "}, "plan.name", "Chưa có tên"),
]


def named(html: Element, form: str) -> Element:
    return next(each for each in html.all("form") if each["id"] == form)


@pytest.mark.parametrize(("step", "act", "typed", "at", "told"), AMISS)
async def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(
    opened: Hall, step: str, act: str, typed: dict[str, str], at: str, told: str
) -> None:
    editor, made = await planned(opened)
    secretary = await opened.browser("secretary")
    form = named(await page(secretary, f"{editor}/{step}"), act)
    data = filled(form)
    data.update(typed)
    seq = (await opened.parts.rooms.room(made)).seq
    async with secretary.post(form["action"], data=data) as response:
        assert response.status in {400, 404, 409}
        html = read(await response.text())
    assert (await opened.parts.rooms.room(made)).seq == seq
    again = named(html, act)
    sent = {name: data.getall(name) for name in data if name != "id"}
    assert {name: filled(again).getall(name) for name in sent} == sent
    [wrong] = [each for each in again.all("input", "select") if each["aria-invalid"]]
    assert wrong["name"] == at
    [words] = [each for each in again.all("p") if each["class"] == "error"]
    assert wrong["aria-describedby"].split()[0] == words["id"]
    assert told in words.words
    assert not doubled_ids(html)


async def test_a_roster_that_leaves_out_whom_the_roll_call_knows_is_shown_again(
    opened: Hall,
) -> None:
    """Nobody leaves the list who was marked; the names that were typed are still there."""
    site = f"/conferences/{MEETING}/edit/sites?site={code(BA_DINH)}"
    for act in (
        AnnounceConference(**by(SECRETARY, -280)),
        OpenLobby(**by(CHAIR, -279)),
        CheckIn(**by(BA_DINH, -278), marks=(Mark(delegate(BA_DINH), Presence.IN_ROOM),)),
    ):
        await opened.parts.rooms.submit(MEETING, act)
    secretary = await opened.browser("secretary")
    form = form_for(await page(secretary, site), "/set_roster")
    data = filled(form)
    data["roster"] = "Người khác; Phó Chủ tịch"
    async with secretary.post(form["action"], data=data) as response:
        assert response.status == 409
        again = form_for(read(await response.text()), "/set_roster")
    assert filled(again)["roster"] == "Người khác; Phó Chủ tịch"
    assert "error" in [each["class"] for each in again.all("p")]


async def test_a_press_that_is_refused_is_told_at_the_head_of_the_page(opened: Hall) -> None:
    editor, _ = await planned(opened)
    secretary = await opened.browser("secretary")
    form = form_for(await page(secretary, f"{editor}/invitation"), "/announce_conference")
    again = filled(form)
    again["id"] = "another"
    async with secretary.post(form["action"], data=filled(form)) as response:
        assert response.status == 200
    async with secretary.post(form["action"], data=again) as response:
        assert response.status == 409
        assert 'role="alert"' in await response.text()


async def test_there_is_no_other_step(opened: Hall) -> None:
    editor, _ = await planned(opened)
    async with (await opened.browser("secretary")).get(f"{editor}/nothing") as response:
        assert response.status == 404


async def test_the_editor_opens_where_something_is_missing(opened: Hall) -> None:
    editor, _ = await planned(opened)
    secretary = await opened.browser("secretary")

    async def opens(query: str = "") -> str:
        async with secretary.get(editor + query, allow_redirects=False) as response:
            return response.headers["Location"].removeprefix(editor)

    assert await opens() == "/facts"
    await send(secretary, editor, "/revise_plan", hub="Hà Nội", secretary="Văn phòng")
    assert await opens() == "/agenda"
    assert await opens("?item=x") == "/agenda?item=x"
    assert await opens("?site=001") == "/sites?site=001"
    await send(secretary, editor, "/add_item", plan__title="Khai mạc")
    assert await opens() == "/invitation"


async def test_each_step_leads_to_what_it_misses_and_to_the_next(opened: Hall) -> None:
    editor, _ = await planned(opened)
    secretary = await opened.browser("secretary")
    html = await page(secretary, f"{editor}/facts")
    links = [each["href"] for each in html.all("a")]
    assert f"{editor}/facts#revise_plan-hub" in links
    assert "revise_plan-hub" in [each["id"] for each in html.all("input")]
    [on] = [each for each in html.all("button") if each["name"] == "back"]
    assert (on["form"], on["value"]) == ("revise_plan", f"{editor}/agenda")
    data = filled(form_for(html, "/revise_plan"))
    data.add("back", on["value"])
    async with secretary.post(form_for(html, "/revise_plan")["action"], data=data) as response:
        assert response.url.path == f"{editor}/agenda"


async def test_speaking_times_are_set_by_a_pattern_in_one_press(opened: Hall) -> None:
    editor, made = await planned(opened)
    secretary = await opened.browser("secretary")
    await send(secretary, editor, "/change_settings", settings__presets__report="1:00")
    pressed = [
        each
        for each in (await page(secretary, f"{editor}/facts")).all("form")
        if each["action"].endswith("/change_settings") and "Họp nhanh" in each.words
    ]
    async with secretary.post(pressed[0]["action"], data=filled(pressed[0])) as response:
        assert response.status == 200
    settings = (await opened.parts.rooms.state(made)).settings
    assert settings == MANNERS["brief"]


# -- begun from the last one, or from an outline ---------------------------------------------------


async def test_the_next_conference_is_planned_with_one_press(opened: Hall) -> None:
    """The last was about the first quarter, on a Friday at eight; the next is about the second."""
    secretary = await opened.browser("secretary")
    html = await page(secretary, "/conferences/new")
    form = filled(form_for(html, "/conferences/new"))
    assert (form["source"], form["title"]) == (MEETING, "Hội nghị giao ban quý II/2024")
    assert (form["starts_at"], form["minutes"]) == ("2024-07-19T08:00", "210")
    async with secretary.post("/conferences/new", data=form) as response:
        made = MeetingId(response.url.path.split("/")[2])
    meeting, before = [await opened.parts.rooms.state(each) for each in (made, MEETING)]
    assert [*map(str, meeting.sites)] == [*map(str, before.sites)]
    assert [meeting.items[item].title for item in meeting.item_order][1].endswith("quý II/2024")
    assert meeting.ends_at
    assert meeting.ends_at.isoformat() == "2024-07-19T11:30:00+07:00"


async def test_without_an_earlier_one_an_outline_has_the_usual_seven_items(opened: Hall) -> None:
    secretary = await opened.browser("secretary")
    html = await page(secretary, "/conferences/new?source=mau:giao-ban-quy")
    form = filled(form_for(html, "/conferences/new"))
    assert form["title"] == "Hội nghị giao ban quý I/2024"
    form["listing"] = LISTING
    async with secretary.post("/conferences/new", data=form) as response:
        made = MeetingId(response.url.path.split("/")[2])
    meeting = await opened.parts.rooms.state(made)
    kinds = [meeting.items[item].kind for item in meeting.item_order]
    assert kinds == ["opening", "report", "report", "briefing", "discussion", "reply", "conclusion"]
    assert meeting.items[meeting.item_order[1]].title.startswith("Báo cáo kết quả hoạt động quý I")
    assert len(meeting.sites) == 3


async def test_a_source_that_there_is_not_begins_empty(opened: Hall) -> None:
    secretary = await opened.browser("secretary")
    html = await page(secretary, "/conferences/new?source=nothing")
    assert filled(form_for(html, "/conferences/new"))["source"] == EMPTY


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({"title": " "}, "title"),
        ({"starts_at": "mai"}, "starts_at"),
        ({"starts_at": "9999-12-31T23:59"}, "starts_at"),
        ({"minutes": "lâu"}, "minutes"),
        ({"minutes": "0"}, "minutes"),
    ],
)
async def test_a_new_conference_that_is_refused_keeps_what_was_typed(
    opened: Hall, typed: dict[str, str], at: str
) -> None:
    secretary = await opened.browser("secretary")
    form = filled(form_for(await page(secretary, "/conferences/new"), "/conferences/new"))
    form.update({"title": "Hội nghị khác", **typed})
    async with secretary.post("/conferences/new", data=form) as response:
        assert response.status in {400, 409}
        again = form_for(read(await response.text()), "/conferences/new")
    kept = filled(again)
    assert {name: kept[name] for name in typed} == typed
    assert [each["name"] for each in again.all("input") if each["aria-invalid"]] == [at]


# -- delegations of all sites at once --------------------------------------------------------------


async def test_delegations_are_pasted_looked_at_and_written_and_the_rest_stays_to_be_mended(
    opened: Hall,
) -> None:
    editor, made = await planned(opened)
    secretary = await opened.browser("secretary")
    await send(secretary, f"{editor}?site=001", "/set_roster", roster="Nguyễn Thị Hường\nLê A")
    path = f"/conferences/{made}/delegations"
    nfd = normalize("NFD", "Nguyễn\u00a0Thị Hường")
    table = f"TT\tHọ và tên\tChức vụ\tĐơn vị\tĐT\n1\t{nfd}\tChủ tịch\tQ. Ba Đình\t0912 345 678"
    data = filled(form_for(await page(secretary, path), "/delegations"))
    data["text"] = f"{table}\n2\tTrần Văn Bình\tPhó Chủ tịch\tĐông Anh\t\n3\tAi\t\tHà Tây\t"
    data["text"] += f"\n4\t{nfd}\tChủ tịch\tBa Đình\t0912 345 678"
    async with secretary.post(path, data=data) as response:
        html = read(await response.text())
    assert not (await opened.parts.rooms.state(made)).sites[SiteCode("017")].roster
    assert "Dòng 4" in html.words
    assert "Ghi 2 đại biểu" in html.words, "who is said twice is one person"
    again = filled(form_for(html, "/delegations"))
    assert again["text"] == data["text"].replace(nfd, "Nguyễn Thị Hường")
    again.add("write", "true")
    async with secretary.post(path, data=again) as response:
        html = read(await response.text())
    assert "Đã ghi 2 đại biểu." in html.words
    rest = filled(form_for(html, "/delegations"))
    assert rest["text"] == "3\tAi\t\tHà Tây\t"
    sites = (await opened.parts.rooms.state(made)).sites
    ba_dinh = sites[SiteCode("001")]
    assert [(each.name, each.title) for each in ba_dinh.roster] == [
        ("Nguyễn Thị Hường", "Chủ tịch"),
        ("Lê A", ""),
    ]
    assert (ba_dinh.contact.head, ba_dinh.contact.phone) == ("Nguyễn Thị Hường", "0912 345 678")
    assert [each.name for each in sites[SiteCode("017")].roster] == ["Trần Văn Bình"]
    rest.update({"text": "Ai; Trưởng ban", "site": "268", "write": "true"})
    async with secretary.post(path, data=rest) as response:
        assert response.url.path == f"{editor}/sites"
    meeting = await opened.parts.rooms.state(made)
    assert [each.name for each in meeting.sites[SiteCode("268")].roster] == ["Ai"]


async def test_delegations_out_of_a_file_are_looked_at_like_pasted_ones(opened: Hall) -> None:
    _, made = await planned(opened)
    secretary = await opened.browser("secretary")
    path = f"/conferences/{made}/delegations"

    async def brought(name: str, body: bytes) -> tuple[int, Element]:
        form = form_for(await page(secretary, path), "/delegations/file")
        data = FormData()
        for field, value in filled(form).items():
            if field != "file":
                data.add_field(field, value)
        data.add_field("file", body, filename=name)
        async with secretary.post(form["action"], data=data) as response:
            return response.status, read(await response.text())

    rows = "Họ tên;Chức vụ;Đơn vị\nNguyễn Thị Hường;Bí thư;Ba Đình\n".encode()
    status, html = await brought("đại biểu.csv", rows)
    assert status == 200
    assert "Nguyễn Thị Hường" in [each.words for each in html.all("th")]
    pasted = filled(form_for(html, "/delegations"))
    assert "Hường\tBí thư" in pasted["text"]
    status, html = await brought("đại biểu.xlsx", rows)
    assert status == 415
    [wrong] = [each for each in html.all("input") if each["aria-invalid"]]
    assert wrong["name"] == "file"
