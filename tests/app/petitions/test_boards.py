"""What a conference is told of a register."""

from datetime import date

import pytest

from diemcau.app.dossiers import dossier_id
from diemcau.app.petitions.boards import figured, quarter_before
from diemcau.app.petitions.kind import CODE, PETITIONS
from diemcau.domain.nouns.ids import FIRST_BODY, SiteCode
from diemcau.domain.petitions.nouns.acts import NoSuchPetition
from diemcau.domain.petitions.nouns.terms import PetitionCode
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.workdays import Calendar
from tests.support.petitions import happened

TODAY = date(2024, 4, 19)


@pytest.fixture(scope="module")
def register() -> PetitionRegister:
    told = PETITIONS.begin(dossier_id(PETITIONS.kind, FIRST_BODY, CODE))
    for event in happened():
        told = PETITIONS.evolve(told, event)
    return told


@pytest.mark.parametrize(
    ("today", "since", "until"),
    [
        (TODAY, date(2024, 1, 1), date(2024, 3, 31)),
        (date(2024, 1, 1), date(2023, 10, 1), date(2023, 12, 31)),
        (date(2024, 12, 31), date(2024, 7, 1), date(2024, 9, 30)),
    ],
)
def test_the_quarter_that_ended_last(today: date, since: date, until: date) -> None:
    assert quarter_before(today) == (since, until)


def test_a_mark_says_who_is_to_speak_and_names_are_those_of_the_lists(
    register: PetitionRegister,
) -> None:
    units = {SiteCode("268"): "Hà Đông"}
    figures = figured(register, TODAY, Calendar(), units, ["KN-2024-0011", "KN-2023-0005"])
    marks = {mark.code: mark for mark in figures.marks}
    assert marks["KN-2024-0011"].why == ()
    assert list(marks).count("KN-2023-0005") == 1
    assert "Hà Đông" in {row.name for row in figures.table("unit")}
    assert all(row.name for row in figures.table("lead"))
    assert [len(mark.units) > 1 for mark in figures.most] == [True] * len(figures.most)
    for petition in register.petitions.values():
        assert not any(petition.text in mark.title for mark in figures.marks)


def test_the_next_conference_is_shown_what_became_of_those_of_the_last(
    register: PetitionRegister,
) -> None:
    known = figured(register, TODAY, Calendar(), {})
    offered = known.marks[0]
    there = {mark.code for mark in known.marks}
    answered = next(
        c for c, each in sorted(register.petitions.items()) if each.answered and c not in there
    )
    told = figured(register, TODAY, Calendar(), {}, (), [answered, PetitionCode(offered.code)])
    marks = {mark.code: mark for mark in told.marks}
    assert marks[answered].why == ("concluded",)
    assert marks[answered].state == register.petitions[answered].state
    assert marks[offered.code].why == (*offered.why, "concluded")
    assert len(told.marks) == len(known.marks) + 1


def test_one_that_is_not_there_is_refused(register: PetitionRegister) -> None:
    with pytest.raises(NoSuchPetition):
        figured(register, TODAY, Calendar(), {}, ["KN-2099-0001"])
