"""The rhythm of a series as a form asks for it: selects in plain words, or a rule that is typed."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from diemcau.app.calendar.rhythms import (
    DAYS,
    MONTHS,
    WEEKDAYS,
    WEEKS,
    WORKING_DAYS,
    AfterPeriod,
    Every,
    InWeek,
    OnDay,
    OnWorkingDay,
    PlaceInMonth,
    Rhythm,
    Rule,
    Weekly,
    ruled,
    said,
)
from diemcau.protocol.codec import Malformed

Fields = Mapping[str, str]
ANY: Final = "any"
"""No weekday in particular: the first working day of the week."""


class PlaceKind(StrEnum):
    WEEK = "week"
    WORKING_DAY = "working_day"
    DAY = "day"


USUAL: Final[Rhythm] = AfterPeriod(Every.QUARTER, 1, InWeek(2, None))
"""What stands in an empty form: as a council holds its briefings."""
OPTIONS: Final[Mapping[str, Sequence[str]]] = {
    "every": tuple(Every),
    "on_weekday": tuple(map(str, range(len(WEEKDAYS)))),
    "month": tuple(map(str, range(1, 13))),
    "place": tuple(PlaceKind),
    "week": tuple(map(str, WEEKS)),
    "weekday": (ANY, *map(str, range(len(WEEKDAYS)))),
    "no": tuple(map(str, WORKING_DAYS)),
    "day": tuple(map(str, DAYS)),
}
"""Field → what may be chosen."""


def rule_in(fields: Fields) -> Rule:
    """One that is typed counts before what is chosen. Raises `Malformed` and `MonthBeyond`."""
    if text := fields.get("rule", "").strip():
        return Rule(text)
    return ruled(_rhythm_in(fields))


def _rhythm_in(fields: Fields) -> Rhythm:
    every = Every(_chosen(fields, "every"))
    if every not in MONTHS:
        return Weekly(every, _number(fields, "on_weekday"))
    month = 1 if every is Every.MONTH else _number(fields, "month")
    return AfterPeriod(every, month, _place_in(fields))


def _place_in(fields: Fields) -> PlaceInMonth:
    match PlaceKind(_chosen(fields, "place")):
        case PlaceKind.WEEK:
            weekday = _chosen(fields, "weekday")
            return InWeek(_number(fields, "week"), None if weekday == ANY else int(weekday))
        case PlaceKind.WORKING_DAY:
            return OnWorkingDay(_number(fields, "no"))
        case PlaceKind.DAY:
            return OnDay(_number(fields, "day"))


def _number(fields: Fields, name: str) -> int:
    return int(_chosen(fields, name))


def _chosen(fields: Fields, name: str) -> str:
    if (value := fields.get(name, "")) not in OPTIONS[name]:
        raise Malformed("bad_args", name)
    return value


def asked(rule: Rule, first: date) -> Fields:
    """What stands in the form of a series that has this rule."""
    return _usual() | _bare(rule, first)


def spoken(rule: Rule, first: date) -> Fields:
    """What is said of it; of its choices those are empty that have no part in it."""
    return dict.fromkeys((*OPTIONS, "rule"), "") | _bare(rule, first)


def _bare(rule: Rule, first: date) -> dict[str, str]:
    rhythm = said(rule, first)
    return {"rule": rule.text} if rhythm is None else _fields_of(rhythm)


def _usual() -> dict[str, str]:
    first = {name: options[0] for name, options in OPTIONS.items()}
    return first | _fields_of(USUAL) | {"rule": ""}


def _fields_of(rhythm: Rhythm) -> dict[str, str]:
    match rhythm:
        case Weekly(every, weekday):
            return {"every": every, "on_weekday": str(weekday)}
        case AfterPeriod(every, month, place):
            return {"every": every, "month": str(month), **_fields_of_place(place)}


def _fields_of_place(place: PlaceInMonth) -> dict[str, str]:
    match place:
        case InWeek(week, weekday):
            chosen = ANY if weekday is None else str(weekday)
            return {"place": PlaceKind.WEEK, "week": str(week), "weekday": chosen}
        case OnWorkingDay(no):
            return {"place": PlaceKind.WORKING_DAY, "no": str(no)}
        case OnDay(day):
            return {"place": PlaceKind.DAY, "day": str(day)}
