"""What is said of a clause in the conference comes into its draft; its site has the last word."""

from typing import Any

import pytest
from aiohttp import ClientSession

from diemcau.app.ports.people import Account, Post
from diemcau.domain.consultation.nouns.comments import EnterComment
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.terms import Stance, Way
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.drafts import NotedComment
from diemcau.domain.nouns.ids import CommandId, SpeechNo, VoteNo
from diemcau.domain.nouns.record import HandInOpinion
from diemcau.domain.nouns.terms import Role, VoteKind
from diemcau.domain.nouns.votes import CastVote, CloseVote, OpenVote
from tests.support import drafts
from tests.support.discussed import AT, consultation_of, discussing, state_of
from tests.support.entrance import PHONE
from tests.support.hall import Hall
from tests.support.markup import Element, filled, form_for, read
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION_ITEM,
    DONG_ANH,
    Step,
    asked_to_speak,
    by,
    checked_in,
    given_the_floor,
)
from tests.support.room import MEETING, take

SAID = f"{AT}/comments"
OWN = f"/conferences/{MEETING}/spoken"
SPEAKING: Step = (
    checked_in(BA_DINH, -2),
    asked_to_speak(BA_DINH, clauses=("d1.k2",)),
    given_the_floor(BA_DINH),
)
"""Ba Đình speaks to a clause: speech 1."""
GIST = {"said.clause": "d1.k1", "said.stance": "amend", "said.text": "Nên là 10 ngày."}


async def page(made: Hall, who: str, path: str, status: int = 200) -> Element:
    browser = await made.browser(who)
    async with browser.get(path, allow_redirects=False) as response:
        text = await response.text()
        assert response.status == status, (who, path, response.status)
        return read(text)


async def sent(made: Hall, who: str, path: str, **fields: str) -> tuple[int, Any]:
    """As the script sends a form."""
    data = {"csrf": f"csrf-of-{who}", "id": "form-1", **fields}
    browser, accept = await made.browser(who), {"Accept": "application/json"}
    async with browser.post(path, data=data, headers=accept, allow_redirects=False) as response:
        json = response.content_type == "application/json"
        return response.status, (await response.json() if json else None)


async def noted(made: Hall, no: int = 1) -> tuple[NotedComment, ...]:
    meeting = await made.parts.rooms.state(MEETING)
    return meeting.comments.get(SpeechNo(no), ())


async def test_the_secretary_takes_down_what_is_said_while_it_is_said() -> None:
    async with discussing(SPEAKING) as made:
        shown = await page(made, "secretary", f"{SAID}?speech=1")
        form = form_for(shown, SAID)
        assert "Ba Đình" in shown.words
        assert filled(form)["said.clause"] == "d1.k2"
        data = {**filled(form), **GIST}
        browser = await made.browser("secretary")
        async with browser.post(SAID, data=data, allow_redirects=False) as response:
            assert response.status == 303
            assert response.headers["Location"] == f"/conferences/{MEETING}/secretary"
        comment = (await state_of(made)).comments[CommentId(data["id"])]
        assert (comment.code, comment.body, comment.way) == ("GY-03", drafts.BA_DINH, Way.SPOKEN)
        assert comment.said.text == "Nên là 10 ngày."
        assert await noted(made) == (NotedComment("GY-03", "d1.k1"),)


async def test_the_clause_before_the_room_is_preselected() -> None:
    async with discussing(SPEAKING) as made:
        status, _ = await sent(
            made, "chair", f"/conferences/{MEETING}/acts/focus_clause", clause="d2"
        )
        assert status == 303
        form = form_for(await page(made, "secretary", f"{SAID}?speech=1"), SAID)
        assert filled(form)["said.clause"] == "d2"


