"""The live screens before any script: the island of data, and forms that work."""

import json
from collections.abc import AsyncIterator
from datetime import date, timedelta

import msgspec
import pytest
from aiohttp import ClientSession
from msgspec.structs import replace
from yarl import URL

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.dictation import On
from diemcau.app.ports.people import Account, Post
from diemcau.domain.nouns.conference import CallBreak, EndConference
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.record import EditNote
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.views.families import audience_of
from diemcau.domain.workdays import Calendar
from diemcau.edge.forms import fields as forms
from diemcau.protocol import codec
from tests.support.hall import Hall, hall, signed_in
from tests.support.markup import Element, filled, form_for, read
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    LOBBY,
    RUNNING,
    SECRETARY,
    SON_TAY,
    Step,
    added,
    at,
    by,
    code,
)
from tests.support.room import MEETING, take
from tests.support.scene import ARRIVED, DEBATED, FINISHED, HOSTILE, PREPARED, on_stage

ON = On(at(0).date(), Calendar())
HERE = f"/conferences/{MEETING}"
SCREENS = {
    "chair": "chair",
    "deputy": "chair",
    "secretary": "secretary",
    "operator": "operator",
    "ba-dinh": "site",
    "screen": "screen",
}


@pytest.fixture
async def lobby() -> AsyncIterator[Hall]:
    async for made in on_stage(LOBBY):
        yield made


@pytest.fixture
async def discussion() -> AsyncIterator[Hall]:
    async for made in on_stage(DISCUSSION):
        yield made


@pytest.fixture
async def debated() -> AsyncIterator[Hall]:
    async for made in on_stage(DEBATED):
        yield made


async def page(browser: ClientSession, path: str) -> Element:
    async with browser.get(path) as response:
        assert response.status == 200, path
        return read(await response.text())


async def press(browser: ClientSession, path: str, act: str, **fields: str) -> str:
    """Fill in the first form for an act on a page and send it; where one is sent on to."""
    form = form_for(await page(browser, path), f"/{act}")
    data = filled(form)
    for name, value in fields.items():
        data[name.replace("__", ".")] = value
    async with browser.post(form["action"], data=data, allow_redirects=False) as response:
        assert response.status == 303, await response.text()
        return response.headers["Location"]


@pytest.mark.parametrize(("who", "screen"), SCREENS.items())
async def test_the_island_holds_what_the_script_goes_on_from(
    debated: Hall, who: str, screen: str
) -> None:
    browser = await debated.browser(who)
    shown = await page(browser, f"{HERE}/{screen}")
    [live] = [each for each in shown.all("main") if each["id"] == "live"]
    assert live["data-screen"] == screen
    [island] = [each for each in shown.all("script") if each["id"] == "page"]
    facts = json.loads(island.text)
    assert facts["screen"] == screen
    assert facts["meeting"] == MEETING
    assert facts["csrf"] == f"csrf-of-{who}"
    assert facts["lang"] == "vi"
    async with browser.get(debated.url + facts["words"]) as answer:
        words = await answer.json()
    assert words["kind.comment"] == "Ý kiến"
    assert not [key for key in words if key.startswith("page.")]
    audience = audience_of(Role(facts["role"]), facts["site"])
    seq, view = await debated.parts.rooms.view(MEETING, audience)
    assert facts["seq"] == seq
    async with browser.get(f"{debated.url}{HERE}/view/rest") as answer:
        rest = await answer.json() if facts["lean"] else {"set": {}}
    assert facts["view"] | rest["set"] == json.loads(msgspec.json.encode(view))


async def test_a_hostile_title_is_still_a_title_in_the_island(debated: Hall) -> None:
    shown = await page(await debated.browser("ba-dinh"), f"{HERE}/site")
    [island] = [each for each in shown.all("script") if each["id"] == "page"]
    assert json.loads(island.text)["view"]["item/hostile"]["title"] == HOSTILE


async def reloads_itself(made: Hall, who: str, path: str) -> bool:
    shown = await page(await made.browser(who), f"{HERE}/{path}")
    found = [each for block in shown.all("noscript") for each in block.all("meta")]
    return [each["http-equiv"] for each in found] == ["refresh"]


async def test_a_page_without_script_stands_still_but_for_whoever_may_be_called(
    discussion: Hall,
) -> None:
    """What is loaded again forgets what was typed and closes what was opened."""
    for who, screen in SCREENS.items():
        assert await reloads_itself(discussion, who, screen) is (screen == "screen")
    assert await reloads_itself(discussion, "chair", "roll-call")
    assert await reloads_itself(discussion, "chair", "chair?watch=1")
    await press(await discussion.browser("ba-dinh"), f"{HERE}/site", "ask_to_speak")
    assert await reloads_itself(discussion, "ba-dinh", "site")
    assert not await reloads_itself(discussion, "ba-dinh", "site?hold=1")
    assert not await reloads_itself(discussion, "dong-anh", "site")
    await press(await discussion.browser("chair"), f"{HERE}/chair", "start_round")
    assert await reloads_itself(discussion, "dong-anh", "site")


