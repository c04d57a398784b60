"""Statements become a petition; it is classified, withdrawn, or found to be none."""

import pytest
from msgspec.structs import replace

from diemcau.domain.petitions.nouns.acts import (
    GroundsMissing,
    NoSuchPetition,
    PersonalDataInTitle,
    PetitionElsewhere,
    stamp,
    stamp_of,
)
from diemcau.domain.petitions.nouns.receiving import (
    AttachStatement,
    ConsentMissing,
    PetitionClassified,
    PetitionReceived,
    PetitionRejected,
    RejectPetition,
    StatementAttached,
    StatementsMissing,
    TitleMissing,
    TitleTooLong,
    WithdrawPetition,
)
from diemcau.domain.petitions.nouns.settings import (
    LeadNotOnThatDay,
    NoSuchField,
    NoSuchLead,
    PlanCouncilSession,
)
from diemcau.domain.petitions.nouns.statements import NotAPetition, StatementInUse, WordsMissing
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    Nature,
    PetitionCode,
    PetitionState,
)
from tests.support.register import (
    BA_DINH,
    CLASSIFIED,
    FIRST,
    FORWARDED,
    MINISTRY,
    RECEIVED,
    ROADS,
    SAID,
    SGTVT,
    SXD,
    YK1,
    YK2,
    classified,
    day,
    forwarded,
    given,
    on,
    received,
)


def test_a_petition_gets_its_code_and_the_day_until_which_it_is_answered() -> None:
    act = received()
    event = PetitionReceived(
        **stamp(act),
        petition=FIRST,
        statements=(YK1,),
        title="Sửa đường",
        text="Đề nghị sửa đường.",
        due=day(71),
    )
    after = given(SAID).when(act).then(event)
    assert after.petition.state is PetitionState.RECEIVED
    assert after.petition.history[-1].what == "petition.received"
    assert after.register.statements[YK1].petitions == (FIRST,)


def test_the_report_before_a_session_of_the_council_may_be_due_earlier() -> None:
    near, far, soon = (PlanCouncilSession(**on(1), opens=day(number)) for number in (90, 200, 40))
    after = given((*SAID, near, far, soon, near)).after(received())
    assert after.register.sessions == (day(40), day(90), day(200))
    assert after.petition.due == day(60)


def test_an_answer_is_never_due_before_ten_working_days() -> None:
    settled = PlanCouncilSession(**on(1), opens=day(55))
    assert given((*SAID, settled)).after(received()).petition.due == day(25)


def test_a_petition_answers_somebody_who_said_something_once() -> None:
    given(SAID).when(replace(received(), statements=())).refuses(StatementsMissing)
    given(SAID).when(replace(received(), statements=(YK1, YK1))).refuses(StatementsMissing)
    given(RECEIVED).when(received()).refuses(StatementInUse)


@pytest.mark.parametrize(
    ("title", "why"),
    [(" ", TitleMissing), ("a" * 121, TitleTooLong), ("Gọi 0912345678", PersonalDataInTitle)],
)
def test_a_title_stands_in_every_list(title: str, why: type[TitleMissing]) -> None:
    given(SAID).when(replace(received(), title=title, confirmed=True)).refuses(why)


def test_a_petition_says_what_is_asked_for() -> None:
    given(SAID).when(replace(received(), text=" ")).refuses(WordsMissing)
    given(SAID).when(replace(received(), field=FieldCode("x"))).refuses(NoSuchField)
    assert given(SAID).after(replace(received(), field=ROADS)).petition.field == ROADS


def test_a_new_petition_may_name_one_that_is_too_old_to_be_opened() -> None:
    named = replace(received(YK2), named=FIRST)
    after = given(RECEIVED).after(named)
    assert after.register.petitions[PetitionCode("KN-2024-0002")].older == FIRST
    given(SAID).when(named).refuses(NoSuchPetition)


def test_what_others_say_again_is_attached() -> None:
    attach = AttachStatement(**on(12), petition=FIRST, statement=YK2)
    after = given(RECEIVED).when(attach).then(StatementAttached(**stamp_of(attach), statement=YK2))
    assert after.petition.statements == (YK1, YK2)
    assert after.register.units_of(after.petition) == ("001", "002")
    assert after.petition.history[-1].words == YK2
    after.when(attach).refuses(StatementInUse)


def test_a_petition_is_classified_when_field_level_and_lead_are_known() -> None:
    act = replace(classified(), cooperating=(SXD, SGTVT, SXD), committee="Ban Đô thị")
    event = PetitionClassified(
        **stamp_of(act),
        field=ROADS,
        competence=Competence.CITY,
        lead=SGTVT,
        cooperating=(SXD,),
        committee="Ban Đô thị",
    )
    after = given(RECEIVED).when(act).then(event)
    assert after.petition.state is PetitionState.CLASSIFIED
    unknown = after.after(replace(act, lead=None))
    assert unknown.petition.state is PetitionState.RECEIVED


def test_only_bodies_and_fields_that_there_are_on_that_day() -> None:
    given(RECEIVED).when(classified(lead=LeadCode("x"))).refuses(NoSuchLead)
    given(RECEIVED).when(replace(classified(), field=FieldCode("x"))).refuses(NoSuchField)
    given(RECEIVED).when(classified(lead=MINISTRY, number=101)).refuses(LeadNotOnThatDay)
    assert given(RECEIVED).after(replace(classified(), field=None)).petition.field is None


def test_what_turns_out_to_be_none_is_rejected_with_its_kind() -> None:
    act = RejectPetition(**on(11), petition=FIRST, nature=Nature.STREET_REPORT, reason=" iHanoi ")
    event = PetitionRejected(**stamp_of(act), nature=Nature.STREET_REPORT, reason="iHanoi")
    after = given(RECEIVED).when(act).then(event)
    assert after.petition.rejected_as is Nature.STREET_REPORT
    after.when(classified()).refuses(PetitionElsewhere)
    given(RECEIVED).when(replace(act, nature=Nature.PETITION)).refuses(NotAPetition)


def test_those_who_raised_it_withdraw_it_later_with_the_consent_of_the_lead() -> None:
    act = WithdrawPetition(**on(16, BA_DINH), petition=FIRST, reason="Đã xong")
    assert given(CLASSIFIED).after(act).petition.state is PetitionState.WITHDRAWN
    given(CLASSIFIED).when(replace(act, reason="")).refuses(GroundsMissing)
    given(FORWARDED).when(act).refuses(ConsentMissing)
    after = given(FORWARDED).after(replace(act, consent=True))
    assert after.petition.history[-1].words == "Đã xong"


def test_classifying_again_asks_for_approval_again() -> None:
    assert given(RECEIVED).after(classified(), forwarded()).petition.approved is False
