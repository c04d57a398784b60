"""The two tables of the rules, row by row: who may (§9) and what is refused by name (§10).

They are written down here once more, by hand, and not read out of the program.
"""

from typing import Final, NamedTuple

import pytest
from msgspec.structs import replace

from diemcau.app.files.refusals import FileSecret
from diemcau.app.files.texts import text_kind_of
from diemcau.domain.consultation.nouns.clauses import (
    AddClause,
    ClauseUnknown,
    EditClause,
    MoveClause,
    NoteOnClause,
    RemoveClause,
    VersionFrozen,
    WriteDraft,
)
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import (
    ChangeComment,
    ConfirmComment,
    DeadlinePassed,
    DropComment,
    EnterComment,
    KeepComment,
    NotInvited,
    SendComment,
    SupportComment,
    WithdrawComment,
    WordingMissing,
)
from diemcau.domain.consultation.nouns.enclosures import (
    EncloseFile,
    MarkFileEntered,
    TakeBackFile,
)
from diemcau.domain.consultation.nouns.replies import (
    AcceptedWithoutChange,
    ApproveReplies,
    CommentId,
    DraftReply,
    NotHeadOfTeam,
    ReplyMissingText,
    ReplyText,
    SaySatisfied,
)
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn
from diemcau.domain.consultation.nouns.setting import (
    ApproveConsultation,
    CancelConsultation,
    CloseConsultation,
    CommentsOpen,
    ConsultationRunning,
    DeadlineTooShort,
    ExtendConsultation,
    FinishAnswering,
    OpenConsultation,
    PrepareConsultation,
    PublishConsultation,
    ReopenConsultation,
)
from diemcau.domain.consultation.nouns.terms import ConsultationState, Disposition, Stance
from diemcau.domain.consultation.nouns.versions import BeginVersion, FreezeVersion
from diemcau.domain.consultation.nouns.voting import NoteVote
from diemcau.domain.consultation.rules.permissions import may
from diemcau.domain.consultation.rules.rights import DRAFT_RIGHTS
from diemcau.domain.consultation.rules.saying import two_points
from diemcau.domain.consultation.views import reading
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.refusals import ReasonMissing
from tests.support.drafts import (
    BA_DINH,
    CHAIR,
    D1K1,
    HEAD,
    MEMBER,
    NOBODY,
    OPEN,
    SECRETARY,
    STRANGER,
    TEXT,
    by,
    clause,
    day,
    given,
    kept,
    prepared,
    said,
    sent,
    site,
    state_of,
)

# -- §9: who may -----------------------------------------------------------------------------------

COLUMNS: Final[dict[str, Actor]] = {
    "secretary": SECRETARY,
    "head": HEAD,
    "member": MEMBER,
    "chair": CHAIR,
    "invited": site(BA_DINH),
    "another site": STRANGER,
    "public": NOBODY,
}


class Row(NamedTuple):
    """The acts of a row, and the columns with a tick."""

    acts: tuple[type[ConsultationCommand], ...]
    ticked: str


ROWS: Final[dict[str, Row]] = {
    "prepare, open, extend, close, reopen, cancel": Row(
        (
            *(PrepareConsultation, OpenConsultation, ExtendConsultation),
            *(CloseConsultation, ReopenConsultation, CancelConsultation),
        ),
        "secretary",
    ),
    "edit a version": Row(
        (
            *(BeginVersion, WriteDraft, EditClause, AddClause),
            *(RemoveClause, MoveClause, NoteOnClause),
        ),
        "head, member",
    ),
    "freeze the next": Row((FreezeVersion,), "head"),
    "write, drop, send and change a comment": Row(
        (KeepComment, DropComment, SendComment, ChangeComment), "invited"
    ),
    "withdraw, support, return, say (not) satisfied": Row(
        (WithdrawComment, SupportComment, HandInDraftReturn, SaySatisfied), "invited, secretary"
    ),
    "send a file, take it back": Row((EncloseFile, TakeBackFile), "invited, secretary"),
    "on its behalf, by letter; spoken comments": Row((EnterComment,), "secretary"),
    "confirm its own": Row((ConfirmComment,), "invited"),
    "enter what is in a file": Row((MarkFileEntered,), "secretary, head, member"),
    "draft a reply": Row((DraftReply,), "head, member"),
    "approve replies": Row((ApproveReplies,), "head"),
    "hand over what is answered": Row((FinishAnswering,), "head"),
    "approve the whole": Row((ApproveConsultation,), "chair"),
    "publish draft, table, new version": Row((PublishConsultation,), "secretary"),
    "take down what a conference voted": Row((NoteVote,), "secretary"),
}


