"""The lead answers, asks for more time, and is chased when it does neither."""

import pytest
from msgspec.structs import replace

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.petitions.nouns.acts import (
    GroundsMissing,
    NoSuchPetition,
    NotForYourPart,
    PetitionElsewhere,
    stamp_of,
)
from diemcau.domain.petitions.nouns.replies import (
    AnswerMoreTime,
    AskMoreTime,
    CauseMissing,
    ChasePetition,
    ExtensionsUsedUp,
    ExtensionTooLate,
    LetterMissing,
    MoreTimeAnswered,
    MoreTimeAsked,
    MoreTimeWaits,
    NoMoreTimeAsked,
    NotADelay,
    PetitionAnswered,
    PetitionChased,
    ResultNeedsDate,
    SettlementMissing,
)
from diemcau.domain.petitions.nouns.statements import WordsMissing
from diemcau.domain.petitions.nouns.terms import (
    Escalation,
    PetitionState,
    ReplyKind,
    Settlement,
)
from tests.support.register import (
    ANSWERED,
    BA_DINH,
    CHAIR,
    FIRST,
    FORWARDED,
    HOAN_KIEM,
    SGTVT,
    TRANSPORT,
    answered,
    day,
    given,
    on,
)

ASK = AskMoreTime(**on(30, TRANSPORT), petition=FIRST, until=day(90), reason="Chờ khảo sát")
GRANT = AnswerMoreTime(**on(31, CHAIR), petition=FIRST, granted=True)


def test_a_final_answer_says_what_it_comes_to() -> None:
    act = answered()
    event = PetitionAnswered(
        **stamp_of(act),
        kind=ReplyKind.FINAL,
        body=SGTVT,
        text="Đã sửa xong.",
        letter="118/SGTVT-QLHT",
        settlement=Settlement.CARRIED_OUT,
    )
    after = given(FORWARDED).when(act).then(event)
    assert after.petition.state is PetitionState.ANSWERED
    assert after.petition.settlement is Settlement.CARRIED_OUT
    assert after.petition.history[-1].words == "118/SGTVT-QLHT"


@pytest.mark.parametrize(
    ("settlement", "why"),
    [
        (None, SettlementMissing),
        (Settlement.TIMETABLED, ResultNeedsDate),
        (Settlement.NOT_SETTLED, CauseMissing),
    ],
)
def test_a_timetable_has_a_date_and_what_is_not_settled_a_cause(
    settlement: Settlement | None, why: type[Rejected]
) -> None:
    given(FORWARDED).when(answered(settlement=settlement)).refuses(why)


def test_with_a_date_and_with_a_cause_they_are_answers() -> None:
    timetable = replace(answered(settlement=Settlement.TIMETABLED), promised=day(200))
    assert given(FORWARDED).after(timetable).petition.promised == day(200)
    hindered = replace(answered(settlement=Settlement.NOT_SETTLED), cause="Chờ luật")
    assert given(FORWARDED).after(hindered).petition.replies[-1].cause == "Chờ luật"


def test_the_secretary_enters_a_letter_and_the_lead_answers_in_the_register() -> None:
    act = replace(answered(), letter=" ")
    given(FORWARDED).when(act).refuses(LetterMissing)
    assert given(FORWARDED).after(replace(act, actor=TRANSPORT)).petition.answered == day(40)
    given(FORWARDED).when(replace(act, text=" ", actor=TRANSPORT)).refuses(WordsMissing)


def test_an_interim_and_a_spoken_answer_stop_no_clock() -> None:
    interim = answered(30, ReplyKind.INTERIM, settlement=None)
    spoken = replace(answered(31, ReplyKind.SPOKEN), letter="")
    after = given(FORWARDED).after(interim, spoken)
    assert after.petition.state is PetitionState.FORWARDED
    assert after.petition.settlement is None
    assert [each.kind for each in after.petition.replies] == [ReplyKind.INTERIM, ReplyKind.SPOKEN]


def test_after_an_answer_only_a_supplement_adds_to_it() -> None:
    supplement = answered(45, ReplyKind.SUPPLEMENT)
    assert len(given(ANSWERED).after(supplement).petition.replies) == 2
    given(FORWARDED).when(supplement).refuses(PetitionElsewhere)
    given(ANSWERED).when(answered(45)).refuses(PetitionElsewhere)


def test_only_the_lead_answers() -> None:
    given(FORWARDED).when(replace(answered(), actor=BA_DINH)).refuses(NotForYourPart)
    given(FORWARDED).when(replace(answered(), actor=HOAN_KIEM)).refuses(NoSuchPetition)


def test_more_time_is_asked_for_and_granted_by_the_chair() -> None:
    asked = MoreTimeAsked(**stamp_of(ASK), until=day(90), reason="Chờ khảo sát")
    waits = given(FORWARDED).when(ASK).then(asked)
    assert waits.petition.due == day(71)
    waits.when(ASK).refuses(MoreTimeWaits)
    granted = waits.when(GRANT).then(MoreTimeAnswered(**stamp_of(GRANT), granted=True))
    assert granted.petition.due == day(90)
    granted.when(GRANT).refuses(NoMoreTimeAsked)
    assert [entry.words for entry in granted.petition.history[-2:]] == ["Chờ khảo sát", ""]


def test_a_refusal_of_more_time_says_why_and_moves_nothing() -> None:
    no = AnswerMoreTime(**on(31, CHAIR), petition=FIRST, granted=False, reason="Đã lâu")
    given(FORWARDED).when(GRANT).refuses(NoMoreTimeAsked)
    given(FORWARDED).after(ASK).when(replace(no, reason="")).refuses(GroundsMissing)
    assert given(FORWARDED).after(ASK, no).petition.due == day(71)


def test_more_time_is_asked_for_in_time_to_a_later_day_and_twice_at_most() -> None:
    given(FORWARDED).when(replace(ASK, **on(72, TRANSPORT))).refuses(ExtensionTooLate)
    given(FORWARDED).when(replace(ASK, until=day(71))).refuses(NotADelay)
    second = replace(ASK, until=day(100))
    after = given(FORWARDED).after(ASK, GRANT, second, GRANT)
    after.when(replace(ASK, until=day(110))).refuses(ExtensionsUsedUp)


def test_a_lead_is_chased_step_by_step() -> None:
    act = ChasePetition(**on(75), petition=FIRST, step=Escalation.REMINDER, letter=" 3/ĐĐ ")
    event = PetitionChased(**stamp_of(act), step=Escalation.REMINDER, letter="3/ĐĐ")
    after = given(FORWARDED).when(act).then(event)
    assert after.petition.chased[-1].step is Escalation.REMINDER
    assert after.petition.history[-1].words == "3/ĐĐ"
