"""Rules §7: what becomes of a published conclusion, by whom, and with which reasons."""

from datetime import date

import pytest
from msgspec.structs import replace

from diemcau.domain.decider import decide, evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import Document
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.ids import CommandId, ConclusionId, PublicationNo, SiteCode
from diemcau.domain.nouns.publishing import Publish, Published, WithdrawPublication
from diemcau.domain.nouns.refusals import (
    BadAddress,
    InThePast,
    NameMissing,
    NotForYou,
    ReasonMissing,
    TextMissing,
)
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.tasks import (
    AcknowledgeTask,
    AnswerExtension,
    AnswerHandover,
    AskForExtension,
    ChaseTask,
    CloseTask,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionWaits,
    HandoverAccepted,
    HandoverProposed,
    HandoverRefused,
    HandTask,
    NoExtensionAsked,
    NoHandover,
    NoSuchTask,
    NothingToExtend,
    ProposeHandover,
    ReopenTask,
    ReportOnTask,
    Task,
    TaskAcknowledged,
    TaskChased,
    TaskClosed,
    TaskHanded,
    TaskNotOver,
    TaskOver,
    TaskReopened,
    TaskReported,
    TaskTaken,
)
from diemcau.domain.nouns.terms import Readers, Role, Stage, TaskOutcome, TaskState, TaskStep
from diemcau.domain.rules.handover import succeeds
from diemcau.domain.views.families import Audience, render
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DAY,
    DISCUSSION,
    HOAN_KIEM,
    SECRETARY,
    Step,
    after,
    at,
    by,
    code,
    given,
    was,
)

KE, HOP = ConclusionId("kè"), ConclusionId("họp")
JUNE, JULY = date(2024, 6, 30), date(2024, 7, 31)


def concluded(name: str, lead: str, deadline: date | None = None) -> DraftConclusion:
    text = ConclusionText(name, lead=lead, deadline=deadline, standing=deadline is None)
    return DraftConclusion(**by(SECRETARY, 130, named=name), text=text)


APPROVED: Step = (
    DISCUSSION,
    concluded("kè", "Thường trực HĐND quận Ba Đình", JUNE),
    concluded("họp", "Sở Nội vụ"),
    ApproveConclusions(**by(CHAIR, 140)),
)


def publish(*sites: SiteCode, minutes: float = 150) -> Publish:
    readers = Readers.NAMED_SITES if sites else Readers.PUBLIC
    stamp = by(SECRETARY, minutes)
    return Publish(**stamp, stage=Stage.CONCLUSIONS, readers=readers, sites=sites)


ASSIGNED: Step = (APPROVED, publish())
ACKNOWLEDGED = AcknowledgeTask(**by(BA_DINH, DAY), conclusion=KE)
ASKED = AskForExtension(**by(BA_DINH, 2 * DAY), conclusion=KE, until=JULY, reason="Mùa lũ")
CLOSED = CloseTask(**by(SECRETARY, 9 * DAY), conclusion=KE, outcome=TaskOutcome.DONE)


def task(meeting: Meeting, which: ConclusionId = KE) -> Task:
    found = meeting.conclusions[which].task
    assert found is not None
    return found


def reported(text: str = "Đã khảo sát", per_cent: int = 40) -> ReportOnTask:
    return ReportOnTask(**by(BA_DINH, 3 * DAY), conclusion=KE, text=text, per_cent=per_cent)


def test_a_report_may_bring_a_document_that_shows_it() -> None:
    shown = Document("Ảnh kè", "/files/1")
    given(ASSIGNED).when(replace(reported(), evidence=shown)).leaves(
        lambda m: task(m).history[-1].evidence == shown
    )
    for document, refusal in (
        (Document(" ", "/files/1"), TextMissing),
        (Document("Ảnh kè", "ftp://x"), BadAddress),
    ):
        given(ASSIGNED).when(replace(reported(), evidence=document)).refuses(refusal)


def answered(*, granted: bool, reason: str = "") -> AnswerExtension:
    return AnswerExtension(**by(CHAIR, 4 * DAY), conclusion=KE, granted=granted, reason=reason)


