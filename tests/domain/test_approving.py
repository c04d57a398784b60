"""Rules §7: minutes and conclusions are approved by one act, with the words as they stand."""

from datetime import date

from msgspec.structs import replace

from diemcau.domain.nouns.conclusions import (
    ConclusionsApproved,
    ConclusionText,
    DraftConclusion,
    EditConclusion,
    LeadMissing,
)
from diemcau.domain.nouns.conference import ConferenceClosed, EndConference
from diemcau.domain.nouns.ids import ConclusionId
from diemcau.domain.nouns.papers import Minutes
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    DraftMinutes,
    MinutesApproved,
    MinutesOutdated,
)
from diemcau.domain.nouns.record import WriteNote
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.families import Audience, view_of
from diemcau.domain.views.publishing import VersionView
from tests.support.meeting import CHAIR, DISCUSSION, SECRETARY, Step, after, at, by, given, was

TASK = ConclusionText("Rà soát đơn thư", lead="Sở Nội vụ", deadline=date(2024, 6, 30))
CONCLUDED: Step = (DISCUSSION, DraftConclusion(**by(SECRETARY, 120, named="k-1"), text=TASK))
END: Step = (EndConference(**by(CHAIR, 200)), DraftMinutes(**by(SECRETARY, 210)))
BOTH = ApproveMinutes(**by(CHAIR, 220), version=1, conclusions=True)
RIGHTED = EditConclusion(
    **by(CHAIR, 215),
    conclusion=ConclusionId("k-1"),
    text=replace(TASK, text="Rà soát xong trong quý II"),
    seen=1,
)
APPROVED = MinutesApproved(**was(CHAIR, 220), version=1)
CLOSED = ConferenceClosed(**was(CHAIR, 220))


def test_the_chair_approves_minutes_and_conclusions_in_one_act() -> None:
    concluded = ConclusionsApproved(**was(CHAIR, 220), conclusions=(ConclusionId("k-1"),))
    given(CONCLUDED, END).when(BOTH).then(concluded, APPROVED, CLOSED)
    given(DISCUSSION, END).when(BOTH).then(APPROVED, CLOSED)
    alone = replace(BOTH, conclusions=False)
    given(CONCLUDED, END).when(alone).then(APPROVED, CLOSED)


def test_neither_is_approved_while_a_conclusion_lacks_its_lead() -> None:
    bare = DraftConclusion(**by(SECRETARY, 130), text=replace(TASK, lead=""))
    given(CONCLUDED, bare, END).when(BOTH).refuses(LeadMissing)


def test_a_conclusion_set_right_while_approving_stands_in_the_approved_minutes() -> None:
    closed = after(CONCLUDED, END, RIGHTED, BOTH)
    assert [known.approved_at for known in closed.versions] == [None, at(220)]
    paper = closed.versions[-1].paper
    assert isinstance(paper, Minutes)
    assert paper.conclusions[0].text == "Rà soát xong trong quý II"


def test_without_the_conclusions_and_after_any_other_change_the_draft_is_outdated() -> None:
    given(CONCLUDED, END, RIGHTED).when(replace(BOTH, conclusions=False)).refuses(MinutesOutdated)
    late = WriteNote(**by(SECRETARY, 216), about="meeting", text="Thêm")
    given(CONCLUDED, END, RIGHTED, late).when(BOTH).refuses(MinutesOutdated)


def test_the_screen_tells_which_draft_can_still_be_approved() -> None:
    shown = view_of(after(CONCLUDED, END, RIGHTED), Audience(Role.CHAIR), "minutes/1")
    assert isinstance(shown, VersionView)
    assert (shown.outdated, shown.reworded) == (True, True)