async def test_a_form_that_is_sent_again_completes_what_was_cut_and_does_nothing_twice() -> None:
    async with discussing(SPEAKING) as made:
        words = drafts.said(Stance.AMEND, drafts.D1K1, text="Nên là 10 ngày.", wording="")
        entered = EnterComment(
            id=CommandId("form-1"),
            at=made.clock.now(),
            actor=Actor(Role.SECRETARY, "secretary"),
            today=made.parts.drafts.today(),
            body=drafts.BA_DINH,
            way=Way.SPOKEN,
            said=words,
        )
        await made.parts.drafts.submit(consultation_of(made), entered)
        assert await noted(made) == ()
        for _ in range(2):
            status, told = await sent(made, "secretary", SAID, speech="1", **GIST)
            assert (status, told) == (200, {"code": "GY-03"})
        assert (await state_of(made)).sent == 3
        assert await noted(made) == (NotedComment("GY-03", "d1.k1"),)


async def test_a_form_of_another_secretary_with_the_same_id_is_another_comment() -> None:
    async with discussing(SPEAKING) as made:
        other = Account(login="ky-2", name="Thư ký 2", post=Post.SECRETARY, password="")
        await made.store.accounts.put(other)
        token, session = await made.parts.admission.inside.open(other, PHONE)
        made.browsers["ky-2"] = ClientSession(made.url, cookies={"diemcau": token})
        await sent(made, "secretary", SAID, speech="1", **GIST)
        theirs = {**GIST, "said.text": "Nên là 20 ngày.", "csrf": session.csrf}
        for _ in range(2):
            told = await sent(made, "ky-2", SAID, speech="1", **theirs)
            assert told == (200, {"code": "GY-04"})
        assert [each.comment for each in await noted(made)] == ["GY-03", "GY-04"]


async def test_what_was_sent_before_is_tied_to_the_speech_and_not_counted_again() -> None:
    async with discussing(SPEAKING) as made:
        shown = await page(made, "secretary", f"{SAID}?speech=1")
        assert "GY-01" in shown.words
        assert "GY-02" not in shown.words
        status, told = await sent(made, "secretary", SAID, speech="1", repeats="c1", **GIST)
        assert (status, told) == (200, {"code": "GY-01"})
        state = await state_of(made)
        assert (state.sent, len(state.comments[CommentId("c1")].repeated)) == (2, 1)
        assert await noted(made) == (NotedComment("GY-01", "d1.k1"),)


async def test_who_was_not_asked_about_the_draft_makes_no_comment_on_it() -> None:
    speaks = (checked_in(DONG_ANH, -2), asked_to_speak(DONG_ANH), given_the_floor(DONG_ANH))
    async with discussing(speaks) as made:
        await page(made, "secretary", f"{SAID}?speech=1", 409)
        status, told = await sent(made, "secretary", SAID, speech="1", **GIST)
        assert (status, told["code"]) == (409, "not_invited")
        assert (await state_of(made)).sent == 2


async def test_a_speech_of_nowhere_and_a_person_of_the_hall_are_refused() -> None:
    async with discussing(SPEAKING) as made:
        for query in ("speech=9", "speech=x", "opinion=none", ""):
            await page(made, "secretary", f"{SAID}?{query}", 404)


@pytest.mark.parametrize("who", ["chair", "deputy", "operator", "screen", "ba-dinh", "admin"])
async def test_nobody_but_the_secretary_takes_anything_down(who: str) -> None:
    async with discussing(SPEAKING) as made:
        await page(made, who, f"{SAID}?speech=1", 403)
        assert (await sent(made, who, SAID, speech="1", **GIST))[0] == 403
        assert (await sent(made, who, f"{AT}/votes/1"))[0] == 403
        assert await noted(made) == ()


async def test_a_written_opinion_becomes_a_comment_out_of_the_minutes() -> None:
    handed = HandInOpinion(**by(BA_DINH, 3), item=DISCUSSION_ITEM, text="Bỏ khoản 2.")
    async with discussing(SPEAKING, handed) as made:
        [which] = (await made.parts.rooms.state(MEETING)).opinions
        form = form_for(await page(made, "secretary", f"{SAID}?opinion={which}"), SAID)
        assert filled(form)["said.text"].strip() == "Bỏ khoản 2."
        status, told = await sent(made, "secretary", SAID, opinion=which, **GIST)
        assert (status, told["code"]) == (200, "GY-03")
        comment = (await state_of(made)).comments[CommentId("form-1")]
        assert (comment.way, comment.late) == (Way.MINUTES, False)
        assert await noted(made) == ()