# -- what is published is assigned -----------------------------------------------------------------


def test_a_published_conclusion_is_a_task_of_the_site_whose_name_its_lead_bears() -> None:
    meeting = after(ASSIGNED)
    assert task(meeting).site == code(BA_DINH)
    assert task(meeting).deadline == JUNE
    assert [entry.step for entry in task(meeting).history] == [TaskStep.ASSIGNED]
    assert task(meeting, HOP).site is None


def test_a_conclusion_that_is_not_published_is_no_task() -> None:
    scene = given(APPROVED)
    scene.when(ACKNOWLEDGED).refuses(NoSuchTask)
    nothing = AcknowledgeTask(**by(SECRETARY, DAY), conclusion=ConclusionId("không có"))
    given(ASSIGNED).when(nothing).refuses(NoSuchTask)


def test_a_lead_that_was_not_told_does_not_act_until_it_is() -> None:
    others: Step = (APPROVED, publish(code(HOAN_KIEM)))
    given(others).when(ACKNOWLEDGED).refuses(NotForYou)
    told = after(others, publish(minutes=160), ACKNOWLEDGED)
    assert task(told).state is TaskState.ACKNOWLEDGED
    assert task(told).history[0].at == at(150)


def test_a_replacement_for_fewer_takes_no_task_away() -> None:
    fewer = after(ASSIGNED, ACKNOWLEDGED, publish(code(HOAN_KIEM), minutes=2 * DAY))
    assert task(fewer).site == code(BA_DINH)
    assert task(fewer).state is TaskState.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("lead", "site"),
    [
        ("Ba Đình", code(BA_DINH)),
        ("HĐND  QUẬN ba đình", code(BA_DINH)),
        ("UBND q. Ba Đi\u0300nh.", code(BA_DINH)),
        ("Phòng khám Ba Đình", None),
        ("Các quận, huyện, thị xã", None),
    ],
)
def test_a_lead_is_a_site_when_it_bears_its_name(lead: str, site: SiteCode | None) -> None:
    scene = (DISCUSSION, concluded("kè", lead, JUNE), ApproveConclusions(**by(CHAIR, 140)))
    assert task(after(scene, publish())).site == site


def to_site(site: SiteCode | None, minutes: float = DAY) -> HandTask:
    return HandTask(**by(SECRETARY, minutes), conclusion=HOP, site=site)


def test_a_task_whose_lead_no_name_tells_is_asked_for_and_handed_on() -> None:
    handed = TaskHanded(**was(SECRETARY, DAY), conclusion=HOP, site=code(HOAN_KIEM))
    given(ASSIGNED).when(to_site(code(HOAN_KIEM))).then(handed)
    meeting = after(ASSIGNED, to_site(code(HOAN_KIEM)))
    assert "task/họp" in render(meeting, Audience(Role.SITE, code(HOAN_KIEM)))
    [*_, entry] = task(meeting, HOP).history
    assert (entry.step, entry.text) == (TaskStep.HANDED, "Hoàn Kiếm")
    given(ASSIGNED, to_site(code(HOAN_KIEM))).when(to_site(code(BA_DINH))).refuses(TaskTaken)


def test_a_lead_outside_is_said_to_be_so_once_and_may_turn_out_to_be_a_site() -> None:
    assert not task(after(ASSIGNED), HOP).outside
    outside = after(ASSIGNED, to_site(None))
    assert task(outside, HOP).outside
    assert task(outside, HOP).site is None
    given(ASSIGNED, to_site(None)).when(to_site(None, 2 * DAY)).then()
    found = task(after(ASSIGNED, to_site(None), to_site(code(BA_DINH), 2 * DAY)), HOP)
    assert (found.site, found.outside) == (code(BA_DINH), False)


def test_a_task_is_handed_to_a_site_of_the_conference_while_it_goes_on() -> None:
    given(ASSIGNED).when(to_site(SiteCode("999"))).refuses(NoSuchSite)
    over = CloseTask(**by(SECRETARY, DAY), conclusion=HOP, outcome=TaskOutcome.DONE)
    given(ASSIGNED, over).when(to_site(code(BA_DINH), 2 * DAY)).refuses(TaskOver)


