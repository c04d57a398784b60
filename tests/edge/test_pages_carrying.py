"""A draft is laid on an item by forms: by the secretary, of their own body, once it is out."""

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from diemcau.app.admission.secrets import key_of
from diemcau.app.consultation.desk import code_of
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.office import Office
from diemcau.demo.regulation import told
from diemcau.domain.nouns.drafts import FocusClause
from diemcau.domain.nouns.ids import BodyId, MeetingId
from tests.support.drafting import AT, Drafting, drafting
from tests.support.drafts import OPEN, PREPARED
from tests.support.hall import signed_in
from tests.support.markup import read
from tests.support.meeting import CHAIR, DISCUSSION, DISCUSSION_ITEM, at, by, plan_conference
from tests.support.room import MEETING, take

CARRY = f"/conferences/{MEETING}/drafts"
AGENDA = f"/conferences/{MEETING}/edit/agenda?item={DISCUSSION_ITEM}"
SOC_SON, THEIRS = BodyId("soc-son"), MeetingId("giao-ban-xa")


@pytest.fixture
async def made() -> AsyncIterator[Drafting]:
    async with drafting() as told_whole:
        yield told_whole


async def carried(made: Drafting, meeting: MeetingId = MEETING) -> dict[str, str]:
    """Item → consultation."""
    state = await made.hall.parts.rooms.state(meeting)
    return {item: draft.consultation for item, draft in state.drafts.items()}


async def posted(made: Drafting, who: str, path: str, **fields: str) -> int:
    """As a program would, which asks for no page."""
    browser, form = await made.browser(who), {"id": "1", **fields}
    headers = {"X-CSRF": f"csrf-of-{who}"}
    async with browser.post(path, data=form, headers=headers, allow_redirects=False) as answer:
        return answer.status


async def test_a_draft_is_carried_from_its_own_page(made: Drafting) -> None:
    assert "Đưa vào hội nghị" in (await made.page("thu-ky")).words
    await made.send("thu-ky", f"{AT}/carry", CARRY, item=DISCUSSION_ITEM)
    assert await carried(made) == {DISCUSSION_ITEM: told().code}
    draft = (await made.hall.parts.rooms.state(MEETING)).drafts[DISCUSSION_ITEM]
    assert draft.outline.title == told().title
    assert {"Điều 4", "khoản 2 Điều 4"} <= {mark.label for mark in draft.clauses}
    assert "Đang ở nội dung" in (await made.page("thu-ky", f"{AT}/carry")).words


async def test_a_draft_is_carried_from_the_agenda_and_taken_off_again(made: Drafting) -> None:
    await made.send("thu-ky", AGENDA, CARRY)
    assert await carried(made) == {DISCUSSION_ITEM: told().code}
    assert told().title in (await made.page("thu-ky", AGENDA)).words
    await made.send("thu-ky", AGENDA, f"/conferences/{MEETING}/acts/drop_draft")
    assert await carried(made) == {}


async def test_the_same_version_again_is_answered_on_the_page_where_it_was_pressed(
    made: Drafting,
) -> None:
    await made.send("thu-ky", AGENDA, CARRY)
    shown = await made.send("thu-ky", AGENDA, CARRY, 409)
    assert "carry_draft" in [each["id"] for each in shown.all("form")]
    assert "đã" in shown.words


async def test_the_clause_in_focus_leads_a_site_without_scripts_to_its_text(
    made: Drafting,
) -> None:
    await made.send("thu-ky", AGENDA, CARRY)
    await take(
        await made.hall.parts.rooms.room(MEETING),
        DISCUSSION,
        FocusClause(**by(CHAIR, 5), clause="d4.k1"),
    )
    browser = await made.hall.browser("ba-dinh")
    async with browser.get(f"/conferences/{MEETING}/site") as page:
        links = [each["href"] for each in read(await page.text()).all("a")]
    [text] = [each for each in links if "/drafts/" in each]
    async with browser.get(text) as shown:
        assert shown.status == 200
        assert "tiếp xúc cử tri" in await shown.text()


@pytest.mark.parametrize("who", ["chu-tri", "dong-chu-tri", "ky-thuat", "man-hinh", "ba-dinh"])
async def test_nobody_but_the_secretary_lays_a_draft_on_an_item(made: Drafting, who: str) -> None:
    fields = {"item": DISCUSSION_ITEM, "consultation": told().code}
    assert await posted(made, who, CARRY, **fields) == 403
    assert await carried(made) == {}


