"""A petition goes to the body that is competent, is taken there, or comes back with a reason."""

import pytest
from msgspec.structs import replace

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.petitions.nouns.acts import (
    GroundsMissing,
    NotForYourPart,
    PetitionElsewhere,
    stamp_of,
)
from diemcau.domain.petitions.nouns.forwarding import (
    AlreadyForwarded,
    ApprovalMissing,
    ApproveForwarding,
    CompetenceMissing,
    FieldMissing,
    ForwardingApproved,
    LeadNamed,
    NameLead,
    NoDispute,
    PetitionForwarded,
    PetitionLeadMissing,
    PetitionReturned,
    PetitionTaken,
    PetitionTransferred,
    ReturnTooLate,
    ReturnTwice,
    TakePetition,
    TransferPetition,
)
from diemcau.domain.petitions.nouns.settings import (
    ChangeRegisterSettings,
    LeadNotOnThatDay,
    NoSuchLead,
    PetitionClocks,
    RegisterSettings,
    RegisterSettingsChanged,
)
from diemcau.domain.petitions.nouns.terms import LeadCode, PetitionState
from diemcau.domain.petitions.rules.standing import disputed
from tests.support.register import (
    CHAIR,
    CLASSIFIED,
    FIRST,
    FORWARDED,
    MINISTRY,
    RECEIVED,
    SGTVT,
    SXD,
    TRANSPORT,
    Acts,
    classified,
    day,
    forwarded,
    given,
    on,
    returned,
)

CONTESTED: Acts = (
    *FORWARDED,
    returned(17, SXD),
    classified(lead=SXD, number=18),
    forwarded(number=18),
    returned(19, SGTVT),
)


def test_it_goes_to_its_lead_and_the_day_it_was_given_stays() -> None:
    act = forwarded()
    event = PetitionForwarded(**stamp_of(act), to=SGTVT, due=day(71), letter="12/TT-HĐND")
    after = given(CLASSIFIED).when(act).then(event)
    assert after.petition.forwarded == day(15)
    assert after.petition.history[-1].words == "12/TT-HĐND"
    after.when(act).refuses(AlreadyForwarded)


def test_a_lead_has_ten_working_days_however_late_it_is_forwarded() -> None:
    assert given(CLASSIFIED).after(forwarded(number=68)).petition.due == day(82)


@pytest.mark.parametrize(
    ("unknown", "why"),
    [("field", FieldMissing), ("competence", CompetenceMissing), ("lead", PetitionLeadMissing)],
)
def test_nothing_goes_out_that_is_not_classified(unknown: str, why: type[Rejected]) -> None:
    given(RECEIVED).after(replace(classified(), **{unknown: None})).when(forwarded()).refuses(why)


def test_a_body_that_is_no_more_gets_nothing() -> None:
    went = replace(forwarded(number=102))
    given(RECEIVED).after(classified(lead=MINISTRY)).when(went).refuses(LeadNotOnThatDay)


def test_where_the_chair_approves_nothing_goes_out_without() -> None:
    settled = RegisterSettings(chair_approves=True)
    change = ChangeRegisterSettings(**on(12), settings=settled)
    after = given(CLASSIFIED).after(change)
    after.when(forwarded()).refuses(ApprovalMissing)
    approve = ApproveForwarding(**on(13, CHAIR), petition=FIRST)
    approved = after.when(approve).then(ForwardingApproved(**stamp_of(approve)))
    assert approved.after(forwarded()).petition.state is PetitionState.FORWARDED


def test_a_change_of_the_clocks_moves_no_deadline_that_is_set() -> None:
    change = ChangeRegisterSettings(
        **on(12), settings=RegisterSettings(clocks=PetitionClocks(answer_days=20))
    )
    event = RegisterSettingsChanged(
        at=change.at, by=change.actor, on=change.on, settings=change.settings
    )
    assert given(CLASSIFIED).when(change).then(event).after(forwarded()).petition.due == day(71)


def test_the_lead_takes_it_once() -> None:
    take = TakePetition(**on(17, TRANSPORT), petition=FIRST)
    after = given(FORWARDED).when(take).then(PetitionTaken(**stamp_of(take)))
    assert after.petition.forwardings[-1].taken == day(17)
    after.when(take).refuses(PetitionElsewhere)


def test_a_body_that_is_not_competent_returns_it_within_five_working_days() -> None:
    act = replace(returned(22, SXD), actor=TRANSPORT)
    event = PetitionReturned(**stamp_of(act), reason="Không thuộc thẩm quyền.", competent=SXD)
    after = given(FORWARDED).when(act).then(event)
    assert after.petition.state is PetitionState.CLASSIFIED
    assert after.petition.forwardings[-1].cause == "Không thuộc thẩm quyền."
    given(FORWARDED).when(returned(23)).refuses(ReturnTooLate)
    given(FORWARDED).when(replace(returned(23), actor=TRANSPORT, leave=True)).refuses(ReturnTooLate)
    assert given(FORWARDED).after(replace(returned(23), leave=True)).petition.returned


def test_a_return_says_why_and_names_a_body_that_there_is() -> None:
    given(FORWARDED).when(replace(returned(16), reason=" ")).refuses(GroundsMissing)
    given(FORWARDED).when(returned(16, LeadCode("x"))).refuses(NoSuchLead)


def test_it_does_not_go_straight_back_to_whoever_returned_it() -> None:
    given(FORWARDED).after(returned(17)).when(forwarded(number=18)).refuses(AlreadyForwarded)


def test_returned_twice_between_two_bodies_it_is_in_dispute_and_the_chair_names_the_lead() -> None:
    contested = given(CONTESTED)
    assert disputed(contested.petition)
    name = NameLead(**on(20, CHAIR), petition=FIRST, lead=SGTVT)
    named = contested.when(name).then(LeadNamed(**stamp_of(name), lead=SGTVT))
    assert not disputed(named.petition)
    named.after(forwarded(number=21)).when(returned(22)).refuses(ReturnTwice)


def test_returned_three_times_it_is_in_dispute_as_well() -> None:
    acts = (classified(lead=SXD, number=18), forwarded(number=18), returned(19))
    twice = given(FORWARDED).after(returned(17), *acts)
    assert not disputed(twice.petition)
    again = (classified(lead=MINISTRY, number=20), forwarded(number=20), returned(21))
    assert disputed(twice.after(*again).petition)


def test_there_is_no_lead_to_be_named_without_a_dispute() -> None:
    given(CLASSIFIED).when(NameLead(**on(20, CHAIR), petition=FIRST, lead=SXD)).refuses(NoDispute)


def test_before_an_answer_it_is_transferred_with_a_new_clock() -> None:
    act = TransferPetition(**on(30), petition=FIRST, lead=SXD, reason="Sáp nhập nhiệm vụ")
    event = PetitionTransferred(**stamp_of(act), to=SXD, due=day(92), reason="Sáp nhập nhiệm vụ")
    after = given(FORWARDED).when(act).then(event)
    assert after.petition.lead == SXD
    assert after.petition.history[-1].words == "Sáp nhập nhiệm vụ"
    after.when(act).refuses(AlreadyForwarded)
    given(FORWARDED).when(replace(act, actor=TRANSPORT)).refuses(NotForYourPart)