# -- handed over to a successor (levels §8) --------------------------------------------------------

HEIR = SiteCode("00004")
OFFER = ProposeHandover(**by(SECRETARY, DAY), conclusion=KE, to=HEIR, name="phường Ba Đình")
AS_HEIR = Actor(Role.SITE, "00004", HEIR)


def taken(*, accepted: bool = True, reason: str = "") -> AnswerHandover:
    said = AnswerHandover(**by(SECRETARY, 2 * DAY), conclusion=KE, accepted=accepted, reason=reason)
    return replace(said, actor=AS_HEIR)


def test_a_task_goes_to_the_successor_that_takes_it_with_its_deadline_and_its_state() -> None:
    told = HandoverAccepted(at=at(2 * DAY), by=AS_HEIR, conclusion=KE, to=HEIR, name=OFFER.name)
    given(ASSIGNED, ACKNOWLEDGED, OFFER).when(taken()).then(told)
    before = after(ASSIGNED, ACKNOWLEDGED, OFFER)
    assert "task/kè" in render(before, Audience(Role.SITE, HEIR))
    assert succeeds(before, HEIR)
    assert not succeeds(before, SiteCode("00008"))
    theirs = after(ASSIGNED, ACKNOWLEDGED, OFFER, taken())
    assert succeeds(theirs, HEIR)
    mine = task(theirs)
    assert (mine.site, mine.lead, mine.handover) == (HEIR, "phường Ba Đình", None)
    assert (mine.deadline, mine.state) == (JUNE, TaskState.ACKNOWLEDGED)
    assert "task/kè" not in render(theirs, Audience(Role.SITE, code(BA_DINH)))


def test_a_successor_that_does_not_take_it_says_why_and_another_is_asked() -> None:
    refused = HandoverRefused(at=at(2 * DAY), by=AS_HEIR, conclusion=KE, reason="Không có đê")
    given(ASSIGNED, OFFER).when(taken(accepted=False)).refuses(ReasonMissing)
    no = taken(accepted=False, reason="Không có đê")
    given(ASSIGNED, OFFER).when(no).then(refused)
    meeting = after(ASSIGNED, OFFER, no)
    assert "task/kè" in render(meeting, Audience(Role.SITE, HEIR))
    given(ASSIGNED, OFFER, no).when(taken()).refuses(NoHandover)
    again = HandoverProposed(**was(SECRETARY, DAY), conclusion=KE, to=HEIR, name=OFFER.name)
    given(ASSIGNED, OFFER, no).when(OFFER).then(again)


def test_what_is_offered_twice_or_to_whoever_has_it_is_nothing_new() -> None:
    given(ASSIGNED, OFFER).when(replace(OFFER, id=CommandId("x"))).then()
    given(ASSIGNED).when(replace(OFFER, to=code(BA_DINH))).refuses(TaskTaken)
    given(ASSIGNED).when(replace(OFFER, name=" ")).refuses(NameMissing)
    given(ASSIGNED, CLOSED).when(replace(OFFER, at=at(10 * DAY))).refuses(TaskOver)


def test_only_whom_it_is_offered_answers_for_itself() -> None:
    mine = replace(taken(), actor=BA_DINH)
    given(ASSIGNED, OFFER).when(mine).refuses(NotForYou)
    given(ASSIGNED).when(mine).refuses(NotForYou)
    given(ASSIGNED).when(replace(taken(), actor=SECRETARY)).refuses(NoHandover)


def test_a_log_of_before_says_by_the_name_alone_who_acts() -> None:
    """Letter by letter, as it was decided then: a replay gives the same."""
    before = after(APPROVED)
    [published] = decide(before, publish())
    assert isinstance(published, Published)
    assert published.leads == ((KE, code(BA_DINH)),)
    assert task(evolve(before, replace(published, leads=None))).site == code(BA_DINH)
    elsewhere = replace(published, leads=None, readers=Readers.NAMED_SITES)
    assert task(evolve(before, elsewhere)).site is None