def test_every_act_stands_in_one_row() -> None:
    listed = [act for row in ROWS.values() for act in row.acts]
    assert sorted(each.__name__ for each in listed) == sorted(e.__name__ for e in DRAFT_RIGHTS)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("name", ROWS)
def test_who_may_is_who_has_a_tick(name: str, column: str) -> None:
    """In some state of the consultation, and in none."""
    row, stands = ROWS[name], state_of(OPEN)
    for act in row.acts:
        ever = any(may(replace(stands, state=state), COLUMNS[column], act) for state in STATES)
        assert ever is (column in row.ticked.split(", ")), act


STATES: Final = tuple(ConsultationState)
NOTED: Final = NoteOnClause(**by(MEMBER, 18), clause=D1K1, note="Riêng")
UNSENT_AND_NOTED: Final = (
    *OPEN,
    kept("u1"),
    CloseConsultation(**by(SECRETARY, 17)),
    BeginVersion(**by(MEMBER, 18)),
    NOTED,
)


@pytest.mark.parametrize("column", COLUMNS)
def test_unsent_comments_are_seen_by_whose_they_are_and_notes_by_the_team(column: str) -> None:
    state, who = state_of(UNSENT_AND_NOTED), COLUMNS[column]
    assert bool(reading.comments(state, who, day(19))) is (column == "invited")
    noted = any(each.notes for each in reading.versions(state, who))
    assert noted is (column in {"head", "member"})


# -- §10: what is refused, by name -----------------------------------------------------------------

C1: Final = CommentId("c1")
CLOSED: Final = (*OPEN, *sent("c1"), CloseConsultation(**by(SECRETARY, 17)))


def _keep(who: Actor, stance: Stance, **words: str) -> tuple[ConsultationCommand, ...]:
    nothing = {"text": "", "wording": "", "reason": ""}
    what = replace(said(stance), **{**nothing, **words})
    return (
        KeepComment(**by(who, 1, "k"), said=what),
        SendComment(**by(who, 1), comment=CommentId("k")),
    )


def _reply(outcome: Disposition, text: str = "") -> DraftReply:
    return DraftReply(**by(MEMBER, 18), comments=(C1,), said=ReplyText(outcome, text))


class Refusal(NamedTuple):
    """The code that the wire carries, an act that is refused so, and one beside it that is not."""

    code: str
    why: type[Rejected]
    before: tuple[ConsultationCommand, ...]
    no: ConsultationCommand
    yes: ConsultationCommand


