"""Which petitions offer themselves to be gone through in a conference, and why (rules §11.3)."""

from diemcau.domain.petitions.nouns.reviews import ClosePetition, ReopenPetition
from diemcau.domain.petitions.nouns.settings import OpenCouncilSession
from diemcau.domain.petitions.views.finding import PetitionSign
from diemcau.domain.petitions.views.offering import offered
from diemcau.domain.workdays import Calendar
from tests.support.register import (
    ANSWERED,
    CLASSIFIED,
    FIRST,
    FORWARDED,
    REVIEWED,
    SECOND,
    SGTVT,
    SXD,
    YK2,
    Acts,
    classified,
    day,
    forwarded,
    given,
    on,
    received,
    returned,
)

OVERDUE, CARRIED = PetitionSign.OVERDUE, PetitionSign.CARRIED


def why(acts: Acts, today: int) -> dict[str, tuple[PetitionSign, ...]]:
    register = given(acts).register
    return {each.petition.code: each.why for each in offered(register, day(today), Calendar())}


def test_one_that_is_late_offers_itself_after_ten_working_days_and_not_before() -> None:
    due = given(FORWARDED).petition.due
    late = (due - day(0)).days
    assert why(FORWARDED, late + 14) == {}
    assert why(FORWARDED, late + 16) == {FIRST: (OVERDUE,)}
    assert why(ANSWERED, late + 16) == {}


def test_one_that_was_carried_over_twice_and_one_that_was_opened_again_offer_themselves() -> None:
    twice: Acts = (*FORWARDED, OpenCouncilSession(**on(20)), OpenCouncilSession(**on(30)))
    assert why(twice, 40) == {FIRST: (CARRIED,)}
    again: Acts = (*REVIEWED, ReopenPetition(**on(52), petition=FIRST, reason="Chưa xong"))
    assert why(again, 53) == {FIRST: (PetitionSign.SECOND_ROUND,)}
    closed: Acts = (*REVIEWED, ClosePetition(**on(52), petition=FIRST))
    assert why(closed, 53) == {}


def test_one_of_which_nobody_says_who_is_competent_offers_itself() -> None:
    to_and_fro: Acts = (
        *CLASSIFIED,
        forwarded(number=15),
        returned(16, SXD),
        classified(number=17, lead=SXD),
        forwarded(number=18),
        returned(19, SGTVT),
    )
    assert why(to_and_fro, 20) == {FIRST: (PetitionSign.DISPUTED,)}


def test_those_with_the_most_reasons_stand_first() -> None:
    both: Acts = (
        *FORWARDED,
        OpenCouncilSession(**on(20)),
        OpenCouncilSession(**on(30)),
        received(YK2, 31),
        classified(SECOND, number=32),
        forwarded(SECOND, 33),
    )
    found = why(both, 200)
    assert list(found) == [FIRST, SECOND]
    assert found == {FIRST: (OVERDUE, CARRIED), SECOND: (OVERDUE,)}