def test_what_is_still_a_draft_is_not_assigned_with_the_others() -> None:
    meeting = after(APPROVED, concluded("sau", "Ba Đình", JULY), publish())
    assert meeting.conclusions[ConclusionId("sau")].task is None


def test_the_lead_sees_its_task_and_no_other_site_does() -> None:
    meeting = after(ASSIGNED)

    def tasks(audience: Audience) -> set[str]:
        return {key for key in render(meeting, audience) if key.startswith("task/")}

    assert tasks(Audience(Role.SECRETARY)) == {"task/kè", "task/họp"}
    assert tasks(Audience(Role.SITE, code(BA_DINH))) == {"task/kè"}
    assert tasks(Audience(Role.SITE, code(HOAN_KIEM))) == set()
    assert tasks(Audience(Role.OPERATOR)) == set()
    assert tasks(Audience(Role.SCREEN)) == set()


# -- the lead --------------------------------------------------------------------------------------


def test_the_lead_acknowledges_once() -> None:
    told = TaskAcknowledged(**was(BA_DINH, DAY), conclusion=KE)
    given(ASSIGNED).when(ACKNOWLEDGED).then(told)
    given(ASSIGNED, ACKNOWLEDGED).when(ACKNOWLEDGED).then()


def test_a_report_says_how_far_it_has_come() -> None:
    told = TaskReported(**was(BA_DINH, 3 * DAY), conclusion=KE, text="Đã khảo sát", per_cent=40)
    when = given(ASSIGNED).when(reported()).then(told)
    followed = task(when.meeting)
    assert (followed.state, followed.per_cent) == (TaskState.IN_PROGRESS, 40)
    assert followed.history[-1].per_cent == 40
    assert followed.history[-1].by == BA_DINH.name


def test_a_report_without_words_is_none() -> None:
    given(ASSIGNED).when(reported(text="  ")).refuses(TextMissing)


def test_that_all_is_done_is_for_the_secretariat_to_say() -> None:
    assert task(after(ASSIGNED, reported(per_cent=100))).state is TaskState.IN_PROGRESS


def test_a_site_follows_up_its_own_and_the_secretariat_what_it_is_told() -> None:
    other = ReportOnTask(**by(HOAN_KIEM, DAY), conclusion=KE, text="Xong", per_cent=100)
    given(ASSIGNED).when(other).refuses(NotForYou)
    phoned = ReportOnTask(**by(SECRETARY, DAY), conclusion=HOP, text="Đã họp", per_cent=50)
    assert task(after(ASSIGNED, phoned), HOP).per_cent == 50


# -- more time -------------------------------------------------------------------------------------


def test_a_deadline_moves_when_more_time_is_granted_and_not_before() -> None:
    asked = ExtensionAsked(**was(BA_DINH, 2 * DAY), conclusion=KE, until=JULY, reason="Mùa lũ")
    waiting = given(ASSIGNED).when(ASKED).then(asked).meeting
    assert (task(waiting).deadline, task(waiting).asked) == (JUNE, JULY)
    granted = ExtensionGranted(**was(CHAIR, 4 * DAY), conclusion=KE, until=JULY, reason="")
    moved = given(ASSIGNED, ASKED).when(answered(granted=True)).then(granted).meeting
    assert (task(moved).deadline, task(moved).asked) == (JULY, None)
    assert moved.conclusions[KE].deadline == JUNE


def test_a_refusal_says_why_and_moves_nothing() -> None:
    scene = given(ASSIGNED, ASKED)
    scene.when(answered(granted=False)).refuses(ReasonMissing)
    refused = ExtensionRefused(**was(CHAIR, 4 * DAY), conclusion=KE, until=JULY, reason="Gấp")
    stays = scene.when(answered(granted=False, reason=" Gấp ")).then(refused).meeting
    assert (task(stays).deadline, task(stays).asked) == (JUNE, None)


