"""Comments are looked for by clause, stance, site, way, and by how they stand."""

import pytest

from diemcau.domain.consultation.nouns.comments import EnterComment
from diemcau.domain.consultation.nouns.replies import (
    ApproveReplies,
    CommentId,
    DraftReply,
    ReplyText,
    SaySatisfied,
)
from diemcau.domain.consultation.nouns.setting import CloseConsultation
from diemcau.domain.consultation.nouns.terms import Disposition, Stance, Visibility, Way
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.finding import (
    GENERAL_CLAUSE,
    CommentSign,
    SoughtComments,
    sifted,
)
from tests.support.drafts import (
    BA_DINH,
    D1K1,
    HEAD,
    MEMBER,
    SECRETARY,
    SNV,
    TAY_HO,
    by,
    day,
    opened,
    said,
    sent,
    state_of,
)

C1 = CommentId("c1")
ACTS = (
    *opened(Visibility.ALL),
    *sent("c1"),
    *sent("c2", TAY_HO, 1, said(Stance.AGREE, D1K1, text="", wording="")),
    *sent("c3", TAY_HO, 1, said(Stance.QUESTION, None, text="Bao giờ?", wording="")),
    EnterComment(**by(SECRETARY, 2, "c4"), body=SNV, way=Way.SPOKEN, said=said(text="Gọn.")),
    CloseConsultation(**by(SECRETARY, 17)),
    *sent("c5", BA_DINH, 18),
    DraftReply(
        **by(MEMBER, 18), comments=(C1,), said=ReplyText(Disposition.NOT_ACCEPTED, "Theo luật.")
    ),
    ApproveReplies(**by(HEAD, 18), comments=(C1,)),
    SaySatisfied(**by(BA_DINH, 19), comment=C1, satisfied=False, reason="Chưa rõ."),
)


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (SoughtComments(), "c1 c2 c3 c4 c5"),
        (SoughtComments(clause=D1K1), "c1 c2 c4 c5"),
        (SoughtComments(clause=GENERAL_CLAUSE), "c3"),
        (SoughtComments(stance=Stance.AGREE), "c2"),
        (SoughtComments(site=TAY_HO), "c2 c3"),
        (SoughtComments(way=Way.SPOKEN), "c4"),
        (SoughtComments(sign=CommentSign.WAITING), "c3 c4 c5"),
        (SoughtComments(sign=CommentSign.ANSWERED), "c1"),
        (SoughtComments(sign=CommentSign.LATE), "c5"),
        (SoughtComments(sign=CommentSign.UNCONFIRMED), "c4"),
        (SoughtComments(sign=CommentSign.NOT_SATISFIED), "c1"),
        (SoughtComments(site=BA_DINH, sign=CommentSign.WAITING), "c5"),
    ],
)
def test_filters_go_together(sought: SoughtComments, found: str) -> None:
    comments = reading.comments(state_of(ACTS), SECRETARY, day(20))
    assert " ".join(each.id for each in sifted(comments, sought)) == found
