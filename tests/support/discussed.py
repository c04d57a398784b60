"""A conference that discusses a draft: the two logs side by side, with what sites have sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from diemcau.domain.consultation.nouns.terms import Stance, Visibility
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import StartConference
from diemcau.domain.nouns.drafts import ClauseMark, DraftOutline
from diemcau.domain.nouns.ids import FIRST_BODY, DossierId
from tests.support import drafts
from tests.support.hall import Hall, hall
from tests.support.meeting import (
    CHAIR,
    DISCUSSION_ITEM,
    LOBBY,
    LYK,
    Step,
    by,
    carried_draft,
)
from tests.support.room import MEETING

AT = f"/conferences/{MEETING}/drafts/{DISCUSSION_ITEM}"
MARKS = (
    ClauseMark("d1", "Điều 1", "Thời hạn"),
    ClauseMark("d1.k1", "khoản 1 Điều 1"),
    ClauseMark("d1.k2", "khoản 2 Điều 1"),
    ClauseMark("d2", "Điều 2"),
)
OUTLINE = DraftOutline(1, "Quy chế phối hợp", MARKS)
DELETES = drafts.said(Stance.DELETE, drafts.D1K2, text="Thừa.", wording="", reason="Trùng.")
SENT = (
    *drafts.sent("c1", drafts.BA_DINH, what=drafts.said(person="Nguyễn Văn A")),
    *drafts.sent("c2", drafts.TAY_HO, what=DELETES),
    drafts.kept("c3", drafts.TAY_HO, what=drafts.said(text="Chưa gửi.")),
)
"""Ba Đình amends, Tây Hồ deletes, and keeps one to itself."""
DISCUSSED: Step = (
    LOBBY,
    carried_draft(-5, OUTLINE),
    StartConference(**by(CHAIR)),
    StartItem(**by(CHAIR), item=DISCUSSION_ITEM),
)


@asynccontextmanager
async def discussing(
    *steps: Step, visibility: Visibility = Visibility.ALL, **how: Any
) -> AsyncIterator[Hall]:
    async with hall(DISCUSSED, *steps, **how) as made:
        for act in (*drafts.opened(visibility), *SENT):
            await made.parts.drafts.submit(consultation_of(made), act)
        yield made


def consultation_of(made: Hall) -> DossierId:
    return made.parts.drafts.logs.id(FIRST_BODY, LYK)


async def state_of(made: Hall) -> Consultation:
    return await made.parts.drafts.logs.state(consultation_of(made))
