"""What every act in a consultation has: the day at home on which it is done, and for whom."""

from datetime import date
from typing import ClassVar, NamedTuple

from diemcau.domain.nouns.act import Command
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.workdays import Calendar


class Today(NamedTuple):
    """A day in Hà Nội, and the days off around it: which is which, no rule can know by itself."""

    date: date
    calendar: Calendar = Calendar()


class DraftCommand(Command, frozen=True, kw_only=True):
    stamped: ClassVar = Command.stamped | {"today"}
    today: Today


class ForInvited(DraftCommand, frozen=True, kw_only=True):
    """Done by somebody invited for themselves, or by the secretary for them."""

    body: SiteCode | None = None
