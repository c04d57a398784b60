"""Golden logs of consultations: what a program of some day wrote, kept as it was.

`python tests/support/golden_drafts.py NAME` writes tests/golden/drafts/NAME-N.jsonl: consultations
in which everything happens that can. It never writes over one that is there.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]


from diemcau.app.consultation.kind import CONSULTATION  # noqa: E402
from diemcau.domain.consultation.nouns.clauses import (  # noqa: E402
    AddClause,
    ClauseId,
    EditClause,
    MoveClause,
    NoteOnClause,
    RemoveClause,
)
from diemcau.domain.consultation.nouns.commands import ConsultationCommand  # noqa: E402
from diemcau.domain.consultation.nouns.comments import (  # noqa: E402
    ChangeComment,
    ConfirmComment,
    DropComment,
    EnterComment,
    SupportComment,
    WithdrawComment,
)
from diemcau.domain.consultation.nouns.enclosures import (  # noqa: E402
    EncloseFile,
    MarkFileEntered,
    TakeBackFile,
)
from diemcau.domain.consultation.nouns.replies import (  # noqa: E402
    ApproveReplies,
    CommentId,
    DraftReply,
    ReplyText,
    SaySatisfied,
)
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn  # noqa: E402
from diemcau.domain.consultation.nouns.setting import (  # noqa: E402
    ApproveConsultation,
    CancelConsultation,
    CloseConsultation,
    ExtendConsultation,
    FinishAnswering,
    LetterRef,
    PublishConsultation,
    ReopenConsultation,
)
from diemcau.domain.consultation.nouns.terms import (  # noqa: E402
    Disposition,
    Overall,
    Stance,
    Visibility,
    Way,
)
from diemcau.domain.consultation.nouns.versions import BeginVersion, FreezeVersion  # noqa: E402
from diemcau.domain.consultation.nouns.voting import NoteVote  # noqa: E402
from diemcau.domain.nouns.ids import DossierId  # noqa: E402
from diemcau.protocol.records import GENESIS, Record  # noqa: E402
from tests.support.drafts import (  # noqa: E402
    BA_DINH,
    CHAIR,
    D1,
    D1K1,
    D1K2,
    D2,
    HEAD,
    MEMBER,
    OPEN,
    SECRETARY,
    SNV,
    TAY_HO,
    VOTED,
    by,
    clause,
    day,
    kept,
    opened,
    said,
    sent,
)
from tests.support.golden import lines  # noqa: E402

FOLDER = ROOT / "tests/golden/drafts"
DRAFT = DossierId("consultation//LYK-2024-01")
_D3 = ClauseId("d3")
_C1, _C2, _C3, _SPOKEN = map(CommentId, ("c1", "c2", "c3", "spoken"))

ROUNDS: Sequence[ConsultationCommand] = (
    *opened(Visibility.ALL),
    ExtendConsultation(**by(SECRETARY, 1), deadline=day(17)),
    kept("c0"),
    DropComment(**by(BA_DINH, 1), comment=CommentId("c0")),
    *sent("c1"),
    *sent("c2", TAY_HO, 2, said(Stance.QUESTION, None, text="Bao giờ?", wording="")),
    *sent("c3", TAY_HO, 2, said(Stance.AGREE, D2, text="", wording="")),
    ChangeComment(**by(BA_DINH, 2), comment=_C1, said=said(text="Vẫn dài.", person="Bà A")),
    SupportComment(**by(TAY_HO, 2), comment=_C1),
    SupportComment(**by(TAY_HO, 2), comment=_C1, joins=False),
    WithdrawComment(**by(TAY_HO, 2), comment=_C3),
    EncloseFile(**by(BA_DINH, 3), digest="a" * 64, name="Công văn.pdf"),
    EncloseFile(**by(BA_DINH, 3), digest="b" * 64, name="Nhầm.pdf"),
    TakeBackFile(**by(BA_DINH, 3), digest="b" * 64),
    MarkFileEntered(**by(MEMBER, 3), body=BA_DINH, digest="a" * 64),
    HandInDraftReturn(**by(BA_DINH, 3), overall=Overall.HAS_COMMENTS, letter=LetterRef("7/UBND")),
    EnterComment(**by(SECRETARY, 4, "spoken"), body=SNV, way=Way.SPOKEN, said=said(text="Gọn.")),
    EnterComment(
        **by(SECRETARY, 4), body=SNV, way=Way.SPOKEN, said=said(text="Gọn."), repeats=_SPOKEN
    ),
    EnterComment(
        **by(SECRETARY, 5, "letter"),
        body=BA_DINH,
        way=Way.LETTER,
        said=said(Stance.OTHER, D2, text="Rõ hơn.", wording=""),
        letter=LetterRef("12/VP", day(3)),
    ),
    ConfirmComment(**by(BA_DINH, 6), comment=CommentId("letter")),
    NoteVote(**by(SECRETARY, 18), vote=VOTED),
    CloseConsultation(**by(SECRETARY, 18)),
    BeginVersion(**by(MEMBER, 19)),
    EditClause(**by(MEMBER, 19), clause=clause(D1K1, "Trả lời trong 15 ngày.", D1, "1")),
    AddClause(**by(MEMBER, 19), clause=clause(_D3, "Hiệu lực.", None, "3"), after=D2),
    MoveClause(**by(MEMBER, 19), clause=_D3, after=D1),
    NoteOnClause(**by(MEMBER, 19), clause=_D3, note="Chỉnh kỹ thuật"),
    RemoveClause(**by(MEMBER, 19), clause=D1K2),
    DraftReply(
        **by(MEMBER, 20, "r1"),
        comments=(_C1, _SPOKEN, CommentId("letter")),
        said=ReplyText(Disposition.ACCEPTED, "Đã sửa.", changed=(D1K1,)),
    ),
    DraftReply(**by(MEMBER, 20), comments=(_C2,), said=ReplyText(Disposition.ANSWERED, "Quý III.")),
    ApproveReplies(**by(HEAD, 21), comments=(_C1, _C2, _SPOKEN, CommentId("letter"))),
    SaySatisfied(**by(BA_DINH, 22), comment=_C1, satisfied=False, reason="Chưa rõ."),
    FreezeVersion(**by(HEAD, 23)),
    ReopenConsultation(**by(SECRETARY, 24), deadline=day(45)),
    CloseConsultation(**by(SECRETARY, 46)),
    FinishAnswering(**by(HEAD, 47)),
    ApproveConsultation(**by(CHAIR, 48)),
    PublishConsultation(**by(SECRETARY, 49)),
)
STOPPED: Sequence[ConsultationCommand] = (
    *OPEN,
    CancelConsultation(**by(SECRETARY, 1), reason="Gộp vào văn bản khác."),
)
ONCE: Sequence[ConsultationCommand] = (
    *OPEN,
    CloseConsultation(**by(SECRETARY, 18)),
    *sent("late", BA_DINH, 19),
    DraftReply(
        **by(MEMBER, 20), comments=(CommentId("late"),), said=ReplyText(Disposition.OUT_OF_SCOPE)
    ),
)


def records_of(acts: Sequence[ConsultationCommand]) -> Sequence[Record]:
    state, records = CONSULTATION.begin(DRAFT), list[Record]()
    for act in acts:
        events = CONSULTATION.decide(state, act)
        assert events, act
        after = records[-1].digest if records else GENESIS
        records += CONSULTATION.shapes.seal(DRAFT, after, len(records) + 1, act.id, events)
        for event in events:
            state = CONSULTATION.evolve(state, event)
    return records


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for number, acts in enumerate((ROUNDS, STOPPED, ONCE), 1):
        with (FOLDER / f"{sys.argv[1]}-{number}.jsonl").open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines(records_of(acts)))


if __name__ == "__main__":
    main()