EDIT: Final = EditClause(**by(MEMBER, 18), clause=clause(D1K1, "Khác.", number="1"))
SHORT: Final = replace(prepared()[0].plan, deadline=day(3))  # type: ignore[union-attr]
BEGUN: Final = BeginVersion(**by(MEMBER, 18))
OPENS: Final = OpenConsultation(**by(SECRETARY))
KEPT: Final = kept("k", what=said())
REFUSED: Final[dict[str, Refusal]] = {
    "version_frozen": Refusal("version_frozen", VersionFrozen, CLOSED, EDIT, BEGUN),
    "not_invited": Refusal(
        "not_invited", NotInvited, OPEN, KeepComment(**by(STRANGER, 1), said=said()), KEPT
    ),
    "deadline_passed": Refusal(
        "deadline_passed",
        DeadlinePassed,
        (*OPEN, *sent("c1"), kept("late")),
        ChangeComment(**by(BA_DINH, 16), comment=C1, said=said(text="Khác.")),
        SendComment(**by(BA_DINH, 16), comment=CommentId("late")),
    ),
    "wording_missing": Refusal(
        "wording_missing",
        WordingMissing,
        (*OPEN, _keep(site(BA_DINH), Stance.AMEND, text="Sửa.")[0]),
        _keep(site(BA_DINH), Stance.AMEND)[1],
        DropComment(**by(BA_DINH, 1), comment=CommentId("k")),
    ),
    "reason_missing": Refusal(
        "reason_missing",
        ReasonMissing,
        (*OPEN, _keep(site(BA_DINH), Stance.DELETE)[0]),
        _keep(site(BA_DINH), Stance.DELETE)[1],
        KeepComment(
            **by(BA_DINH, 1), comment=CommentId("k"), said=said(Stance.DELETE, reason="Trùng.")
        ),
    ),
    "clause_unknown": Refusal(
        "clause_unknown",
        ClauseUnknown,
        OPEN,
        KeepComment(**by(BA_DINH, 1), said=said(where=CommentId("d99"))),  # type: ignore[arg-type]
        KEPT,
    ),
    "comments_open": Refusal(
        "comments_open",
        CommentsOpen,
        CLOSED,
        FinishAnswering(**by(HEAD, 18)),
        _reply(Disposition.NOT_ACCEPTED, "Luật đã quy định."),
    ),
    "accepted_without_change": Refusal(
        "accepted_without_change",
        AcceptedWithoutChange,
        CLOSED,
        _reply(Disposition.ACCEPTED, "Tiếp thu."),
        DraftReply(
            **by(MEMBER, 18),
            comments=(C1,),
            said=ReplyText(Disposition.ACCEPTED, already_at="khoản 2 Điều 1"),
        ),
    ),
    "reply_missing_text": Refusal(
        "reply_missing_text",
        ReplyMissingText,
        CLOSED,
        _reply(Disposition.NOT_ACCEPTED, "Xin ghi nhận."),
        _reply(Disposition.NOT_ACCEPTED, "Luật đã quy định."),
    ),
    "not_head_of_team": Refusal(
        "not_head_of_team",
        NotHeadOfTeam,
        (*CLOSED, _reply(Disposition.NOT_ACCEPTED, "Luật đã quy định.")),
        ApproveReplies(**by(MEMBER, 19), comments=(C1,)),
        ApproveReplies(**by(HEAD, 19), comments=(C1,)),
    ),
    "deadline_too_short": Refusal(
        "deadline_too_short",
        DeadlineTooShort,
        (
            PrepareConsultation(**by(SECRETARY, -1), plan=SHORT),
            WriteDraft(**by(MEMBER, -1), clauses=TEXT),
        ),
        OPENS,
        PrepareConsultation(**by(SECRETARY), plan=replace(SHORT, short_reason="Họp gấp.")),
    ),
    "round_running": Refusal(
        "consultation_running",
        ConsultationRunning,
        (*OPEN, BeginVersion(**by(MEMBER, 1))),
        ReopenConsultation(**by(SECRETARY, 2), deadline=day(30)),
        ExtendConsultation(**by(SECRETARY, 2), deadline=day(30)),
    ),
}
"""By their names in the rules; one is called otherwise here, for petitions run no rounds."""
BY_THE_INTAKE: Final = "marked_secret"
"""Of files: whoever takes in files says so, for conferences and returns alike."""
HINT: Final = "two_points"
OF_THE_RULES: Final = (
    "version_frozen not_invited deadline_passed wording_missing reason_missing clause_unknown "
    "two_points comments_open accepted_without_change reply_missing_text not_head_of_team "
    "deadline_too_short marked_secret round_running"
)


def test_every_refusal_of_the_rules_is_tried() -> None:
    assert {*REFUSED, BY_THE_INTAKE, HINT} == {*OF_THE_RULES.split()}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_by_its_name_and_what_stands_beside_it_is_not(name: str) -> None:
    row = REFUSED[name]
    assert row.why.code == row.code
    given(row.before).refuses(row.why, row.no)
    assert given(row.before).when(row.yes).events


def test_a_file_that_is_marked_as_secret_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileSecret) as refused:
        text_kind_of("Góp ý (MẬT).docx")
    assert refused.value.code == "file_secret"


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Nên rút ngắn thời hạn.", False),
        ("Như sau:\n- bỏ khoản 1;\n- sửa khoản 2.", True),
        ("1. Bỏ khoản 1.\n2. Sửa khoản 2.", True),
        ("a) Bỏ.\nVì trùng.", False),
    ],
)
def test_that_a_comment_makes_two_points_is_a_hint_and_no_bar(text: str, *, many: bool) -> None:
    words = said(text=text)
    assert two_points(words) is many
    assert given(OPEN).when(sent("c1", what=words)[0]).when(sent("c1")[1]).events
