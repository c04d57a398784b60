"""Rules §7: the minutes draft themselves; conclusions say rõ người, rõ việc, rõ thời hạn."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns import papers
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import AddItem, EditItem, ItemPlan, NoSuchItem, SkipItem
from diemcau.domain.nouns.attendance import CheckIn, CorrectAttendance, Mark
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    ConclusionDrafted,
    ConclusionDropped,
    ConclusionEdited,
    ConclusionFrozen,
    ConclusionsApproved,
    ConclusionText,
    DeadlineMissing,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
    LeadMissing,
    NoSuchConclusion,
    NothingToApprove,
)
from diemcau.domain.nouns.conference import ConferenceClosed, EndConference, ReopenConference
from diemcau.domain.nouns.floor import GiveFloor, GrantTime, ResumeSpeech
from diemcau.domain.nouns.ids import ConclusionId, IncidentId, ItemId, RequestId, SpeechNo
from diemcau.domain.nouns.papers import Minutes
from diemcau.domain.nouns.publishing import (
    AlreadyApproved,
    ApproveMinutes,
    DraftMinutes,
    MinutesApproved,
    MinutesDrafted,
    MinutesOutdated,
    NoSuchVersion,
    NothingToPublish,
)
from diemcau.domain.nouns.record import HandInOpinion, ReportIncident, ResolveIncident, WriteNote
from diemcau.domain.nouns.refusals import (
    InThePast,
    ReasonMissing,
    TextChanged,
    TextMissing,
    WrongPhase,
)
from diemcau.domain.nouns.requests import AskToSpeak, Person
from diemcau.domain.nouns.rounds import Pass, StartRound
from diemcau.domain.nouns.sites import AnswerCheck
from diemcau.domain.nouns.terms import (
    CheckResult,
    ConclusionState,
    IncidentKind,
    ItemState,
    Kind,
    Phase,
    Presence,
)
from diemcau.domain.nouns.undo import Undo
from diemcau.domain.rules import drafting
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    CLOSED,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    ENDED,
    HA_DONG,
    HOAN_KIEM,
    LOBBY,
    OPERATOR,
    REPLY,
    REPORT,
    RUNNING,
    SECRETARY,
    SITES,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    code,
    delegate,
    given,
    given_the_floor,
    took_the_floor,
    was,
    with_settings,
)

ONE, TWO = SpeechNo(1), SpeechNo(2)
NOTHING = timedelta(0)
END = EndConference(**by(CHAIR, 200))
DRAFT = DraftMinutes(**by(SECRETARY, 210))
APPROVE = ApproveMinutes(**by(CHAIR, 220), version=1)


def minutes_of(*steps: Step) -> Minutes:
    return drafting.minutes(after(DISCUSSION, steps, END))


def the_item(paper: Minutes) -> papers.ItemLine:
    return paper.items[2]


# -- the minutes draft themselves ------------------------------------------------------------------


def test_the_minutes_say_when_where_who_chaired_and_who_wrote() -> None:
    paper = minutes_of()
    assert (paper.title, paper.organiser, paper.hub, paper.chair, paper.secretary) == (
        "Hội nghị giao ban quý I/2024",
        "Thường trực HĐND thành phố",
        "Điểm cầu HĐND thành phố",
        "Chủ tịch HĐND thành phố",
        "Văn phòng",
    )
    assert (paper.started_at, paper.ended_at) == (at(0), at(200))


def test_the_minutes_list_the_attendance_of_every_site() -> None:
    here: Step = (
        CheckIn(
            **by(BA_DINH, 12),
            marks=(
                Mark(delegate(BA_DINH), Presence.IN_ROOM),
                Mark(delegate(BA_DINH, 2), Presence.EXCUSED, "Đi công tác"),
            ),
            head_count=9,
            guests=2,
        ),
        AnswerCheck(
            **by(OPERATOR, 13),
            site=code(BA_DINH),
            picture=CheckResult.OK,
            sound_in=CheckResult.FAULT,
            sound_out=CheckResult.OK,
            line=CheckResult.OK,
        ),
    )
    lines = minutes_of(here).attendance
    assert [line.site for line in lines] == [site.name for site in SITES]
    assert lines[0] == papers.AttendanceLine(
        code=code(BA_DINH),
        site="Ba Đình",
        checked_in_at=at(12),
        late=timedelta(minutes=12),
        expected=2,
        present=1,
        head_count=9,
        guests=2,
        losses=0,
        check=(CheckResult.OK, CheckResult.FAULT, CheckResult.OK, CheckResult.OK),
        delegates=(
            papers.DelegateLine(
                "Chủ tịch Ba Đình",
                "Chủ tịch HĐND",
                Presence.IN_ROOM,
                "",
                "",
                at(12),
                None,
                None,
            ),
            papers.DelegateLine(
                "Phó Chủ tịch Ba Đình",
                "Phó Chủ tịch HĐND",
                Presence.EXCUSED,
                "Đi công tác",
                "",
                None,
                None,
                None,
            ),
        ),
    )
    assert lines[1].checked_in_at is None
    assert lines[1].check == ()


def test_the_minutes_list_each_item_with_when_it_really_ran() -> None:
    paper = minutes_of(SkipItem(**by(CHAIR, 5), item=REPLY))
    assert [(line.number, line.state) for line in paper.items] == [
        ("1", ItemState.PLANNED),
        ("2", ItemState.PLANNED),
        ("3", ItemState.DONE),
        ("4", ItemState.SKIPPED),
        ("5", ItemState.PLANNED),
    ]
    assert (the_item(paper).started_at, the_item(paper).finished_at) == (at(0), at(200))


def test_the_minutes_say_of_each_speech_who_spoke_from_when_to_when_and_how_far_over() -> None:
    named: Step = (
        asked_to_speak(BA_DINH),
        GiveFloor(
            **by(CHAIR, 2),
            request=RequestId("Ba Đình: comment"),
            believes=None,
            delegate="Trưởng ban",
        ),
        took_the_floor(1, 8, 12),
        WriteNote(**by(SECRETARY, 9), about="speech/1", text="Đề nghị phân loại đơn thư"),
    )
    assert the_item(minutes_of(named)).speeches == (
        papers.SpeechLine(
            no=1,
            speaker="Ba Đình",
            delegate="Trưởng ban",
            kind=Kind.COMMENT,
            started_at=at(2),
            ended_at=at(8, 12),
            spoken=timedelta(minutes=6, seconds=12),
            overran=timedelta(seconds=72),
            out_of_order=False,
            cut_off=False,
            note="Đề nghị phân loại đơn thư",
        ),
    )


def test_an_interrupted_speech_is_one_speech_in_the_minutes_and_the_break_does_not_count() -> None:
    interrupted: Step = (
        asked_to_speak(BA_DINH),
        asked_to_speak(HOAN_KIEM),
        given_the_floor(BA_DINH),
        given_the_floor(HOAN_KIEM, minutes=4, believes=1, interject=True),
        took_the_floor(2, 7),
        ResumeSpeech(**by(CHAIR, 7), speech=ONE),
        took_the_floor(1, 9),
    )
    lines = the_item(minutes_of(interrupted)).speeches
    assert [(x.speaker, x.started_at, x.ended_at, x.spoken) for x in lines] == [
        ("Ba Đình", at(2), at(9), timedelta(minutes=4)),
        ("Hoàn Kiếm", at(4), at(7), timedelta(minutes=3)),
    ]


def test_an_undone_speech_is_not_in_the_minutes() -> None:
    given: Step = (asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    undone: Step = (given, Undo(**by(CHAIR, 3), act=2))
    assert the_item(minutes_of(undone)).speeches == ()
    again: Step = (undone, given_the_floor(BA_DINH, minutes=4), took_the_floor(2, 6))
    assert [line.no for line in the_item(minutes_of(again)).speeches] == [SpeechNo(2)]


def test_a_person_in_the_hall_stands_in_the_minutes_with_name_and_title() -> None:
    for person, words in (
        (Person("Nguyễn A", "Trưởng ban"), "Nguyễn A, Trưởng ban"),
        (Person("Nguyễn A"), "Nguyễn A"),
    ):
        spoken: Step = (
            AskToSpeak(**by(SECRETARY, 1, named="khach"), person=person),
            GiveFloor(**by(CHAIR, 2), request=RequestId("khach"), believes=None),
            took_the_floor(1, 4),
        )
        assert the_item(minutes_of(spoken)).speeches[0].speaker == words


def test_the_minutes_hold_notes_opinions_and_who_had_none() -> None:
    written: Step = (
        WriteNote(**by(SECRETARY, 2), about="meeting", text="Thành phần đầy đủ"),
        WriteNote(**by(SECRETARY, 2), about=f"item/{DISCUSSION_ITEM}", text="Sôi nổi"),
        HandInOpinion(**by(DONG_ANH, 4), item=DISCUSSION_ITEM, text="Thứ hai"),
        HandInOpinion(**by(BA_DINH, 3), item=DISCUSSION_ITEM, text="Thứ nhất"),
        StartRound(**by(CHAIR, 5)),
        Pass(**by(HA_DONG, 6)),
    )
    paper = minutes_of(written)
    assert paper.note == "Thành phần đầy đủ"
    assert the_item(paper).note == "Sôi nổi"
    assert the_item(paper).opinions == (
        papers.OpinionLine("Ba Đình", "Thứ nhất", at(3)),
        papers.OpinionLine("Đông Anh", "Thứ hai", at(4)),
    )
    assert the_item(paper).passed == ("Hà Đông",)


def test_the_minutes_say_to_whom_more_time_was_granted() -> None:
    def more(minute: float, to: Actor | None = None) -> GrantTime:
        site = None if to is None else code(to)
        return GrantTime(**by(CHAIR, minute), item=DISCUSSION_ITEM, seconds=60, site=site)

    limited = with_settings(site_budget=480)
    assert the_item(minutes_of((limited,))).granted == ()
    paper = minutes_of((limited, more(1), more(2, DONG_ANH), more(3, DONG_ANH)))
    assert the_item(paper).granted == (
        papers.GrantedLine("", timedelta(minutes=1)),
        papers.GrantedLine("Đông Anh", timedelta(minutes=2)),
    )


def test_the_minutes_list_the_incidents() -> None:
    happened: Step = (
        ReportIncident(**by(DONG_ANH, 6), kind=IncidentKind.POWER),
        ReportIncident(
            **by(BA_DINH, 5, named="su-co"), kind=IncidentKind.NO_SOUND, text="Mất tiếng"
        ),
        ResolveIncident(**by(BA_DINH, 8), incident=IncidentId("su-co")),
    )
    assert minutes_of(happened).incidents == (
        papers.IncidentLine("Ba Đình", IncidentKind.NO_SOUND, "Mất tiếng", at(5), at(8)),
        papers.IncidentLine("Đông Anh", IncidentKind.POWER, "", at(6), None),
    )


def test_internal_items_and_what_was_written_about_them_stay_in_the_house() -> None:
    hidden = ItemPlan(REPORT, "Họp kín", internal=True)
    part = ItemPlan(ItemId("phan"), "Nhân sự", parent=REPORT)
    written: Step = (
        EditItem(**by(SECRETARY, 1), plan=hidden),
        AddItem(**by(SECRETARY, 1), plan=part),
        WriteNote(**by(SECRETARY, 2), about=f"item/{REPORT}", text="Không công bố"),
    )
    paper = minutes_of(written)
    assert [line.title for line in paper.items if line.title in {"Họp kín", "Nhân sự"}] == []
    assert "Không công bố" not in str(paper)


def test_there_are_no_minutes_before_the_end() -> None:
    given(DISCUSSION).when(DRAFT).refuses(WrongPhase)
    with pytest.raises(NothingToPublish):
        drafting.minutes(after(DISCUSSION))


# -- versions and approval -------------------------------------------------------------------------


def paper_of(meeting: Meeting, version: int) -> Minutes:
    paper = meeting.versions[version - 1].paper
    assert isinstance(paper, Minutes)
    return paper


def test_a_version_freezes_the_minutes_as_they_stand() -> None:
    paper = drafting.minutes(after(ENDED), number=1)
    given(ENDED).when(DRAFT).then(
        MinutesDrafted(**was(SECRETARY, 210), version=1, replaces=None, reason="", paper=paper)
    )
    later = WriteNote(**by(SECRETARY, 215), about="meeting", text="Sửa")
    assert paper_of(after(ENDED, DRAFT, later), 1).note == ""
    assert paper_of(after(ENDED, DRAFT, later, DraftMinutes(**by(SECRETARY, 216))), 2).note


def test_versions_are_kept() -> None:
    versions = after(ENDED, DRAFT, DraftMinutes(**by(SECRETARY, 211), reason=" Thêm ")).versions
    assert [(v.number, v.drafted_at, v.drafted_by, v.reason) for v in versions] == [
        (1, at(210), SECRETARY.name, ""),
        (2, at(211), SECRETARY.name, "Thêm"),
    ]


def test_approval_names_who_and_when_and_closes_the_conference() -> None:
    given(ENDED, DRAFT).when(APPROVE).then(
        MinutesApproved(**was(CHAIR, 220), version=1), ConferenceClosed(**was(CHAIR, 220))
    ).leaves(
        lambda m: (
            m.phase is Phase.CLOSED
            and (m.versions[0].approved_by, m.versions[0].approved_at) == (CHAIR.name, at(220))
        )
    )


def test_only_the_last_version_can_be_approved_and_only_once() -> None:
    given(ENDED).when(APPROVE).refuses(NoSuchVersion)
    given(ENDED, DRAFT, DraftMinutes(**by(SECRETARY, 211))).when(APPROVE).refuses(NoSuchVersion)
    given(CLOSED).when(APPROVE).refuses(AlreadyApproved)
    given(RUNNING).when(APPROVE).refuses(WrongPhase)


def test_minutes_drafted_before_the_conference_was_reopened_cannot_be_approved() -> None:
    reopened: Step = (
        ENDED,
        DRAFT,
        ReopenConference(**by(CHAIR, 212), reason="Còn ý kiến"),
        EndConference(**by(CHAIR, 216)),
    )
    given(reopened).when(APPROVE).refuses(MinutesOutdated)
    again = DraftMinutes(**by(SECRETARY, 217))
    given(reopened, again).when(ApproveMinutes(**by(CHAIR, 220), version=2)).leaves(
        lambda m: m.phase is Phase.CLOSED and paper_of(m, 2).ended_at == at(216)
    )


CORRECTION = DraftMinutes(**by(SECRETARY, 300), reason="Ghi sai tên")


def test_a_later_correction_is_a_new_version_that_says_what_it_replaces_and_why() -> None:
    meeting = after(CLOSED, CORRECTION)
    assert (meeting.versions[1].replaces, meeting.versions[1].reason) == (1, "Ghi sai tên")
    assert (paper_of(meeting, 2).replaces, paper_of(meeting, 2).reason) == (1, "Ghi sai tên")
    given(CLOSED).when(DraftMinutes(**by(SECRETARY, 300), reason=" ")).refuses(ReasonMissing)


def test_a_correction_is_approved_and_the_next_one_replaces_it() -> None:
    approve = ApproveMinutes(**by(CHAIR, 310), version=2)
    given(CLOSED, CORRECTION).when(approve).then(MinutesApproved(**was(CHAIR, 310), version=2))
    third = DraftMinutes(**by(SECRETARY, 320), reason="Thiếu phụ lục")
    assert after(CLOSED, CORRECTION, approve, third).versions[2].replaces == 2


def test_a_correction_nobody_approved_replaces_nothing() -> None:
    again = DraftMinutes(**by(SECRETARY, 320), reason="Thiếu phụ lục")
    assert after(CLOSED, CORRECTION, again).versions[2].replaces == 1


# -- conclusions -----------------------------------------------------------------------------------

TASK = ConclusionText(
    "Rà soát toàn bộ nhiệm vụ",
    lead="Thường trực HĐND cấp huyện",
    cooperating=("Văn phòng",),
    person="Chánh Văn phòng",
    deliverable="Báo cáo",
    deadline=date(2024, 6, 30),
    item=DISCUSSION_ITEM,
)
STANDING = ConclusionText(
    "Giao ban với HĐND xã, thị trấn", lead="Thường trực HĐND cấp huyện", standing=True
)


def drafted(name: str, text: ConclusionText = TASK) -> DraftConclusion:
    return DraftConclusion(**by(SECRETARY, 120, named=name), text=text)


def edited(name: str, text: ConclusionText = STANDING, seen: int = 1) -> EditConclusion:
    return EditConclusion(**by(SECRETARY, 130), conclusion=ConclusionId(name), text=text, seen=seen)


def dropped(name: str) -> DropConclusion:
    return DropConclusion(**by(SECRETARY, 131), conclusion=ConclusionId(name))


APPROVED = ApproveConclusions(**by(CHAIR, 150))


def numbers(meeting: Meeting) -> dict[str, int]:
    return {known.id: known.number for known in meeting.conclusions.values()}


def test_the_secretary_drafts_numbered_conclusions() -> None:
    given(DISCUSSION).when(drafted("a")).then(
        ConclusionDrafted(**was(SECRETARY, 120), conclusion=ConclusionId("a"), number=1, text=TASK)
    )
    meeting = after(DISCUSSION, drafted("a"), drafted("b", STANDING))
    assert numbers(meeting) == {"a": 1, "b": 2}
    assert meeting.conclusions[ConclusionId("a")].deadline == date(2024, 6, 30)


def test_drafting_again_with_the_same_command_id_is_the_same_conclusion() -> None:
    given(DISCUSSION, drafted("a")).when(drafted("a")).then()


def test_a_draft_may_lack_all_but_its_text() -> None:
    given(DISCUSSION).when(drafted("a", ConclusionText("Rà soát"))).leaves(numbers)
    given(DISCUSSION).when(drafted("a", ConclusionText(" "))).refuses(TextMissing)


def test_a_conclusion_comes_from_an_item_that_exists_and_is_not_due_before_the_conference() -> None:
    given(DISCUSSION).when(drafted("a", ConclusionText("A", item=ItemId("?")))).refuses(NoSuchItem)
    past = ConclusionText("A", deadline=date(2024, 4, 18))
    given(DISCUSSION).when(drafted("a", past)).refuses(InThePast)


def test_conclusions_are_drafted_from_the_start_on_and_after_the_minutes_too() -> None:
    given(LOBBY).when(drafted("a")).refuses(WrongPhase)
    given(LOBBY).when(APPROVED).refuses(WrongPhase)
    for scene in (RUNNING, ENDED, CLOSED):
        given(scene).when(drafted("a")).leaves(numbers)


def test_two_secretaries_do_not_overwrite_each_others_conclusion() -> None:
    given(DISCUSSION, drafted("a")).when(edited("a")).then(
        ConclusionEdited(
            **was(SECRETARY, 130), conclusion=ConclusionId("a"), text=STANDING, version=2
        )
    ).leaves(lambda m: m.conclusions[ConclusionId("a")].standing)
    given(DISCUSSION, drafted("a"), edited("a")).when(edited("a", TASK)).refuses(TextChanged)


def test_two_secretaries_in_different_fields_of_a_conclusion_both_have_their_way() -> None:
    led = replace(TASK, lead="Sở Nội vụ", person="Giám đốc")
    due = replace(TASK, standing=True, deadline=None, lead="Sở Nội vụ")
    first = edited("a", led)
    given(DISCUSSION, drafted("a"), first).when(replace(edited("a", due), base=TASK)).then(
        ConclusionEdited(
            **was(SECRETARY, 130),
            conclusion=ConclusionId("a"),
            text=replace(led, standing=True, deadline=None),
            version=3,
        )
    )


def test_two_secretaries_who_write_in_one_field_of_a_conclusion_are_told() -> None:
    first = edited("a", replace(TASK, deadline=None, standing=True))
    given(DISCUSSION, drafted("a"), first).when(
        replace(edited("a", replace(TASK, deadline=date(2024, 12, 31))), base=TASK)
    ).refuses(TextChanged)


def test_only_a_conclusion_that_exists_can_be_edited_or_dropped() -> None:
    given(DISCUSSION).when(edited("?")).refuses(NoSuchConclusion)
    given(DISCUSSION).when(dropped("?")).refuses(NoSuchConclusion)
    given(DISCUSSION, drafted("a")).when(edited("a", ConclusionText(" "))).refuses(TextMissing)


def test_when_a_draft_is_dropped_those_behind_it_move_up() -> None:
    three: Step = (drafted("a"), drafted("b"), drafted("c"))
    given(DISCUSSION, three).when(dropped("b")).then(
        ConclusionDropped(**was(SECRETARY, 131), conclusion=ConclusionId("b"))
    ).leaves(lambda m: numbers(m) == {"a": 1, "c": 2})


def test_the_chair_approves_all_drafts_at_once() -> None:
    given(DISCUSSION, drafted("a"), drafted("b", STANDING)).when(APPROVED).then(
        ConclusionsApproved(**was(CHAIR, 150), conclusions=(ConclusionId("a"), ConclusionId("b")))
    ).leaves(
        lambda m: all(
            (known.state, known.approved_by, known.approved_at)
            == (ConclusionState.APPROVED, CHAIR.name, at(150))
            for known in m.conclusions.values()
        )
    )


def test_no_conclusion_is_approved_without_a_lead() -> None:
    leaderless = ConclusionText("Rà soát", lead=" ", standing=True)
    given(DISCUSSION, drafted("a"), drafted("b", leaderless)).when(APPROVED).refuses(LeadMissing)


def test_no_conclusion_is_approved_without_a_date_or_an_explicit_standing_deadline() -> None:
    words = ConclusionText("Rà soát", lead="Văn phòng", deadline_words="Kỳ họp giữa năm")
    given(DISCUSSION, drafted("a", words)).when(APPROVED).refuses(DeadlineMissing)


def test_there_must_be_something_to_approve() -> None:
    given(DISCUSSION).when(APPROVED).refuses(NothingToApprove)
    given(DISCUSSION, drafted("a"), APPROVED).when(APPROVED).refuses(NothingToApprove)


def test_an_approved_conclusion_is_frozen_and_keeps_its_number() -> None:
    frozen: Step = (DISCUSSION, drafted("a"), APPROVED, drafted("b"), drafted("c"))
    given(frozen).when(edited("a")).refuses(ConclusionFrozen)
    given(frozen).when(dropped("a")).refuses(ConclusionFrozen)
    given(frozen).when(dropped("b")).leaves(lambda m: numbers(m) == {"a": 1, "c": 2})


def test_the_paper_of_conclusions_says_who_what_and_until_when() -> None:
    paper = drafting.conclusions(after(DISCUSSION, drafted("a"), APPROVED, drafted("b")))
    assert paper == papers.Conclusions(
        "Hội nghị giao ban quý I/2024",
        "Chủ tịch HĐND thành phố",
        CHAIR.name,
        at(150),
        (
            papers.ConclusionLine(
                number=1,
                text="Rà soát toàn bộ nhiệm vụ",
                lead="Thường trực HĐND cấp huyện",
                cooperating=("Văn phòng",),
                person="Chánh Văn phòng",
                deliverable="Báo cáo",
                deadline=date(2024, 6, 30),
                standing=False,
                deadline_words="",
                item="3. Thường trực HĐND cấp huyện trao đổi, góp ý, đề xuất",
            ),
        ),
    )


def test_a_conclusion_does_not_name_the_internal_item_it_came_from() -> None:
    hidden = ItemPlan(DISCUSSION_ITEM, "Họp kín", internal=True)
    approved: Step = (drafted("a"), APPROVED, EditItem(**by(SECRETARY, 160), plan=hidden))
    assert drafting.conclusions(after(DISCUSSION, approved)).conclusions[0].item == ""


@pytest.mark.parametrize(
    "late",
    [
        HandInOpinion(**by(BA_DINH, 211), item=DISCUSSION_ITEM, text="Nhất trí"),
        CorrectAttendance(**by(SECRETARY, 211), site=code(DONG_ANH), reason="Sót", head_count=4),
        WriteNote(**by(SECRETARY, 211), about="meeting", text="Đã ghi âm"),
    ],
)
def test_minutes_are_not_approved_without_what_came_after_they_were_drawn(late: Step) -> None:
    """Rules §4.17: an opinion handed in goes to the minutes."""
    given(ENDED, DRAFT, late).when(APPROVE).refuses(MinutesOutdated)
    anew = DraftMinutes(**by(SECRETARY, 212))
    approved = ApproveMinutes(**by(CHAIR, 213), version=2)
    given(ENDED, DRAFT, late, anew).when(approved).leaves(lambda m: m.phase is Phase.CLOSED)
