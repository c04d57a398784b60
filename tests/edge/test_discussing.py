"""A draft in the room of a conference: who is shown what of a clause, and nobody else anything."""

import json
from datetime import date

from diemcau.domain.consultation.nouns.terms import Visibility
from diemcau.domain.nouns.agenda import AddItem, ItemPlan
from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import Stage
from tests.support import drafts
from tests.support.discussed import AT, OUTLINE, consultation_of, discussing
from tests.support.hall import Hall
from tests.support.markup import read
from tests.support.meeting import CHAIR, DISCUSSION_ITEM, SECRETARY, Step, by, carried_draft
from tests.support.room import MEETING
from tests.support.scene import INTERNAL

CLAUSE = f"{AT}/clauses/d1"
IN_THE_ROOM = ("chair", "deputy", "secretary", "operator", "screen", "ba-dinh", "dong-anh")


async def shown(made: Hall, who: str, path: str = CLAUSE, status: int = 200) -> str:
    browser = await made.browser(who)
    async with browser.get(path, allow_redirects=False) as response:
        text = await response.text()
        assert response.status == status, (who, path, response.status)
        return read(text).words if status == 200 else ""


async def test_everybody_in_the_room_reads_the_clause_with_its_parts_and_what_is_asked() -> None:
    async with discussing() as made:
        for who in IN_THE_ROOM:
            words = await shown(made, who)
            assert "Trả lời trong 30 ngày." in words, who
            assert "Phương án nào?" in words, who
            assert "2 góp ý: 1 sửa, 1 bỏ" in words, who


async def test_nobody_outside_the_room_is_told_that_there_is_a_draft() -> None:
    async with discussing() as made:
        for who, status in (("", 302), ("admin", 403), ("stranger", 404)):
            await shown(made, who, status=status)


async def test_what_sites_do_not_see_of_each_other_is_not_shown_in_the_room() -> None:
    async with discussing(visibility=Visibility.OWN_ONLY) as made:
        for who in ("chair", "secretary"):
            assert "2 góp ý" in await shown(made, who)
        for who in ("screen", "dong-anh", "operator", "deputy"):
            words = await shown(made, who)
            assert "Trả lời trong 30 ngày." in words
            assert "GY-" not in words, who
            assert "Mỗi đơn vị chỉ xem góp ý của mình." in words, who
        own = await shown(made, "ba-dinh")
        assert ("GY-01" in own, "GY-02" in own) == (True, False)


async def test_neither_persons_nor_what_is_not_sent_stand_before_the_room() -> None:
    async with discussing() as made:
        for who in IN_THE_ROOM:
            words = await shown(made, who)
            assert "Nguyễn Văn A" not in words, who
            assert "Chưa gửi." not in words, who


async def test_a_clause_that_the_draft_has_not_and_an_item_without_a_draft_are_refused() -> None:
    async with discussing() as made:
        await shown(made, "chair", f"{AT}/clauses/d9", 409)
        await shown(made, "chair", f"/conferences/{MEETING}/drafts/tra-loi/clauses/d1", 409)
        await shown(made, "chair", f"/conferences/{MEETING}/drafts/khong-co/weights", 409)


async def test_the_draft_of_an_internal_item_is_there_for_the_hall_alone() -> None:
    internal = ItemPlan(INTERNAL, "Nhân sự", internal=True, minutes=5)
    added = AddItem(**by(SECRETARY, 1), plan=internal)
    async with discussing(added, carried_draft(2, OUTLINE, INTERNAL)) as made:
        path = CLAUSE.replace(DISCUSSION_ITEM, INTERNAL)
        assert "Trả lời trong 30 ngày." in await shown(made, "chair", path)
        for who in ("screen", "ba-dinh"):
            await shown(made, who, path, 409)


async def test_the_hall_is_told_which_clauses_are_disputed_and_sites_are_not() -> None:
    async with discussing() as made:
        browser = await made.browser("secretary")
        async with browser.get(f"{AT}/weights") as response:
            told = json.loads(await response.text())
        assert [each["clause"] for each in told] == ["d1", "d1.k1", "d1.k2"]
        assert told[0] == {"clause": "d1", "comments": 2, "opposed": True}
        for who in ("ba-dinh", "screen"):
            await shown(made, who, f"{AT}/weights", 403)


async def test_what_is_said_is_words_and_no_markup() -> None:
    hostile = "</p><script>alert(1)</script>"
    async with discussing() as made:
        for act in drafts.sent("c9", what=drafts.said(text=hostile)):
            await made.parts.drafts.submit(consultation_of(made), act)
        browser = await made.browser("chair")
        async with browser.get(CLAUSE) as response:
            text = await response.text()
        assert "<script>" not in text
        assert hostile in read(text).words


TAKEN_IN = ConclusionText(
    "Tổ soạn thảo tiếp thu, hoàn thiện",
    lead="HĐND quận Ba Đình",
    deadline=date(2024, 6, 30),
    item=DISCUSSION_ITEM,
)
CONCLUDED: tuple[Step, ...] = (
    DraftConclusion(**by(SECRETARY, 30, named="tiep-thu"), text=TAKEN_IN),
    ApproveConclusions(**by(CHAIR, 40)),
    Publish(**by(SECRETARY, 50), stage=Stage.CONCLUSIONS),
)


async def test_the_task_to_take_comments_in_says_how_many_are_answered() -> None:
    task = f"/follow-up/{MEETING}/DraftConclusion, tiep-thu"
    async with discussing(*CONCLUDED) as made:
        for who in ("chair", "secretary"):
            assert "đã trả lời 0/2 góp ý" in await shown(made, who, task), who
        assert "góp ý" not in await shown(made, "ba-dinh", task), "who does not see all of them"
