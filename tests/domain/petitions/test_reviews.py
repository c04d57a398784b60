"""What is said of an answer, and what follows: closed, watched, asked again."""

import pytest
from msgspec.structs import replace

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.petitions.nouns.acts import (
    GroundsMissing,
    NotForYourPart,
    PersonalDataInTitle,
    PetitionElsewhere,
    stamp_of,
)
from diemcau.domain.petitions.nouns.replies import ResultNeedsDate
from diemcau.domain.petitions.nouns.reviews import (
    AskToReopen,
    ClosePetition,
    KeptInternal,
    NoteVotersWord,
    NotWatched,
    PetitionClosed,
    PetitionPublished,
    PetitionReadersSet,
    PetitionReopened,
    PetitionResumed,
    PetitionReviewed,
    PublishPetition,
    RefuseReopening,
    ReopenAskedAlready,
    ReopeningAskedFor,
    ReopeningRefused,
    ReopenNotAsked,
    ReopenPetition,
    ReopenTooOld,
    ResumePetition,
    ReviewDoesNotClose,
    SetPetitionReaders,
    ShowToVoters,
    VotersTold,
    VotersWordNoted,
)
from diemcau.domain.petitions.nouns.terms import (
    PetitionReaders,
    PetitionState,
    ReviewNext,
    Settlement,
)
from tests.support.register import (
    ANSWERED,
    BA_DINH,
    CLOCK,
    FIRST,
    FORWARDED,
    REVIEWED,
    answered,
    day,
    given,
    on,
    reviewed,
)

CLOSE = ClosePetition(**on(51), petition=FIRST)
AGAIN = reviewed(50, ReviewNext.ASK_AGAIN)
REOPEN = ReopenPetition(**on(60), petition=FIRST, reason="Vẫn còn hố")
ASK = AskToReopen(**on(55, BA_DINH), petition=FIRST, reason="Chưa sửa đoạn cuối")


def test_a_review_finds_an_answer_clear_and_it_may_be_closed() -> None:
    act = replace(reviewed(), proposal="Đóng")
    event = PetitionReviewed(
        **stamp_of(act),
        reviewer=act.by,
        verdict=act.verdict,
        pace=act.pace,
        next=act.next,
        proposal="Đóng",
    )
    after = given(ANSWERED).when(act).then(event)
    assert after.petition.history[-1].words == "Đóng"
    closed = after.when(CLOSE).then(PetitionClosed(**stamp_of(CLOSE)))
    assert closed.petition.closed == day(51)


def test_a_review_may_find_another_result_and_says_why() -> None:
    other = replace(reviewed(), settlement=Settlement.EXPLAINED, reason="Chỉ giải thích")
    assert given(ANSWERED).after(other).petition.settlement is Settlement.EXPLAINED
    given(ANSWERED).when(replace(other, reason="")).refuses(GroundsMissing)
    same = replace(reviewed(), settlement=Settlement.CARRIED_OUT)
    assert given(ANSWERED).after(same).petition.settlement is Settlement.CARRIED_OUT


def test_asked_again_it_is_due_on_a_new_day_in_the_same_round() -> None:
    after = given(ANSWERED).after(AGAIN)
    assert (after.petition.state, after.petition.round) == (PetitionState.FORWARDED, 1)
    assert after.petition.due == day(110)
    assert after.petition.settlement is None
    named = given(ANSWERED).after(replace(AGAIN, until=day(80)))
    assert named.petition.due == day(80)


def test_a_review_may_open_another_round() -> None:
    after = given(ANSWERED).after(replace(AGAIN, reopens=True))
    assert after.petition.round == 2
    assert len(after.petition.replies) == 1
    watched = replace(reviewed(50, ReviewNext.WATCH), reopens=True)
    assert given(ANSWERED).after(watched).petition.round == 1


def test_it_is_closed_only_when_the_review_said_so() -> None:
    watched = given(ANSWERED).after(reviewed(50, ReviewNext.WATCH))
    watched.when(CLOSE).refuses(ReviewDoesNotClose)
    given(ANSWERED).when(CLOSE).refuses(PetitionElsewhere)


def test_what_is_in_progress_is_closed_until_a_day_and_comes_back_on_it() -> None:
    slow = answered(settlement=Settlement.NO_TIMETABLE)
    after = given(FORWARDED).after(slow, reviewed())
    after.when(CLOSE).refuses(ResultNeedsDate)
    closed = after.after(replace(CLOSE, watched=day(90)))
    resume = ResumePetition(**on(90, CLOCK), petition=FIRST)
    closed.when(replace(resume, **on(89, CLOCK))).refuses(NotWatched)
    resumed = closed.when(resume).then(PetitionResumed(**stamp_of(resume)))
    assert resumed.petition.state is PetitionState.REVIEWED
    given(REVIEWED).after(CLOSE).when(resume).refuses(NotWatched)


