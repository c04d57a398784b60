"""A council of a commune is a site of the city's and holds conferences of its own: one sign-in, two
faces, and what the city asked for goes on the commune's agenda and is counted above.
"""

import re
from collections.abc import AsyncIterator
from datetime import date
from typing import Final

import pytest
from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace

from diemcau.adapters import listings
from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.office import Letterhead, Office
from diemcau.app.ports.people import Account, Post
from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CancelConference,
    EndConference,
)
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, ConclusionId, MeetingId
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import Readers, Stage, TaskState
from tests.support.hall import FOUNDER, Hall, signed_in
from tests.support.markup import Element, doubled_ids, filled, form_for, read, unlabelled
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DAY,
    DISCUSSION,
    RUNNING,
    SECRETARY,
    Step,
    at,
    by,
    code,
    plan_conference,
)
from tests.support.room import MEETING, take
from tests.support.scene import on_stage

OURS: Final = BodyId("ba-dinh")
OWN: Final = MeetingId("ba-dinh-1")
CONCLUDED: Final = ConclusionId("DraftConclusion, ket-luan")
DYKE: Final = "Tổ chức giao ban với cấp dưới hằng quý"
FOLLOWED: Step = (
    DISCUSSION,
    DraftConclusion(
        **by(SECRETARY, 130, named="ket-luan"),
        text=ConclusionText(DYKE, lead="HĐND quận Ba Đình", deadline=date(2024, 6, 30)),
    ),
    ApproveConclusions(**by(CHAIR, 140)),
    Publish(**by(SECRETARY, 150), stage=Stage.CONCLUSIONS, readers=Readers.PUBLIC),
)
LAN: Final = Account(login="lan", name="Trần Thị Lan", post=Post.SECRETARY, password="", body=OURS)


@pytest.fixture
async def city() -> AsyncIterator[Hall]:
    """The conclusions are out; the council below is no site of anybody yet."""
    async for made in on_stage(FOLLOWED, minutes=DAY):
        office = Office(organiser="Thường trực HĐND Ba Đình", letterhead=Letterhead(body=("HĐND",)))
        body = HostBody(id=OURS, name="HĐND Ba Đình", office=office, since=at(0))
        await made.store.bodies.put(body)
        for name in listings.SHIPPED:
            await made.store.directory.put(listings.shipped(name))
        await made.store.accounts.put(LAN)
        _, admin = await made.session("admin")
        await made.store.sessions.put(replace(admin, login=FOUNDER.login))
        planned = replace(plan_conference(), body=OURS, title="Giao ban cấp dưới")
        await made.parts.rooms.submit(OWN, planned)
        yield made


@pytest.fixture
async def lan(city: Hall) -> AsyncIterator[ClientSession]:
    """The secretary of the council below, inside with her account."""
    now = city.clock.now()
    inside = replace(
        signed_in("secretary", now), key=key_of("token-of-lan"), login=LAN.login, body=OURS
    )
    await city.store.sessions.put(inside)
    cookies, jar = {"diemcau": "token-of-lan"}, CookieJar(unsafe=True)
    async with ClientSession(city.url, cookies=cookies, cookie_jar=jar) as browser:
        yield browser


async def page(browser: ClientSession, path: str, status: int = 200) -> Element:
    async with browser.get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return read(await response.text())


async def sent(browser: ClientSession, path: str, action: str, **fields: str) -> tuple[int, str]:
    """The form of a page: the status and where it leads."""
    form = form_for(await page(browser, path), action)
    data = {**filled(form), **fields}
    async with browser.post(form["action"], data=data, allow_redirects=False) as response:
        return response.status, response.headers.get("Location", await response.text())


async def seated(city: Hall, site_name: str = "q. Ba Đình", above: str = FIRST_BODY) -> str:
    """As the admin says on the page of the council below; what came of it."""
    admin = await city.browser("admin")
    _, said = await sent(admin, f"/bodies/{OURS}", "/seat", above=above, site_name=site_name)
    return said


async def turned(browser: ClientSession, face: str, back: str = "/conferences") -> int:
    form = form_for(await page(browser, "/conferences"), "/me/face")
    data = {**filled(form), "face": face, "back": back}
    async with browser.post("/me/face", data=data, allow_redirects=False) as response:
        return response.status


