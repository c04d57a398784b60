"""What a body sets for itself on the page of its office: two bodies, and each gets its own."""

from collections.abc import AsyncIterator, Mapping

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace

from diemcau import resources
from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.office import BodySettings, Office
from diemcau.app.ports.security import Noted
from diemcau.domain.nouns.conference import AnnounceConference
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.returns import Indicator
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import Words
from tests.support.hall import Hall, hall, signed_in
from tests.support.markup import Element, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import ANNOUNCED, DAY, SECRETARY, by, plan_conference
from tests.support.room import MEETING

OTHER = BodyId("soc-son")
THEIRS = MeetingId("giao-ban-soc-son")
OWN = BodySettings(
    sender="Văn phòng HĐND xã Sóc Sơn",
    reply_to="van-phong@socson.example.vn",
    recording_days=7,
    letter_months=6,
    indicators=(
        Indicator("tiep-dan", "Buổi nghe dân nói"),
        Indicator("don", "Đơn nhận tại buổi tiếp", "tiep-dan"),
    ),
)
TYPED = {
    "sender": OWN.sender,
    "reply_to": OWN.reply_to,
    "recording_days": "7",
    "letter_months": "6",
    "indicators": "tiep-dan; Buổi nghe dân nói\n\ndon; Đơn nhận tại buổi tiếp; tiep-dan",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def made() -> AsyncIterator[Hall]:
    async with hall(ANNOUNCED, minutes=-9 * DAY) as opened:
        office = Office(organiser="Thường trực HĐND xã Sóc Sơn")
        await opened.parts.bodies.make(OTHER, office.organiser, office)
        theirs = replace(plan_conference(), body=OTHER, title="Giao ban xã Sóc Sơn")
        await opened.parts.rooms.submit(THEIRS, theirs)
        await opened.parts.rooms.submit(THEIRS, AnnounceConference(**by(SECRETARY, -8 * DAY)))
        stamp = by(SECRETARY, -7 * DAY, named="notice")
        notice = Publish(**stamp, stage=Stage.NOTICE, readers=Readers.PUBLIC)
        for meeting in (MEETING, THEIRS):
            await opened.parts.rooms.submit(meeting, notice)
        opened.app[PAGES].words = Words(resources.WEB / "i18n", strict=True)
        yield opened


async def of_soc_son(made: Hall, who: str) -> ClientSession:
    """Somebody of the second body."""
    name = f"{OTHER}.{who}"
    if name not in made.browsers:
        session = replace(signed_in(who, made.clock.now()), login=name, body=OTHER)
        await made.store.sessions.put(replace(session, key=key_of(name)))
        jar = CookieJar(unsafe=True)
        made.browsers[name] = ClientSession(made.url, cookies={"diemcau": name}, cookie_jar=jar)
    return made.browsers[name]


async def page(browser: ClientSession, path: str) -> Element:
    async with browser.get(path) as response:
        assert response.status == 200, path
        return read(await response.text())


async def sent(browser: ClientSession, fields: Mapping[str, str]) -> tuple[int, Element]:
    data = filled(form_for(await page(browser, "/office"), "/office/own"))
    data.update(fields)
    async with browser.post("/office/own", data=data, allow_redirects=False) as response:
        return response.status, read(await response.text())


@pytest.mark.asyncio(loop_scope="module")
async def test_each_body_has_its_own_and_the_other_stays_as_it_was(made: Hall) -> None:
    admin, ways = await of_soc_son(made, "admin"), made.parts.ways
    status, _ = await sent(admin, TYPED)
    assert status == 303
    assert (await made.parts.bodies.office(OTHER)).own == OWN
    assert (await made.parts.bodies.office(OTHER)).organiser == "Thường trực HĐND xã Sóc Sơn"
    assert (await made.parts.bodies.office(FIRST_BODY)).own == BodySettings()
    assert await ways.of(FIRST_BODY) == await ways.of(BodyId("nobody")) == ways.usual
    told = await ways.of(OTHER)
    assert (told.recording_days, told.letter_months, told.indicators) == (7, 6, OWN.indicators)
    assert (told.sender.name, told.sender.reply_to) == (OWN.sender, OWN.reply_to)
    shown = await page(admin, "/office")
    assert filled(form_for(shown, "/office/own"))["indicators"].split("\n") == [
        "tiep-dan; Buổi nghe dân nói",
        "don; Đơn nhận tại buổi tiếp; tiep-dan",
    ]
    assert not unlabelled(shown)
    assert not skipped_headings(shown)
    note = (await made.store.security_log.before(None, 1))[0]
    assert (note.what, note.about) == (Noted.OFFICE_CHANGED, f"{OTHER} own")


@pytest.mark.asyncio(loop_scope="module")
async def test_the_form_of_the_letterhead_leaves_them_and_empty_is_as_usual(made: Hall) -> None:
    admin = await of_soc_son(made, "admin")
    await sent(admin, TYPED)
    data = filled(form_for(await page(admin, "/office"), "/office"))
    async with admin.post("/office", data=data) as response:
        assert response.status == 200
    assert (await made.parts.bodies.office(OTHER)).own == OWN
    await sent(admin, dict.fromkeys(TYPED, ""))
    assert (await made.parts.bodies.office(OTHER)).own == BodySettings()
    assert await made.parts.ways.of(OTHER) == made.parts.ways.usual
    await sent(admin, {"recording_days": "0"})
    assert (await made.parts.ways.of(OTHER)).recording_days == 0
    shown = filled(form_for(await page(admin, "/office"), "/office/own"))
    assert shown["recording_days"] == "0"


@pytest.mark.parametrize(
    ("name", "typed", "status"),
    [
        ("recording_days", "3651", 400),
        ("recording_days", "-1", 400),
        ("recording_days", "bảy", 400),
        ("letter_months", "0", 400),
        ("letter_months", "121", 400),
        ("sender", "x" * 201, 400),
        ("reply_to", "van-phong", 400),
        ("reply_to", "a@b.vn, c@d.vn", 400),
        ("reply_to", "văn-phòng@b.vn", 400),
        ("indicators", "không có mã", 400),
        ("indicators", "; Tên", 400),
        ("indicators", "\n".join(f"c{n}; Tên" for n in range(101)), 400),
        ("indicators", "a; Tên\na; Tên khác", 409),
        ("indicators", "a; Tên; không-có", 409),
    ],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_what_cannot_be_so_stands_at_its_field(
    made: Hall, name: str, typed: str, status: int
) -> None:
    before = (await made.parts.bodies.office(OTHER)).own
    got, shown = await sent(await of_soc_son(made, "admin"), {name: typed})
    assert got == status
    fields = [each for kind in ("input", "textarea") for each in shown.all(kind)]
    assert [each["name"] for each in fields if each["aria-invalid"] == "true"] == [name]
    assert (await made.parts.bodies.office(OTHER)).own == before


@pytest.mark.asyncio(loop_scope="module")
async def test_a_conference_is_offered_the_indicators_of_its_own_body(made: Hall) -> None:
    await sent(await of_soc_son(made, "admin"), TYPED)
    theirs = await page(await of_soc_son(made, "secretary"), f"/conferences/{THEIRS}/figures")
    assert "Buổi nghe dân nói" in theirs.words
    assert "Kỳ họp thường lệ" not in theirs.words
    ours = await page(await made.browser("secretary"), f"/conferences/{MEETING}/figures")
    assert "Kỳ họp thường lệ" in ours.words
    assert "Buổi nghe dân nói" not in ours.words


@pytest.mark.asyncio(loop_scope="module")
async def test_each_says_how_long_its_letters_are_kept(made: Hall) -> None:
    await sent(await of_soc_son(made, "admin"), TYPED)
    theirs = await page(await of_soc_son(made, "secretary"), "/personal-data")
    ours = await page(await made.browser("secretary"), "/personal-data")
    assert "6 tháng" in theirs.words
    assert "24 tháng" in ours.words


@pytest.mark.asyncio(loop_scope="module")
async def test_the_feed_of_a_body_has_nothing_of_another(made: Hall) -> None:
    nobody = await made.browser("")
    for path in ("/published", "/published.atom", "/published.ics"):
        told = {}
        for body in ("", FIRST_BODY, OTHER, "khong-co"):
            async with nobody.get(path, params={"body": body} if body else {}) as response:
                assert response.status == 200
                told[body] = await response.text()
        ours, theirs = plan_conference().title, "Giao ban xã Sóc Sơn"
        assert [ours in told[each] for each in told] == [True, True, False, False], path
        assert [theirs in told[each] for each in told] == [True, False, True, False], path
    async with nobody.get("/published.atom", params={"body": OTHER}) as response:
        assert "<name>Thường trực HĐND xã Sóc Sơn</name>" in await response.text()
    office = await page(await of_soc_son(made, "admin"), "/office")
    assert "/published.atom?body=soc-son" in office.words


@pytest.mark.asyncio(loop_scope="module")
async def test_only_the_admin_of_a_body_sets_them(made: Hall) -> None:
    for who in ("secretary", "chair", "screen"):
        headers = {"X-CSRF": f"csrf-of-{who}"}
        async with (await of_soc_son(made, who)).post(
            "/office/own", data=TYPED, headers=headers
        ) as response:
            assert response.status == 403, who