@pytest.mark.parametrize("scene", [PREPARED, LOBBY, ARRIVED, DEBATED, FINISHED])
async def test_every_form_of_every_screen_is_an_act_that_can_be_read(scene: Step) -> None:
    async for made in on_stage(scene):
        for who, screen in {**SCREENS, "secretary ": "edit"}.items():
            browser = await made.browser(who.strip())
            for query in ("", "?site=001&item=trao-doi"):
                shown = await page(browser, f"{HERE}/{screen}{query}")
                for form in shown.all("form"):
                    _, _, act = form["action"].partition("/acts/")
                    if act:
                        read_form = forms.submitted(act, filled(form), HOME_ZONE, ON)
                        codec.command(
                            act, read_form.args, command_id=read_form.id, at=at(0), actor=CHAIR
                        )


async def test_a_morning_by_forms_alone(lobby: Hall) -> None:
    chair, site = await lobby.browser("chair"), await lobby.browser("ba-dinh")
    await press(site, f"{HERE}/site", "answer_check", picture="ok", sound_in="ok", line="fault")
    await press(site, f"{HERE}/site", "check_in", marks__0__presence="in_room", guests="3")
    await press(chair, f"{HERE}/chair", "start_conference")
    page_of_chair = await page(chair, f"{HERE}/chair")
    starts = [f for f in page_of_chair.all("form") if f["action"].endswith("/start_item")]
    async with chair.post(starts[2]["action"], data=filled(starts[2])) as response:
        assert response.status == 200
    await press(site, f"{HERE}/site", "ask_to_speak", topic="Hạ tầng")
    await press(site, f"{HERE}/site", "say_ready")
    assert await press(chair, f"{HERE}/chair", "give_floor") == f"{HERE}/chair"
    await press(chair, f"{HERE}/chair", "extend_speech")
    await press(chair, f"{HERE}/chair", "pause_speech")
    await press(chair, f"{HERE}/chair", "resume_speech")
    meeting = await lobby.parts.rooms.state(MEETING)
    assert meeting.speech
    assert meeting.speech.site == code(BA_DINH)
    assert meeting.sites[code(BA_DINH)].guests == 3
    for act, speaks in (("take_floor", False), ("undo", True), ("redo", False)):
        await press(chair, f"{HERE}/chair", act)
        assert bool((await lobby.parts.rooms.state(MEETING)).speech) is speaks


async def test_by_forms_alone_the_chair_grants_a_site_more_time_and_the_site_reads_it(
    debated: Hall,
) -> None:
    chair, site = await debated.browser("chair"), await debated.browser("ba-dinh")
    await press(chair, f"{HERE}/chair?site=001", "grant_time", seconds="02:30")
    meeting = await debated.parts.rooms.state(MEETING)
    assert meeting.sites[code(BA_DINH)].turns[DISCUSSION_ITEM].granted == timedelta(seconds=150)
    assert "đã cho thêm 2′30″" in (await page(site, f"{HERE}/site")).words
    told = (await page(chair, f"{HERE}/chair")).words
    assert "Hoàn tác: cho Ba Đình thêm 2′30″" in told
    await press(chair, f"{HERE}/chair", "undo")
    assert "đã cho thêm" not in (await page(site, f"{HERE}/site")).words


async def test_an_end_by_form_says_what_it_ends_and_ends_it(lobby: Hall) -> None:
    chair = await lobby.browser("chair")
    await press(chair, f"{HERE}/chair", "start_conference")
    await press(chair, f"{HERE}/chair", "start_item")
    await press(chair, f"{HERE}/chair", "call_presenter")
    told = (await page(chair, f"{HERE}/chair")).words
    assert "Chủ tịch HĐND thành phố đang phát biểu" in told
    assert "Chưa tiến hành mục 5: Kết luận hội nghị" in told
    await press(chair, f"{HERE}/chair", "end_conference")
    meeting = await lobby.parts.rooms.state(MEETING)
    assert (meeting.phase, meeting.speech) == (Phase.ENDED, None)


async def test_the_operator_enters_what_a_site_says_on_the_phone(discussion: Hall) -> None:
    operator = await discussion.browser("operator")
    sheet = f"{HERE}/operator?site={code(SON_TAY)}"
    await press(operator, sheet, "check_in", marks__1__presence="online")
    await press(operator, sheet, "report_incident", kind="power", text="Mất điện toàn khu")
    await press(operator, sheet, "ask_to_speak", kind="proposal")
    meeting = await discussion.parts.rooms.state(MEETING)
    assert meeting.sites[code(SON_TAY)].here == 1
    assert meeting.sites[code(SON_TAY)].waiting


