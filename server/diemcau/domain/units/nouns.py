"""What is said of units: an act with its day and legal basis, and what it comes to.

A level is a rank in the tree, 1 the highest: nothing here knows what any of them is called.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, NewType

from msgspec import Meta, Struct

from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import Line, Percent

UnitCode = NewType("UnitCode", str)
"""Of the official list, and the code of the site that the unit is in a conference."""
UnitCodes = Annotated[tuple[UnitCode, ...], Meta(max_length=20_000)]


class UnitChange(StrEnum):
    """What an act does, by how many units it ends, keeps and founds."""

    FOUNDED = "founded"
    ENDED = "ended"
    RENAMED = "renamed"
    RANKED = "ranked"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    RECUT = "recut"


class UnitPlan(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A unit as it is from the day of the act on; without `parent` it is at the top."""

    code: UnitCode
    name: Line
    kind: Line
    level: int
    parent: UnitCode = UnitCode("")


class UnitShare(Struct, frozen=True, forbid_unknown_fields=True):
    """`per_cent` of the area of `target` came from `source`; 0 where nobody has measured it."""

    source: UnitCode
    target: UnitCode
    per_cent: Percent = 0


class ChangeUnits(Command, frozen=True, kw_only=True):
    """From 00:00 of a day `on`: who ends, and how those stand that are founded or changed."""

    what: UnitChange
    on: date
    basis: Line
    ends: UnitCodes = ()
    after: Annotated[tuple[UnitPlan, ...], Meta(max_length=20_000)] = ()
    shares: Annotated[tuple[UnitShare, ...], Meta(max_length=20_000)] = ()


class TakeBackUnits(Command, frozen=True, kw_only=True):
    """The last act was a slip; `number` says which one the reader saw as the last."""

    number: int


class UnitsChanged(Event, frozen=True, kw_only=True):
    stored: ClassVar = "units.changed"
    what: UnitChange
    on: date
    basis: str
    ends: tuple[UnitCode, ...] = ()
    after: tuple[UnitPlan, ...] = ()
    shares: tuple[UnitShare, ...] = ()


class UnitsTakenBack(Event, frozen=True, kw_only=True):
    stored: ClassVar = "units.taken_back"
    number: int


class UnitNotOnThatDay(Rejected):
    """It did not exist on that day, or has been changed since."""

    code = "unit_not_on_that_day"


class UnitsBelow(Rejected):
    """Units that stand below one that ends have to be ended or moved by the same act."""

    code = "units_below"


class ChangeUnfitting(Rejected):
    """So many units that end, stay and begin are no such change."""

    code = "change_unfitting"


class SharesMissing(Rejected):
    """A re-cut says of each unit that ends what it became part of."""

    code = "shares_missing"


class NotLastChange(Rejected):
    """Only the last act can be taken back."""

    code = "not_last_change"


UnitCommand = ChangeUnits | TakeBackUnits
UnitEvent = UnitsChanged | UnitsTakenBack
UnitRefusal = UnitNotOnThatDay | UnitsBelow | ChangeUnfitting | SharesMissing | NotLastChange