async def test_no_browser_says_what_a_draft_is_called(made: Drafting) -> None:
    """An outline of its own making would put words on every screen in the name of a draft."""
    outline = {"version": 9, "title": "Bịa", "clauses": []}
    args = {"item": DISCUSSION_ITEM, "consultation": told().code}
    browser = await made.browser("thu-ky")
    acts = f"/conferences/{MEETING}/acts"
    for name, said in (
        ("carry_draft", {**args, "outline": outline}),
        ("carry_draft", args),
        ("note_comment", {"speech": 1, "comment": "GY-1"}),
        ("note_comment", {"speech": 1}),
    ):
        async with browser.post(
            f"{acts}/{name}", json={"id": "1", "args": said}, headers={"X-CSRF": "csrf-of-thu-ky"}
        ) as answer:
            assert answer.status == 409
            assert (await answer.json())["code"] == "bad_args"
    assert await posted(made, "thu-ky", CARRY, **args, outline="x") == 303, "which is not heard"
    state = await made.hall.parts.rooms.state(MEETING)
    assert state.drafts[DISCUSSION_ITEM].outline.title == told().title


async def test_what_is_not_out_or_not_there_is_refused_by_name(made: Drafting) -> None:
    desk = made.desk
    for act in PREPARED:
        await desk.submit(desk.logs.id(BodyId("home"), "LYK-9"), act)
    browser = await made.browser("thu-ky")
    for code, status, refusal in (
        ("LYK-9", 409, "draft_not_out"),
        ("LYK-0", 409, "no_such_consultation"),
        ("../x", 409, "no_such_consultation"),
    ):
        form = {"id": f"of-{status}", "item": DISCUSSION_ITEM, "consultation": code}
        headers = {"X-CSRF": "csrf-of-thu-ky", "Accept": "application/json"}
        async with browser.post(CARRY, data=form, headers=headers) as answer:
            assert (await answer.json())["code"] == refusal, code
    await made.page("thu-ky", "/consultations/LYK-9/carry", 409)
    assert "LYK-9" not in str(await made.page("thu-ky", AGENDA))
    assert await carried(made) == {}


async def test_an_item_that_is_not_there_carries_nothing(made: Drafting) -> None:
    fields = {"item": "khong-co", "consultation": told().code}
    assert await posted(made, "thu-ky", CARRY, **fields) in {404, 409}
    assert await carried(made) == {}


# -- two bodies ------------------------------------------------------------------------------------


@pytest.fixture
async def two(made: Drafting) -> Drafting:
    """Sóc Sơn, with a conference and a draft that is out, both of its own."""
    hall, desk = made.hall, made.desk
    body = HostBody(id=SOC_SON, name="Sóc Sơn", office=Office(), since=at(-100))
    await hall.store.bodies.put(body)
    await hall.parts.rooms.submit(THEIRS, replace(plan_conference(), body=SOC_SON))
    for act in OPEN:
        await desk.submit(desk.logs.id(SOC_SON, "LYK-SS"), act)
    session = replace(signed_in("secretary", hall.clock.now()), login="ss", body=SOC_SON)
    session = replace(session, key=key_of("ss"), csrf="csrf-of-ss", meeting=None)
    await hall.store.sessions.put(session)
    return made


async def as_theirs(two: Drafting, path: str, **fields: str) -> int:
    headers = {"X-CSRF": "csrf-of-ss", "Cookie": "diemcau=ss"}
    browser = await two.hall.browser("")
    form = {"id": "2", **fields}
    async with browser.post(path, data=form, headers=headers, allow_redirects=False) as answer:
        return answer.status


async def test_no_conference_carries_the_draft_of_another_body(two: Drafting) -> None:
    """Whoever names it, from whichever side."""
    [theirs] = [code_of(each) for each in await two.desk.all_of(SOC_SON)]
    ours = {"item": DISCUSSION_ITEM, "consultation": told().code}
    strange = {"item": DISCUSSION_ITEM, "consultation": theirs}
    assert await posted(two, "thu-ky", CARRY, **strange) in {404, 409}
    assert await posted(two, "thu-ky", f"/conferences/{THEIRS}/drafts", **strange) == 404
    assert await posted(two, "thu-ky", f"/conferences/{THEIRS}/drafts", **ours) == 404
    assert await as_theirs(two, CARRY, **strange) == 404
    assert await as_theirs(two, CARRY, **ours) == 404
    assert await as_theirs(two, f"/conferences/{THEIRS}/drafts", **ours) in {404, 409}
    assert (await carried(two), await carried(two, THEIRS)) == ({}, {})
    assert await as_theirs(two, f"/conferences/{THEIRS}/drafts", **strange) == 303
    assert (await carried(two), await carried(two, THEIRS)) == ({}, {DISCUSSION_ITEM: theirs})


async def test_only_conferences_of_the_same_body_are_offered(two: Drafting) -> None:
    shown = await two.page("thu-ky", f"{AT}/carry")
    actions = [each["action"] for each in shown.all("form")]
    assert [each for each in actions if each.endswith("/drafts")] == [CARRY]