def test_more_time_is_asked_for_with_a_reason_once_and_for_a_later_day() -> None:
    scene = given(ASSIGNED)
    stamp = by(BA_DINH, 5 * DAY)
    about = {"conclusion": KE}
    scene.when(AskForExtension(**stamp, **about, until=JULY, reason=" ")).refuses(ReasonMissing)
    scene.when(AskForExtension(**stamp, **about, until=JUNE, reason="Lũ")).refuses(InThePast)
    again = AskForExtension(**stamp, **about, until=JULY, reason="Lũ")
    given(ASSIGNED, ASKED).when(again).refuses(ExtensionWaits)
    late = AskForExtension(**by(BA_DINH, 200 * DAY), **about, until=JULY, reason="Lũ")
    scene.when(late).refuses(InThePast)


def test_a_standing_task_has_nothing_to_extend() -> None:
    ask = AskForExtension(**by(SECRETARY, DAY), conclusion=HOP, until=JULY, reason="Bận")
    given(ASSIGNED).when(ask).refuses(NothingToExtend)


def test_nobody_is_answered_who_did_not_ask() -> None:
    given(ASSIGNED).when(answered(granted=True)).refuses(NoExtensionAsked)


# -- the secretariat -------------------------------------------------------------------------------


def test_who_is_chased_finds_it_in_the_history() -> None:
    chase = ChaseTask(**by(SECRETARY, 5 * DAY), conclusion=KE, text="Còn 15 ngày ")
    chased = TaskChased(**was(SECRETARY, 5 * DAY), conclusion=KE, text="Còn 15 ngày")
    when = given(ASSIGNED).when(chase).then(chased)
    assert task(when.meeting).history[-1].step is TaskStep.CHASED
    assert task(when.meeting).state is TaskState.ASSIGNED


def test_done_is_all_of_it_and_anything_else_says_why() -> None:
    done = TaskClosed(**was(SECRETARY, 9 * DAY), conclusion=KE, outcome=TaskOutcome.DONE, text="")
    closed = given(ASSIGNED, reported(), ASKED).when(CLOSED).then(done).meeting
    assert (task(closed).state, task(closed).per_cent) == (TaskState.DONE, 100)
    assert task(closed).asked is None
    for outcome in (TaskOutcome.PARTLY, TaskOutcome.NOT_DONE, TaskOutcome.CANCELLED):
        close = CloseTask(**by(SECRETARY, 9 * DAY), conclusion=KE, outcome=outcome)
        given(ASSIGNED).when(close).refuses(ReasonMissing)
    partly = CloseTask(
        **by(CHAIR, 9 * DAY), conclusion=KE, outcome=TaskOutcome.PARTLY, text="Còn một đoạn"
    )
    half = task(after(ASSIGNED, reported(), partly))
    assert (half.state, half.per_cent) == (TaskState.PARTLY, 40)


@pytest.mark.parametrize("act", [ACKNOWLEDGED, reported(), ASKED, CLOSED])
def test_what_is_closed_is_closed_until_it_is_reopened(act: AnyCommand) -> None:
    given(ASSIGNED, CLOSED).when(act).refuses(TaskOver)


def test_a_task_is_reopened_with_a_reason() -> None:
    def reopen(reason: str) -> ReopenTask:
        return ReopenTask(**by(SECRETARY, 10 * DAY), conclusion=KE, reason=reason)

    given(ASSIGNED).when(reopen("Sót")).refuses(TaskNotOver)
    scene = given(ASSIGNED, CLOSED)
    scene.when(reopen(" ")).refuses(ReasonMissing)
    again = TaskReopened(**was(SECRETARY, 10 * DAY), conclusion=KE, reason="Sót")
    going = scene.when(reopen("Sót")).then(again).meeting
    assert task(going).state is TaskState.IN_PROGRESS


def test_a_withdrawal_of_the_publication_ends_no_task() -> None:
    gone = WithdrawPublication(**by(SECRETARY, DAY), publication=PublicationNo(1), reason="Sai số")
    assert task(after(ASSIGNED, gone)).state is TaskState.ASSIGNED
