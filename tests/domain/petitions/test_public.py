"""What everybody may read of a petition, and what nobody does."""

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.joining import MergePetition
from diemcau.domain.petitions.nouns.reviews import (
    ClosePetition,
    PublishPetition,
    ReopenPetition,
    SetPetitionReaders,
)
from diemcau.domain.petitions.nouns.terms import PetitionReaders, ReplyKind, Settlement
from diemcau.domain.petitions.views.public import all_public, public
from tests.support.register import (
    ANSWERED,
    BA_DINH,
    BEGUN,
    FIRST,
    FORWARDED,
    REVIEWED,
    SECOND,
    YK2,
    answered,
    classified,
    day,
    forwarded,
    given,
    on,
    received,
    statement,
)

PUBLISH = PublishPetition(**on(52), petition=FIRST)


def test_nothing_is_public_that_was_not_published() -> None:
    there = given(REVIEWED)
    assert public(there.register, there.petition) is None
    assert all_public(there.register) == []


def test_its_final_answer_is_read_and_no_interim_one() -> None:
    interim = answered(30, ReplyKind.INTERIM, settlement=None)
    there = given(FORWARDED).after(interim, answered(), PUBLISH)
    told = public(there.register, there.petition)
    assert told is not None
    assert [each.on for each in told.answers] == [day(40)]
    assert told.settlement is Settlement.CARRIED_OUT
    assert told.published == day(52)


def test_what_is_answered_later_is_told_when_it_is_published_again() -> None:
    reopen = ReopenPetition(**on(60), petition=FIRST, reason="Vẫn còn hố")
    later = answered(80, settlement=Settlement.EXPLAINED)
    there = given(ANSWERED).after(PUBLISH, reopen, later)
    (told,) = all_public(there.register)
    assert told.settlement is Settlement.CARRIED_OUT
    (again,) = all_public(there.after(replace(PUBLISH, **on(90))).register)
    assert [each.settlement for each in again.answers] == [
        Settlement.CARRIED_OUT,
        Settlement.EXPLAINED,
    ]


def test_what_became_internal_or_another_is_public_no_more() -> None:
    hide = SetPetitionReaders(**on(60), petition=FIRST, visibility=PetitionReaders.INTERNAL)
    assert all_public(given(ANSWERED).after(PUBLISH, hide).register) == []
    reopen = ReopenPetition(**on(60), petition=FIRST, reason="Vẫn còn hố")
    there = given(ANSWERED).after(PUBLISH, reopen, received(YK2, 61), classified(SECOND, number=61))
    assert all_public(there.after(MergePetition(**on(62), petition=SECOND, into=FIRST)).register)


def test_few_voices_in_a_place_smaller_than_a_commune_are_not_told() -> None:
    for place, voices, told in (
        ("tổ dân phố số 4", 2, None),
        ("tổ dân phố số 4", 3, 3),
        ("", 1, 1),
    ):
        said = replace(statement(2, BA_DINH), place=place, voices=voices)
        there = given(BEGUN).after(said, received(), classified(), forwarded(), answered(), PUBLISH)
        (shown,) = all_public(there.register)
        assert shown.voices == told
    named = replace(received(), place="ngõ 7")
    acts = (statement(2), named, classified(), forwarded(), answered(), PUBLISH)
    (shown,) = all_public(given(BEGUN).after(*acts).register)
    assert shown.voices is None


def test_what_changed_since_it_was_published_stays_in_sight() -> None:
    close = ClosePetition(**on(51), petition=FIRST)
    reopen = ReopenPetition(**on(60), petition=FIRST, reason="Vẫn còn hố")
    there = given(REVIEWED).after(close, PUBLISH, reopen, answered(80), replace(PUBLISH, **on(90)))
    (told,) = all_public(there.register)
    assert [(each.on, each.what) for each in told.changes] == [
        (day(52), "petition.published"),
        (day(60), "petition.reopened"),
        (day(90), "petition.published"),
    ]
    assert told.changed == day(90)


def test_a_petition_without_an_answer_that_was_published_has_no_result() -> None:
    supplement = replace(answered(45, ReplyKind.SUPPLEMENT), letter="9/SGTVT")
    (told,) = all_public(given(ANSWERED).after(supplement, PUBLISH).register)
    assert [each.settlement for each in told.answers] == [Settlement.CARRIED_OUT, None]
    bare = replace(told, answers=())
    assert bare.settlement is None
