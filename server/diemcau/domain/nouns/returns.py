"""The figures that sites hand in for a quarter."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from diemcau.domain.nouns import ids
from diemcau.domain.nouns.accounts import Entries, about_site, by_whom
from diemcau.domain.nouns.act import Command, Event, ForSite, Rejected
from diemcau.domain.nouns.ids import Figure, Line, SiteCode, Text
from diemcau.domain.nouns.terms import Level


class Indicator(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A figure that sites are asked for; as `part_of` another it cannot be more than that."""

    code: ids.Line
    name: ids.Line
    part_of: ids.Line = ""


class FiguresAsked(Struct, frozen=True):
    """Which figures are asked for, of which time ("quý I/2024"), and by which day."""

    at: datetime
    period: str
    due: date
    indicators: tuple[Indicator, ...]


class FiguresReturn(Struct, frozen=True, omit_defaults=True):
    """The figures of a site as somebody answers for them (`signed_by`), by level and indicator.

    A `problem` is why the secretariat sent them back: then they count in no sum. A `reason` says
    why they are not what the sites below it handed in come to.
    """

    at: datetime
    by: str
    signed_by: str
    values: dict[Level, dict[str, int]]
    problem: str = ""
    reason: str = ""


class AskForFigures(Command, frozen=True, kw_only=True):
    """Ask each site for the figures of a quarter, by a day; asking again moves the day."""

    period: Line
    due: date
    indicators: Annotated[tuple[Indicator, ...], Meta(max_length=100)]


class HandInFigures(ForSite, frozen=True, kw_only=True):
    """Every figure asked for, at every level the site answers for, and who answers for them.

    Without a site the secretary hands in those of the organiser itself. A row that is typed over
    the sum of the sites below it says why.
    """

    values: dict[Level, dict[Line, Figure]]
    signed_by: Line
    reason: Text = ""


class SendFiguresBack(Command, frozen=True, kw_only=True):
    """They count no longer, until they are handed in again. No site: the organiser's own."""

    site: SiteCode | None = None
    reason: Text


class FiguresAskedFor(Event, frozen=True, kw_only=True):
    stored: ClassVar = "figures.asked_for"
    charged: ClassVar = by_whom(Entries.PLANS, "period", "indicators")
    period: str
    due: date
    indicators: tuple[Indicator, ...]


class FiguresHandedIn(Event, frozen=True, kw_only=True):
    """No site: the organiser's own."""

    stored: ClassVar = "figures.handed_in"
    charged: ClassVar = about_site(Entries.FIGURES, "signed_by", "reason")
    site: SiteCode | None
    values: dict[Level, dict[str, int]]
    signed_by: str
    reason: str = ""


class FiguresSentBack(Event, frozen=True, kw_only=True):
    stored: ClassVar = "figures.sent_back"
    charged: ClassVar = about_site(Entries.FIGURES, "reason")
    site: SiteCode | None
    reason: str


class FiguresNotAsked(Rejected):
    """Nobody asked for figures, or not those of this kind of site."""

    code = "figures_not_asked"


class FiguresHandedInAlready(Rejected):
    """Other indicators cannot be asked for once sites have handed in theirs."""

    code = "figures_handed_in_already"


class FiguresIncomplete(Rejected):
    """Every figure is wanted, and no other; none is 0, not an empty field."""

    code = "figures_incomplete"


class PartExceedsWhole(Rejected):
    """Of ten resolutions, eleven cannot be normative."""

    code = "part_exceeds_whole"


class NoSuchFigures(Rejected):
    """Nothing was handed in that could be sent back."""

    code = "no_such_figures"


ReturnsCommand = AskForFigures | HandInFigures | SendFiguresBack
ReturnsEvent = FiguresAskedFor | FiguresHandedIn | FiguresSentBack
ReturnsRefusal = (
    FiguresNotAsked | FiguresHandedInAlready | FiguresIncomplete | PartExceedsWhole | NoSuchFigures
)
