"""A line of a file comes in as if it had been entered, received and classified by hand."""

from msgspec.structs import replace

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.acts import NotForYourPart, PersonalDataInTitle
from diemcau.domain.petitions.nouns.bringing import BringPetition
from diemcau.domain.petitions.nouns.petitioners import PetitionerRef
from diemcau.domain.petitions.nouns.statements import BatchIsClosed, CloseBatch
from diemcau.domain.petitions.nouns.terms import Channel, Competence, PetitionState
from tests.support.register import (
    BA_DINH,
    BATCH,
    BEGUN,
    FIRST,
    ROADS,
    SGTVT,
    YK1,
    day,
    given,
    on,
)

BRING = BringPetition(
    **on(10),
    batch=BATCH,
    unit=SiteCode("001"),
    said=day(8),
    channel=Channel.VOTER_MEETING,
    title="Sửa đường",
    text="Đề nghị sửa đường.",
    field=ROADS,
    competence=Competence.CITY,
    lead=SGTVT,
    foreign="PA-17",
)


def test_it_is_entered_received_and_classified_in_one_act() -> None:
    after = given(BEGUN).after(BRING)
    assert after.petition.state is PetitionState.CLASSIFIED
    assert after.petition.foreign == "PA-17"
    assert after.register.statements[YK1].petitions == (FIRST,)
    assert after.petition.due == day(71)


def test_whose_words_they_are_comes_with_the_line_under_its_reference() -> None:
    after = given(BEGUN).after(replace(BRING, petitioner=PetitionerRef("nk-1")))
    assert after.register.statements[YK1].petitioner == "nk-1"
    assert after.petition.state is PetitionState.CLASSIFIED


def test_what_a_line_does_not_say_is_left_open() -> None:
    bare = replace(BRING, competence=None, lead=None)
    assert given(BEGUN).after(bare).petition.state is PetitionState.RECEIVED


def test_it_is_refused_for_what_by_hand_would_be() -> None:
    given(BEGUN).when(replace(BRING, text="Gọi 0912345678")).refuses(PersonalDataInTitle)
    closed = CloseBatch(**on(9), batch=BATCH)
    given(BEGUN, closed).when(BRING).refuses(BatchIsClosed)
    given(BEGUN).when(replace(BRING, actor=BA_DINH)).refuses(NotForYourPart)
