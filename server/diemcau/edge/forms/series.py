"""A series out of its form: when it comes round, and what its conferences are to be."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from msgspec.structs import replace
from multidict import MultiMapping

from diemcau.app.calendar.rhythms import ruled
from diemcau.app.calendar.series import changed, checked
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.series import Series
from diemcau.domain.rules import check
from diemcau.edge.forms.rhythm import USUAL, Fields, rule_in
from diemcau.protocol import door, typed
from diemcau.protocol.codec import Malformed

LONGEST: Final = 500
"""Letters in a line."""
LINES: Final = ("organiser", "hub", "chair", "secretary", "listing", "agenda_of")
MOST_MINUTES: Final = 24 * 60


def lines_of(fields: MultiMapping[Any]) -> Fields:
    """Of a field that is sent twice the last: a tick box stands behind a hidden "false"."""
    said = {n: door.line(v).strip() for n, v in fields.items() if isinstance(v, str)}
    if wrong := next((name for name in said if len(said[name]) > LONGEST), None):
        raise Malformed("bad_args", wrong)
    return said


def empty(today: date) -> Series:
    """As a council holds its briefings: of a morning, in the second week after each quarter."""
    usual = ruled(USUAL)
    return Series(
        id="",
        title="",
        rule=usual.text,
        working_day=usual.working_day,
        first=today,
        begins=time(8),
        minutes=210,
        listing="",
        carries_agenda=True,
    )


def begun(said: Fields, today: date) -> Series:
    """When it comes round. Raises `Malformed`, `BadRule`, `MonthBeyond`, or that it is past."""
    return _timed(said, empty(today), today)


def timed_anew(said: Fields, old: Series, planned: Iterable[date], today: date) -> Series:
    """Likewise, where conferences are planned already."""
    return changed(old, _timed(said, old, today), planned, today)


def about(series: Series, said: Fields) -> Series:
    """With what is said of it beside its times."""
    return replace(
        series,
        title=check.name(said.get("title", "")),
        carries_agenda=said.get("carries_agenda") == "true",
        **{name: said.get(name, "") for name in LINES},
    )


def _timed(said: Fields, base: Series, today: date) -> Series:
    first = _first(said)
    if first != base.first:
        _ahead(first, today)
    rule = rule_in(said)
    return replace(
        base,
        rule=checked(rule.text, first),
        working_day=rule.working_day,
        first=first,
        begins=_begins(said),
        minutes=_minutes(said),
    )


def _ahead(first: date, today: date) -> None:
    """Today is not past."""
    check.ahead(_start(today - timedelta(days=1)), _start(first))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), HOME_ZONE)


def _first(said: Fields) -> date:
    if (day := typed.day(said.get("first", ""))) is None:
        raise Malformed("bad_args", "first")
    return day


def _begins(said: Fields) -> time:
    try:
        at = time.fromisoformat(said.get("begins", ""))
    except ValueError as wrong:
        raise Malformed("bad_args", "begins") from wrong
    if at.tzinfo is not None:
        raise Malformed("bad_args", "begins")
    return at


def _minutes(said: Fields) -> int:
    minutes = typed.whole(said.get("minutes", "")) or 0
    if not 0 < minutes <= MOST_MINUTES:
        raise Malformed("bad_args", "minutes")
    return minutes