async def test_what_a_site_did_not_get_to_say_is_one_press_from_the_minutes(
    discussion: Hall,
) -> None:
    site, chair = await discussion.browser("ba-dinh"), await discussion.browser("chair")
    await press(site, f"{HERE}/site", "ask_to_speak", topic="Đê Liên Mạc")
    await press(chair, f"{HERE}/chair", "finish_item")
    await press(site, f"{HERE}/site", "hand_in_opinion")
    meeting = await discussion.parts.rooms.state(MEETING)
    assert [opinion.text for opinion in meeting.opinions.values()] == ["Đê Liên Mạc"]
    assert meeting.sites[code(BA_DINH)].unheard == ()


async def test_the_secretary_writes_corrects_and_concludes(discussion: Hall) -> None:
    secretary = await discussion.browser("secretary")
    sheet = f"{HERE}/secretary?site={code(BA_DINH)}"
    await press(secretary, sheet, "write_note", text="Khai mạc đúng giờ")
    await press(
        secretary, sheet, "correct_attendance", marks__0__presence="online", reason="Gọi điện"
    )
    await press(
        secretary,
        sheet,
        "draft_conclusion",
        text__text="Rà soát",
        text__lead="Văn phòng",
        text__cooperating="Ba Đình; Đông Anh",
        text__deadline="2024-06-30",
    )
    meeting = await discussion.parts.rooms.state(MEETING)
    assert meeting.notes["meeting"].text == "Khai mạc đúng giờ"
    [conclusion] = meeting.conclusions.values()
    assert conclusion.cooperating == ("Ba Đình", "Đông Anh")
    assert conclusion.deadline


async def test_a_deadline_is_dictated_by_form_and_shown_as_it_is_understood(
    discussion: Hall,
) -> None:
    secretary = await discussion.browser("secretary")
    here = f"{HERE}/secretary"
    said = {"text__text": "Rà soát", "text__lead": "Văn phòng"}
    await press(secretary, here, "draft_conclusion", **said, text__deadline="10 ngày làm việc")
    async with secretary.get(here) as shown:
        assert "07/05/2024 (10 ngày làm việc)" in await shown.text()
    await press(secretary, here, "edit_conclusion", text__lead="Sở Nội vụ")
    meeting = await discussion.parts.rooms.state(MEETING)
    [conclusion] = meeting.conclusions.values()
    assert (conclusion.deadline, conclusion.lead) == (date(2024, 5, 7), "Sở Nội vụ")
    assert conclusion.deadline_words == "10 ngày làm việc"


async def test_the_secretary_sees_what_is_understood_while_typing(discussion: Hall) -> None:
    secretary = await discussion.browser("secretary")

    async def understood(said: str) -> object:
        at = URL(f"{HERE}/understood").with_query(deadline=said)
        async with secretary.get(at) as answer:
            return (await answer.json())["deadline"]

    meant = {"deadline": "2028-02-29", "standing": False, "words": ""}
    assert await understood("29/2") == meant
    assert await understood("khi nào xong") is None
    for said, sites in {"Sở Không Đâu": [], "UBND q. Ba Đình": ["Ba Đình"]}.items():
        async with secretary.get(URL(f"{HERE}/understood").with_query(lead=said)) as answer:
            assert (await answer.json())["lead"] == sites
    site = await discussion.browser("ba-dinh")
    async with site.get(URL(f"{HERE}/understood")) as answer:
        assert answer.status == 403


async def test_a_form_and_a_page_with_scripts_write_in_one_note(discussion: Hall) -> None:
    secretary = await discussion.browser("secretary")
    await press(secretary, f"{HERE}/secretary", "write_note", text="Khai mạc")
    room = await discussion.parts.rooms.room(MEETING)
    typed = EditNote(**by(SECRETARY, 40), about="meeting", update=added(" đúng giờ", to="Khai mạc"))
    await take(room, typed)
    await press(secretary, f"{HERE}/secretary", "write_note", text="Đã khai mạc đúng giờ")
    later = replace(typed, id=CommandId("later"), update=added(" (8:00)", to="Khai mạc", hand=8))
    await take(room, later)
    note = (await discussion.parts.rooms.state(MEETING)).notes["meeting"]
    assert sorted(note.text) == sorted("Đã khai mạc đúng giờ (8:00)")
    assert note.version == 4


async def test_pressing_twice_is_one_act(discussion: Hall) -> None:
    site = await discussion.browser("ba-dinh")
    form = form_for(await page(site, f"{HERE}/site"), "/ask_to_speak")
    for _ in range(2):
        async with site.post(form["action"], data=filled(form), allow_redirects=False) as response:
            assert response.status == 303
    assert len((await discussion.parts.rooms.state(MEETING)).requests) == 1


