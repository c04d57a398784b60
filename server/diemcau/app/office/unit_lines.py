"""What an administrator writes down of units: a line each, parted by semicolons.

00004; Ba Đình; phường; 3; 01          a unit as it is from that day on
001; 00004; 92                         how much of the second came from the first
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from diemcau.app.refusals import Refused
from diemcau.domain.nouns.ids import LONGEST_LINE
from diemcau.domain.units.nouns import UnitCode, UnitPlan, UnitShare
from diemcau.protocol import door

LONGEST_CODE: Final = 32
_WHOLE: Final = 100
Read = TypeVar("Read")


class UnclearUnitLine(Refused):
    """A line that cannot be read: too few parts, or no number where one stands."""

    code = "unclear_unit_line"


def codes(text: str) -> tuple[UnitCode, ...]:
    """By blanks, commas, semicolons or lines, for lists are pasted from anywhere."""
    parts = text.replace(",", " ").replace(";", " ").split()
    return tuple(UnitCode(_short(door.line(each))) for each in parts)


def plans(text: str) -> tuple[UnitPlan, ...]:
    return tuple(_each(text, _plan))


def shares(text: str) -> tuple[UnitShare, ...]:
    return tuple(_each(text, _share))


def _each(text: str, read: Callable[[Sequence[str]], Read]) -> Iterator[Read]:
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            yield read([door.line(part).strip() for part in line.split(";")])
        except ValueError:
            raise UnclearUnitLine from None


def _plan(parts: Sequence[str]) -> UnitPlan:
    code, name, kind, level, *above = parts
    parent = "".join(above)
    if len(above) > 1 or not code or not name or len(name) + len(kind) > LONGEST_LINE:
        raise ValueError
    return UnitPlan(UnitCode(_short(code)), name, kind, _number(level), UnitCode(_short(parent)))


def _share(parts: Sequence[str]) -> UnitShare:
    source, target, per_cent = parts
    part = _number(per_cent)
    if part > _WHOLE:
        raise ValueError
    return UnitShare(UnitCode(_short(source)), UnitCode(_short(target)), part)


def _short(code: str) -> str:
    if len(code) > LONGEST_CODE:
        raise UnclearUnitLine
    return code


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_WHOLE))):
        raise ValueError
    return int(text)