async def test_what_the_city_asks_is_put_on_the_own_agenda_and_answered_as_its_site(
    city: Hall, lan: ClientSession
) -> None:
    assert await seated(city) == f"/bodies/{OURS}"
    assert "Đề nghị của cấp trên (1)" in (await page(lan, "/conferences")).words
    asked = await page(lan, "/from-above")
    assert DYKE in asked.words
    assert not doubled_ids(asked)
    assert not unlabelled(asked)
    assert (await sent(lan, "/from-above", f"/{OWN}/acts/add_item"))[0] == 303
    [item] = [
        each
        for each in (await city.parts.rooms.state(OWN)).items.values()
        if each.title == f"Quán triệt, triển khai: {DYKE}"
    ]
    assert [paper.address for paper in item.documents] == [f"/published/{MEETING}/1"]
    again = await page(lan, "/from-above")
    assert "Đã vào chương trình: Giao ban cấp dưới" in again.words

    task = f"/follow-up/{MEETING}/{CONCLUDED}"
    await page(lan, task, 404)
    status, where = await sent(lan, "/from-above", "/me/face")
    assert (status, where) == (303, task.replace(" ", "%20"))
    assert (await sent(lan, task, "/acknowledge_task"))[0] == 303
    known = (await city.parts.rooms.state(MEETING)).conclusions[CONCLUDED].task
    assert known is not None
    assert (known.state, known.site) == (TaskState.ACKNOWLEDGED, code(BA_DINH))
    assert DYKE in (await page(await city.browser("secretary"), "/follow-up")).words


async def test_the_two_faces_are_never_one(city: Hall, lan: ClientSession) -> None:
    """At the site there is nothing of the own council, and the other way round."""
    await seated(city)
    await page(lan, f"/conferences/{OWN}/secretary")
    await page(lan, f"/conferences/{MEETING}/site", 404)
    assert await turned(lan, "above") == 303
    await page(lan, f"/conferences/{OWN}/secretary", 404)
    await page(lan, "/letters", 403)
    await page(lan, "/from-above", 403)
    await page(lan, f"/conferences/{MEETING}/site")
    shown = await page(lan, "/conferences")
    assert "Quý vị đang ngồi ở điểm cầu Ba Đình" in shown.words
    assert "Giao ban cấp dưới" not in shown.words
    assert await turned(lan, "own") == 303
    await page(lan, f"/conferences/{OWN}/secretary")


async def test_whoever_sits_at_the_site_stays_there_while_they_do_and_leaves_with_the_seat(
    city: Hall, lan: ClientSession
) -> None:
    await seated(city)
    await turned(lan, "above")
    city.clock.turn(minutes=2)
    await page(lan, f"/conferences/{MEETING}/site")
    await seated(city, above="")
    city.clock.turn(minutes=2)
    await page(lan, f"/conferences/{MEETING}/site", 302)


@pytest.mark.parametrize(
    ("post", "body"), [(Post.SCREEN, OURS), (Post.ADMIN, OURS), (Post.SECRETARY, FIRST_BODY)]
)
async def test_nobody_else_turns(city: Hall, lan: ClientSession, post: Post, body: BodyId) -> None:
    """Not the screen of its hall, not its admin, nobody of the first council."""
    await seated(city)
    await city.store.accounts.put(replace(LAN, post=post, body=body))
    form = form_for(await page(lan, "/me"), "/me/password")
    data = {"csrf": filled(form)["csrf"], "id": "turn-1", "face": "above", "back": "/"}
    async with lan.post("/me/face", data=data, allow_redirects=False) as response:
        assert response.status == 403


async def test_a_site_that_came_by_pin_has_one_face(city: Hall) -> None:
    browser = await city.browser("ba-dinh")
    data = {"csrf": "csrf-of-ba-dinh", "id": "turn-1", "face": "above", "back": "/"}
    async with browser.post("/me/face", data=data, allow_redirects=False) as response:
        assert response.status == 403
    assert "Sang điểm cầu" not in (await page(browser, "/conferences")).words


async def test_a_site_that_is_none_or_of_another_is_named(city: Hall) -> None:
    assert "Không có điểm cầu này" in await seated(city, "Phường không có")
    assert await seated(city, above="ke-gian", site_name="Ba Đình")
    other = HostBody(id=BodyId("khac"), name="Khác", office=Office(), since=at(0))
    await city.store.bodies.put(replace(other, above=FIRST_BODY, site=code(BA_DINH)))
    assert "Cơ quan khác đã là điểm cầu này" in await seated(city)


async def test_no_council_is_above_itself(city: Hall) -> None:
    """By way of another."""
    office, site = Office(listing="sites_30"), code(BA_DINH)
    below = HostBody(id=BodyId("thon"), name="Thôn", office=office, since=at(0))
    await city.store.bodies.put(replace(below, above=OURS, site=site))
    said = await seated(city, "Ba Đình", "thon")
    assert re.search("lại ở dưới chính cơ quan", said)


async def test_without_a_conference_of_ones_own_the_way_to_one_is_shown(
    city: Hall, lan: ClientSession
) -> None:
    await seated(city)
    await city.store.accounts.put(replace(LAN, body=BodyId("moi")))
    moi = HostBody(id=BodyId("moi"), name="Mới", office=Office(), since=at(0))
    await city.store.bodies.put(replace(moi, above=FIRST_BODY, site=code(BA_DINH)))
    city.clock.turn(minutes=2)
    assert "Chưa có hội nghị nào đang chuẩn bị" in (await page(lan, "/from-above")).words


