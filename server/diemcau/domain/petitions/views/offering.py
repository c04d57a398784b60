"""Which petitions offer themselves to be gone through in a conference, and why (rules §11.3)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.standing import OPEN, disputed, overdue
from diemcau.domain.petitions.views.board import counted, long_carried
from diemcau.domain.petitions.views.finding import PetitionSign
from diemcau.domain.petitions.views.tallies import lateness
from diemcau.domain.workdays import Calendar

LATE_BY: Final = 10
"""Working days after which one that is overdue offers itself."""


class OfferedPetition(NamedTuple):
    petition: Petition
    why: tuple[PetitionSign, ...]


def offered(
    register: PetitionRegister, today: date, calendar: Calendar
) -> Sequence[OfferedPetition]:
    """Those with the most reasons first, then those that were due first."""
    known = (
        OfferedPetition(each, tuple(_why(each, today, calendar)))
        for each in counted(register)
        if each.state in OPEN
    )
    those = [each for each in known if each.why]
    return sorted(those, key=lambda each: (-len(each.why), each.petition.due, each.petition.code))


def _why(petition: Petition, today: date, calendar: Calendar) -> Iterator[PetitionSign]:
    if overdue(petition, today) and lateness(petition, today, calendar) > LATE_BY:
        yield PetitionSign.OVERDUE
    if long_carried(petition):
        yield PetitionSign.CARRIED
    if petition.round > 1:
        yield PetitionSign.SECOND_ROUND
    if disputed(petition):
        yield PetitionSign.DISPUTED