async def test_a_refusal_is_said_at_its_field_of_the_screen_it_was_sent_from(
    discussion: Hall,
) -> None:
    """And no script draws the screen anew, for the words stand in this page alone."""
    secretary = await discussion.browser("secretary")
    form = form_for(await page(secretary, f"{HERE}/secretary?site=001"), "/correct_attendance")
    async with secretary.post(form["action"], data=filled(form)) as response:
        assert response.status == 409
        html = read(await response.text())
    again = form_for(html, "/correct_attendance")
    [wrong] = [each for each in again.all("input", "textarea") if each["aria-invalid"]]
    assert wrong["name"] == "reason"
    assert not [each for each in html.all("script") if each["type"] == "module"]
    assert not [each for each in html.all("meta") if each["http-equiv"]]


async def test_the_console_may_be_handed_to_those_who_sign_in_as_deputy() -> None:
    async with hall(RUNNING) as opened:
        for login, post in (("pho", Post.DEPUTY), ("thu-ky", Post.SECRETARY)):
            account = Account(login=login, name=f"Tên {login}", post=post, password="")
            await opened.store.accounts.put(account)
        for who, screen, offered in (("chair", "chair", True), ("ba-dinh", "site", False)):
            browser = await opened.browser(who)
            async with browser.get(f"/conferences/{MEETING}/{screen}") as answer:
                page = await answer.text()
            assert ("Tên pho" in page) is offered
            assert "Tên thu-ky" not in page


def acts(shown: Element) -> set[str]:
    """The acts for which a page has a form."""
    actions = [each["action"] for each in shown.all("form")]
    return {each.rpartition("/")[2] for each in actions if f"{HERE}/acts/" in each}


async def test_without_scripts_too_one_leads_and_the_other_looks_on(discussion: Hall) -> None:
    chair, deputy = await discussion.browser("chair"), await discussion.browser("deputy")
    console = f"{HERE}/chair"
    before = await page(deputy, console)
    assert not acts(before)
    first = next(before.all("main")).words.split("Trang đứng yên")[0]
    assert "Chủ tọa đang điều hành. Màn hình này chỉ xem." in first
    account = Account(login="pho", name="Phó Chủ tịch", post=Post.DEPUTY, password="")
    await discussion.store.accounts.put(account)
    session = replace(signed_in("deputy", discussion.clock.now()), login="pho")
    await discussion.store.sessions.put(session)
    await press(chair, console, "hand_console", until="2100-01-01T10:00")
    assert acts(looking_on := await page(chair, console)) == {"take_console_back"}
    assert "Phó Chủ tịch đang điều hành thay đến" in looking_on.words
    assert {"end_conference", "close_queue", "take_console_back"} <= acts(
        leading := await page(deputy, console)
    )
    assert "Bạn đang điều hành thay chủ tọa đến" in leading.words
    assert "hand_console" not in acts(leading)
    await press(deputy, console, "take_console_back")
    assert not acts(await page(deputy, console))
    assert "hand_console" in acts(await page(chair, console))


def strong(shown: Element) -> list[str]:
    """What a page puts forward as the one thing to press."""
    pressed = shown.all("button", "summary")
    return [each.words.strip() for each in pressed if "primary" in each["class"].split()]


@pytest.mark.parametrize(
    ("scene", "step"),
    [
        (LOBBY, ["Bắt đầu hội nghị"]),
        (RUNNING, ["Bắt đầu mục 1"]),
        (DISCUSSION, ["Bắt đầu mục 1"]),
        (DEBATED, ["Mời điểm cầu kế tiếp"]),
        ((RUNNING, CallBreak(**by(CHAIR, 5))), ["Tiếp tục hội nghị"]),
        ((RUNNING, EndConference(**by(CHAIR, 5))), []),
    ],
)
async def test_without_scripts_too_the_chair_has_one_next_step(
    scene: Step, step: list[str]
) -> None:
    async for made in on_stage(scene):
        shown = await page(await made.browser("chair"), f"{HERE}/chair")
        assert strong(shown) == step
        assert any(each["id"] == "floor" for each in shown.all("h2")) is bool(step)


async def test_without_scripts_too_a_round_says_whom_it_calls(discussion: Hall) -> None:
    """The first of them, and all behind a link: the page of 126 sites stays light."""
    called = []
    for query in ("", "?hold&order"):
        shown = await page(await discussion.browser("chair"), f"{HERE}/chair{query}")
        called.append([each.words for each in form_for(shown, "/start_round").all("li")])
    await press(await discussion.browser("chair"), f"{HERE}/chair", "start_round")
    board = (await discussion.parts.rooms.state(MEETING)).round
    assert board is not None
    sites = (await discussion.parts.rooms.state(MEETING)).sites
    names = [sites[each].name for each in board.order]
    assert called == [names[:3], names]