async def test_that_it_met_is_seen_above_and_nothing_else_of_it(
    city: Hall, lan: ClientSession
) -> None:
    secretary = await city.browser("secretary")
    assert "Chưa có cơ quan nào" in (await page(secretary, "/follow-up/below")).words
    assert "Cấp dưới đã giao ban" not in (await page(secretary, "/follow-up")).words
    await seated(city)
    assert "Cấp dưới đã giao ban" in (await page(secretary, "/follow-up")).words
    assert "0/1 cơ quan cấp dưới" in (await page(secretary, "/follow-up/below")).words
    await take(await city.parts.rooms.room(OWN), RUNNING, EndConference(**by(CHAIR, 90)))
    told = await page(secretary, "/follow-up/below")
    assert "1/1 cơ quan cấp dưới đã giao ban trong quý II/2024" in told.words
    assert "19/04/2024" in told.words
    assert "Giao ban cấp dưới" not in told.words
    assert not unlabelled(told)
    assert "0/1" in (await page(secretary, "/follow-up/below?back=1")).words
    assert "HĐND Ba Đình" not in (await page(lan, "/follow-up/below")).words
    await page(await city.browser("ba-dinh"), "/follow-up/below", 403)


async def test_a_difficulty_goes_up_and_what_became_of_it_is_seen_below(
    city: Hall, lan: ClientSession
) -> None:
    """Withdrawn, put on the agenda, or left with words."""
    secretary, offer = await city.browser("secretary"), "/to-above"
    await page(lan, offer, 403)
    await seated(city)
    assert "Chưa có hội nghị nào kết thúc" in (await page(lan, offer)).words
    await take(await city.parts.rooms.room(OWN), RUNNING, EndConference(**by(CHAIR, 90)))
    for text in ("Thiếu kinh phí tu bổ đê", "Thiếu cán bộ", "Viết nhầm"):
        assert (await sent(lan, offer, offer, text=text))[0] == 303
    assert (await sent(lan, offer, f"{offer}/withdraw", number="3"))[0] == 303
    assert (await sent(lan, offer, offer, text="d" * 501))[0] == 400

    asked = await page(secretary, "/from-below")
    for told in ("Thiếu kinh phí tu bổ đê", "HĐND Ba Đình", "Hội nghị ngày 19/04/2024"):
        assert told in asked.words
    assert "Viết nhầm" not in asked.words
    assert "Giao ban cấp dưới" not in asked.words
    assert not doubled_ids(asked)
    assert not unlabelled(asked)
    assert not [each for each in asked.all("form") if each["action"].endswith("/take")]
    following = replace(plan_conference(), title="Giao ban quý II")
    await city.parts.rooms.submit(MeetingId("quy-2"), following)
    put = "/from-below/take"
    assert (await sent(secretary, "/from-below", put, number="1"))[0] == 303
    assert (await sent(secretary, "/from-below", put, number="1"))[0] == 409
    items = (await city.parts.rooms.state(MeetingId("quy-2"))).items.values()
    [item] = [each for each in items if each.presenter == "HĐND Ba Đình"]
    assert item.title == "Thiếu kinh phí tu bổ đê"
    leave = {"number": "2", "reason": "Thuộc thẩm quyền của phường"}
    assert (await sent(secretary, "/from-below", "/from-below/leave", **leave))[0] == 303

    became = (await page(lan, offer)).words
    assert "Đã đưa vào chương trình" in became
    assert "Không đưa vào chương trình" in became
    assert "Thuộc thẩm quyền của phường" in became
    assert "Giao ban quý II" not in became
    assert "Thiếu cán bộ" not in (await page(lan, "/from-below")).words
    await page(await city.browser("ba-dinh"), "/from-below", 403)


async def test_a_site_that_is_called_to_two_at_once_is_told_and_so_are_both_secretaries(
    city: Hall, lan: ClientSession
) -> None:
    """As soon as it was called to the other, and of that no more than whose it is and when."""
    site, secretary = await city.browser("ba-dinh"), await city.browser("secretary")
    answers = f"/conferences/{MEETING}/answers"
    pages = ((site, answers), (secretary, answers))
    for who, path in pages:
        assert "Trùng giờ" not in (await page(who, path)).words
    own = f"/conferences/{OWN}/edit/facts"
    assert "Trùng giờ với một hội nghị của HỘI ĐỒNG" in (await page(lan, own)).words
    await city.parts.rooms.submit(OWN, AnnounceConference(**by(SECRETARY, -60)))
    for who, path in pages:
        told = (await page(who, path)).words
        assert "Trùng giờ với một hội nghị" in told
        assert "Thường trực HĐND Ba Đình" in told
        assert "Giao ban cấp dưới" not in told
    theirs = (await page(lan, f"/conferences/{OWN}/answers")).words
    assert "Trùng giờ với một hội nghị của HỘI ĐỒNG" in theirs
    await take(await city.parts.rooms.room(OWN), CancelConference(**by(CHAIR, -50), reason="Bão"))
    assert "Trùng giờ" not in (await page(*pages[0])).words