async def test_the_site_sees_what_waits_for_it_and_confirms_or_sets_right_as_it_came_in() -> None:
    """By its link or PIN, without an account."""
    async with discussing(SPEAKING) as made:
        assert "chờ xác nhận." not in (await page(made, "ba-dinh", f"{OWN}/waiting")).words
        await sent(made, "secretary", SAID, speech="1", **GIST)
        await sent(made, "secretary", SAID, speech="1", **{**GIST, "id": "form-2"})
        told = (await page(made, "ba-dinh", f"{OWN}/waiting")).words
        assert "2 ý kiến phát biểu của đơn vị chờ xác nhận." in told
        shown = await page(made, "ba-dinh", OWN)
        assert "Nên là 10 ngày." in shown.words
        forms = [each for each in shown.all("form") if "/confirm" in each["action"]]
        as_it_is, _, _, right = forms
        await posted(made, as_it_is)
        await posted(made, right, **{"said.text": "Nên là 12 ngày."})
        assert "Không còn ý kiến nào chờ xác nhận." in (await page(made, "ba-dinh", OWN)).words
        state = await state_of(made)
        first, second = (state.comments[CommentId(each)] for each in ("form-1", "form-2"))
        assert {first.confirmed, second.confirmed} == {True}
        assert (first.said.text, second.said.text) == ("Nên là 10 ngày.", "Nên là 12 ngày.")


async def posted(made: Hall, form: Element, **fields: str) -> None:
    data = {**filled(form), **fields}
    browser = await made.browser("ba-dinh")
    async with browser.post(form["action"], data=data, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, OWN)


async def test_another_site_and_the_hall_confirm_nothing() -> None:
    async with discussing(SPEAKING) as made:
        await sent(made, "secretary", SAID, speech="1", **GIST)
        assert "GY-03" not in (await page(made, "dong-anh", OWN)).words
        assert (await sent(made, "dong-anh", f"{AT}/confirm", comment="form-1"))[0] == 409
        for who in ("secretary", "chair", "screen"):
            assert (await sent(made, who, f"{AT}/confirm", comment="form-1"))[0] == 403
            await page(made, who, OWN, 403)
        assert (await state_of(made)).comments[CommentId("form-1")].confirmed is None


VOTED: Step = (
    SPEAKING,
    OpenVote(**by(CHAIR, 3), text="Giữ 30 ngày?", kind=VoteKind.STRAW, clause="d1.k1"),
    CastVote(**by(BA_DINH, 4), vote=VoteNo(1), choice="1"),
)
CLOSED = CloseVote(**by(CHAIR, 5), vote=VoteNo(1))


async def test_a_closed_vote_on_a_clause_is_put_into_the_table_by_one_press() -> None:
    async with discussing(VOTED, CLOSED) as made:
        for form in ("form-1", "form-2"):
            assert await sent(made, "secretary", f"{AT}/votes/1", id=form) == (200, {})
        [vote] = (await state_of(made)).votes
        counts = [(each.choice, each.count) for each in vote.counts]
        assert counts == [("Tán thành", 0), ("Không tán thành", 1), ("Không biểu quyết", 0)]
        assert (vote.clause, vote.question) == (drafts.D1K1, "Giữ 30 ngày?")


async def test_no_vote_is_put_there_that_is_open_or_on_no_clause() -> None:
    async with discussing(VOTED) as made:
        assert (await sent(made, "secretary", f"{AT}/votes/1"))[0] == 404
        await take(await made.parts.rooms.room(MEETING), CLOSED)
        other = OpenVote(**by(CHAIR, 6), text="Nghỉ?", kind=VoteKind.STRAW, choices=("có", "không"))
        close = CloseVote(**by(CHAIR, 7), vote=VoteNo(2))
        await take(await made.parts.rooms.room(MEETING), other, close)
        for no in (2, 9):
            assert (await sent(made, "secretary", f"{AT}/votes/{no}"))[0] == 404
        assert not (await state_of(made)).votes
