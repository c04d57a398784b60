"""A petition from the voter meeting to the voters' next one, with the clock turned through it."""

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.joining import MergePetition
from diemcau.domain.petitions.nouns.replies import AnswerPetition, ChasePetition
from diemcau.domain.petitions.nouns.reviews import (
    ClosePetition,
    NoteVotersWord,
    PublishPetition,
    ReopenPetition,
    ShowToVoters,
)
from diemcau.domain.petitions.nouns.terms import (
    Escalation,
    PetitionState,
    ReplyKind,
    ReviewNext,
    ReviewVerdict,
)
from diemcau.domain.petitions.rules.standing import overdue
from diemcau.domain.petitions.views.tallies import lateness, on_time
from diemcau.domain.workdays import Calendar, reminders
from tests.support.register import (
    BA_DINH,
    BEGUN,
    FIRST,
    HOAN_KIEM,
    SECOND,
    SXD,
    TRANSPORT,
    YK2,
    answered,
    classified,
    day,
    forwarded,
    given,
    on,
    received,
    returned,
    reviewed,
    statement,
)

NO_HOLIDAYS = Calendar()


def test_a_petition_lives_from_the_voter_meeting_to_the_day_it_is_opened_again() -> None:
    # voters speak in two wards; their words become two petitions of one matter, merged into one
    said = given(BEGUN).after(statement(2, BA_DINH), statement(3, HOAN_KIEM, unit="002"))
    one = said.after(
        received(),
        classified(lead=SXD),
        received(YK2),
        classified(SECOND, SXD),
        MergePetition(**on(12), petition=SECOND, into=FIRST),
    )
    assert one.register.units_of(one.petition) == ("001", "002")

    # it goes to a body that is not competent and returns it with its reason, then to the right one
    there = one.after(
        forwarded(),
        returned(17),
        classified(),
        forwarded(number=18),
    )
    assert there.petition.state is PetitionState.FORWARDED
    assert there.petition.due == day(71)

    # the lead says what it does; the clock goes on, brings it to mind, and runs out
    interim = replace(answered(40, ReplyKind.INTERIM, settlement=None), actor=TRANSPORT)
    waits = there.after(interim)
    days = list(reminders(NO_HOLIDAYS, waits.petition.due, day(85)))
    assert days == [day(50), day(60), day(66), day(78), day(85)]
    assert not overdue(waits.petition, day(71))
    assert overdue(waits.petition, day(72))
    assert lateness(waits.petition, day(73), NO_HOLIDAYS) == 2
    chased = waits.after(
        ChasePetition(**on(73), petition=FIRST, step=Escalation.REMINDER, letter="8/ĐĐ")
    )

    # a final answer, late; the review finds it incomplete; it is answered once more, and closed
    first = replace(answered(80), actor=TRANSPORT)
    incomplete = replace(
        reviewed(85, ReviewNext.ASK_AGAIN), verdict=ReviewVerdict.INCOMPLETE, until=day(110)
    )
    second: AnswerPetition = replace(answered(100), text="Cả đoạn đã xong.")
    closed = chased.after(
        first,
        incomplete,
        second,
        reviewed(105),
        ClosePetition(**on(106), petition=FIRST),
    )
    assert closed.petition.answered == day(100)
    assert not overdue(closed.petition, day(120))
    assert on_time(closed.register, day(91), day(121)).answered == 1

    # it is published, both wards tell their voters, and what is not true is asked again
    told = closed.after(
        PublishPetition(**on(107), petition=FIRST),
        ShowToVoters(**on(120, BA_DINH), petition=FIRST),
        ShowToVoters(**on(121, HOAN_KIEM), petition=FIRST),
        NoteVotersWord(**on(121, HOAN_KIEM), petition=FIRST, satisfied=False, text="Hỏng lại"),
    )
    again = told.after(ReopenPetition(**on(125), petition=FIRST, reason="Hỏng lại sau mưa"))
    assert (again.petition.state, again.petition.round) == (PetitionState.FORWARDED, 2)
    assert again.petition.due == day(185)
    assert again.petition.published == day(107)
    assert len(again.petition.replies) == 3
    assert [entry.what for entry in again.petition.history] == [
        "petition.received",
        "petition.classified",
        "petition.forwarded",
        "petition.returned",
        "petition.classified",
        "petition.forwarded",
        "petition.answered",
        "petition.chased",
        "petition.answered",
        "petition.reviewed",
        "petition.answered",
        "petition.reviewed",
        "petition.closed",
        "petition.published",
        "petition.voters_told",
        "petition.voters_told",
        "petition.voters_word",
        "petition.reopened",
    ]
