"""What every act on a register and every fact in it have in common."""

from datetime import date
from typing import ClassVar, TypedDict

from diemcau.domain.nouns.act import Actor, Command, Event, Rejected
from diemcau.domain.nouns.ids import Moment
from diemcau.domain.petitions.nouns.terms import PetitionCode
from diemcau.domain.workdays import Calendar


class RegisterAct(Command, frozen=True, kw_only=True):
    """`on` is the day that counts; only the secretary writes down what was on an earlier one. The
    server says it for everybody else, and which days are off.
    """

    stamped: ClassVar = Command.stamped | {"on", "calendar"}
    on: date
    calendar: Calendar = Calendar()


class PetitionAct(RegisterAct, frozen=True, kw_only=True):
    petition: PetitionCode


class RegisterFact(Event, frozen=True, kw_only=True):
    stored: ClassVar[str]
    on: date


class PetitionFact(RegisterFact, frozen=True, kw_only=True):
    """Of one petition; its `words` stand in the history of it."""

    petition: PetitionCode

    @property
    def words(self) -> str:
        return ""


class Stamp(TypedDict):
    at: Moment
    by: Actor
    on: date


class PetitionStamp(Stamp):
    petition: PetitionCode


def stamp(act: RegisterAct) -> Stamp:
    return {"at": act.at, "by": act.actor, "on": act.on}


def stamp_of(act: PetitionAct) -> PetitionStamp:
    return {"at": act.at, "by": act.actor, "on": act.on, "petition": act.petition}


class MirrorReadOnly(Rejected):
    """Another system is the register; this one shows what it says."""

    code = "mirror_read_only"


class NotForYourPart(Rejected):
    """The table of who may what says no (`rules/rights.py`)."""

    code = "not_for_your_part"


class NoSuchPetition(Rejected):
    """There is none, or none that this reader may know of."""

    code = "no_such_petition"


class PetitionElsewhere(Rejected):
    """It does not stand where this can be done."""

    code = "petition_elsewhere"


class NotYetThatDay(Rejected):
    """What will be on a later day has not happened."""

    code = "not_yet_that_day"


class GroundsMissing(Rejected):
    """An act that has to say why did not."""

    code = "grounds_missing"


class PersonalDataInTitle(Rejected):
    """Words that name a telephone or an identity number: to be masked, or in a text confirmed."""

    code = "personal_data_in_title"


class MarkedSecret(Rejected):
    """A mark of secrecy stands in it: such papers are not for this register."""

    code = "marked_secret"


ActRefusal = (
    MirrorReadOnly
    | NotForYourPart
    | NoSuchPetition
    | PetitionElsewhere
    | NotYetThatDay
    | GroundsMissing
    | PersonalDataInTitle
    | MarkedSecret
)