def test_voters_say_what_they_think_of_it() -> None:
    act = NoteVotersWord(**on(45, BA_DINH), petition=FIRST, satisfied=False, text=" Chưa xong ")
    event = VotersWordNoted(**stamp_of(act), satisfied=False, text="Chưa xong")
    after = given(ANSWERED).when(act).then(event)
    assert after.petition.voters[-1].satisfied is False
    assert after.petition.history[-1].words == "Chưa xong"


def test_a_site_asks_once_a_round_and_a_refusal_has_a_reason() -> None:
    asked = (
        given(REVIEWED)
        .when(ASK)
        .then(ReopeningAskedFor(**stamp_of(ASK), reason="Chưa sửa đoạn cuối"))
    )
    asked.when(ASK).refuses(ReopenAskedAlready)
    refuse = RefuseReopening(**on(56), petition=FIRST, reason="Đã nghiệm thu")
    no = asked.when(refuse).then(ReopeningRefused(**stamp_of(refuse), reason="Đã nghiệm thu"))
    assert no.petition.reopenings[-1].answer == "Đã nghiệm thu"
    no.when(refuse).refuses(ReopenNotAsked)
    given(REVIEWED).when(refuse).refuses(ReopenNotAsked)
    given(REVIEWED).when(replace(ASK, reason="")).refuses(GroundsMissing)
    assert [entry.words for entry in no.petition.history[-2:]] == [
        "Chưa sửa đoạn cuối",
        "Đã nghiệm thu",
    ]


def test_opened_again_it_is_back_with_its_lead_in_another_round() -> None:
    event = PetitionReopened(**stamp_of(REOPEN), reason="Vẫn còn hố", due=day(120))
    after = given(REVIEWED).after(CLOSE, ASK).when(REOPEN).then(event)
    assert after.petition.round == 2
    assert after.petition.closed is None
    assert after.petition.reopenings[-1].granted is True
    assert given(REVIEWED).after(REOPEN).petition.reopenings == ()
    assert after.after(answered(70), ASK).petition.reopenings[-1].round == 2
    assert after.petition.history[-1].words == "Vẫn còn hố"


def test_closed_for_more_than_a_year_it_is_opened_no_more() -> None:
    closed = given(REVIEWED).after(CLOSE)
    closed.when(replace(REOPEN, **on(418))).refuses(ReopenTooOld)
    closed.when(replace(ASK, **on(418, BA_DINH))).refuses(ReopenTooOld)
    assert closed.after(replace(REOPEN, **on(417))).petition.round == 2


def test_it_is_published_looked_through_once_more() -> None:
    act = PublishPetition(**on(52), petition=FIRST)
    after = given(REVIEWED).when(act).then(PetitionPublished(**stamp_of(act)))
    assert after.petition.published == day(52)
    named = given(FORWARDED).after(replace(answered(), text="Liên hệ 0912345678"))
    named.when(act).refuses(PersonalDataInTitle)
    assert named.after(replace(act, confirmed=True)).petition.published


def test_what_is_internal_is_not_published() -> None:
    hide = SetPetitionReaders(**on(51), petition=FIRST, visibility=PetitionReaders.INTERNAL)
    hidden = given(REVIEWED).when(hide)
    after = hidden.then(PetitionReadersSet(**stamp_of(hide), visibility=PetitionReaders.INTERNAL))
    after.when(PublishPetition(**on(52), petition=FIRST)).refuses(KeptInternal)


def test_a_site_notes_that_it_told_its_voters() -> None:
    act = ShowToVoters(**on(60, BA_DINH), petition=FIRST, where="Nhà văn hóa tổ 4")
    after = given(REVIEWED).when(act).then(VotersTold(**stamp_of(act), where="Nhà văn hóa tổ 4"))
    assert after.petition.told == day(60)
    assert after.petition.history[-1].words == "Nhà văn hóa tổ 4"


@pytest.mark.parametrize("act", [AGAIN, CLOSE, REOPEN])
def test_the_site_that_raised_it_asks_and_does_not_decide(act: ClosePetition) -> None:
    given(REVIEWED).when(replace(act, actor=BA_DINH)).refuses(NotForYourPart)


@pytest.mark.parametrize("reason", ["", " "])
def test_opening_again_says_why(reason: str) -> None:
    why: type[Rejected] = GroundsMissing
    given(REVIEWED).when(replace(REOPEN, reason=reason)).refuses(why)
