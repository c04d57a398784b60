"""The figures of a quarter: asked for, handed in by each site, signed for, and summed up.

A site answers for its own council and, where it is a district, for those of its communes; the
secretariat hands in the organiser's own. Sums count what was handed in and not sent back.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final, assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import InThePast, TextMissing, TooFarAway
from diemcau.domain.nouns.returns import (
    AskForFigures,
    FiguresAsked,
    FiguresAskedFor,
    FiguresHandedIn,
    FiguresHandedInAlready,
    FiguresIncomplete,
    FiguresNotAsked,
    FiguresReturn,
    FiguresSentBack,
    HandInFigures,
    Indicator,
    NoSuchFigures,
    PartExceedsWhole,
    ReturnsCommand,
    ReturnsEvent,
    SendFiguresBack,
)
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import Level, ReturnState, Role
from diemcau.domain.rules import branches, check, find
from diemcau.domain.rules.change import with_site
from diemcau.domain.rules.permissions import role_of, subject

LONGEST: Final = timedelta(days=366)
"""Until the day by which figures are wanted; more is a slip of the keyboard."""
_DISTRICT: Final = (Level.DISTRICT, Level.COMMUNE)
_COMMUNE: Final = (Level.COMMUNE,)
LEVELS: Final[Mapping[str, tuple[Level, ...]]] = {
    "quận": _DISTRICT,
    "huyện": _DISTRICT,
    "thị xã": _DISTRICT,
    "phường": _COMMUNE,
    "xã": _COMMUNE,
    "thị trấn": _COMMUNE,
    "đặc khu": _COMMUNE,
}
"""The councils for which a kind of site answers; a department has none."""

Values = Mapping[Level, Mapping[str, int]]


def levels_of(site: Site) -> tuple[Level, ...]:
    return LEVELS.get(site.kind.strip().casefold(), ())


def standing(meeting: Meeting, site: Site) -> ReturnState:
    if meeting.figures_asked is None or not levels_of(site):
        return ReturnState.NONE
    if (known := site.figures) is None:
        return ReturnState.ASKED
    return ReturnState.SENT_BACK if known.problem else ReturnState.HANDED_IN


# -- rules -----------------------------------------------------------------------------------------


def ask(meeting: Meeting, cmd: AskForFigures) -> Sequence[AnyEvent]:
    """A new day or name of the quarter may be set at any time, other indicators only as long as
    nobody answered the old ones.
    """
    if cmd.due < cmd.at.date():
        raise InThePast
    if cmd.due - cmd.at.date() > LONGEST:
        raise TooFarAway
    check_indicators(cmd.indicators)
    asked = FiguresAsked(cmd.at, check.text(cmd.period), cmd.due, cmd.indicators)
    before = meeting.figures_asked
    if before and replace(before, at=asked.at) == asked:
        return []
    if before and before.indicators != asked.indicators and _any_handed_in(meeting):
        raise FiguresHandedInAlready
    return [
        FiguresAskedFor(
            at=cmd.at,
            by=cmd.actor,
            period=asked.period,
            due=asked.due,
            indicators=asked.indicators,
        )
    ]


def hand_in(meeting: Meeting, cmd: HandInFigures) -> Sequence[AnyEvent]:
    """Late ones are taken until the conference has ended; the day they came stands beside them."""
    if (asked := meeting.figures_asked) is None:
        raise FiguresNotAsked
    site = _subject(meeting, cmd)
    wanted = (Level.CITY,) if site is None else levels_of(site)
    if not wanted:
        raise FiguresNotAsked
    if cmd.values.keys() != set(wanted):
        raise FiguresIncomplete
    for row in cmd.values.values():
        _check_row(asked.indicators, row)
    signed_by, reason = check.name(cmd.signed_by), _reason(meeting, site, cmd)
    known = meeting.own_figures if site is None else site.figures
    said = (cmd.values, signed_by, reason)
    if known and not known.problem and (known.values, known.signed_by, known.reason) == said:
        return []
    return [
        FiguresHandedIn(
            at=cmd.at,
            by=cmd.actor,
            site=site.code if site else None,
            values=cmd.values,
            signed_by=signed_by,
            reason=reason,
        )
    ]


def _reason(meeting: Meeting, site: Site | None, cmd: HandInFigures) -> str:
    """Wanted where a row is not what the sites below come to; else there is none."""
    below = rolled_up(meeting, site) if site else {}
    typed_over = any(cmd.values.get(level, row) != row for level, row in below.items())
    return check.reason(cmd.reason) if typed_over else ""


def send_back(meeting: Meeting, cmd: SendFiguresBack) -> Sequence[AnyEvent]:
    known = meeting.own_figures if cmd.site is None else find.site(meeting, cmd.site).figures
    if known is None or known.problem:
        raise NoSuchFigures
    reason = check.reason(cmd.reason)
    return [FiguresSentBack(at=cmd.at, by=cmd.actor, site=cmd.site, reason=reason)]


def _subject(meeting: Meeting, cmd: HandInFigures) -> Site | None:
    if cmd.site is None and role_of(meeting, cmd.actor, cmd.at) is Role.SECRETARY:
        return None
    return find.site(meeting, subject(cmd))


def check_indicators(indicators: Sequence[Indicator]) -> None:
    """A part names a whole that is asked for too and is not itself a part."""
    check.distinct(each.code for each in indicators)
    wholes = {each.code for each in indicators if not each.part_of}
    if not indicators:
        raise TextMissing
    for each in indicators:
        check.text(each.code)
        check.text(each.name)
        if each.part_of and each.part_of not in wholes:
            raise FiguresIncomplete


def _check_row(indicators: Sequence[Indicator], row: Mapping[str, int]) -> None:
    if row.keys() != {each.code for each in indicators}:
        raise FiguresIncomplete
    if any(each.part_of and row[each.code] > row[each.part_of] for each in indicators):
        raise PartExceedsWhole


def _any_handed_in(meeting: Meeting) -> bool:
    return meeting.own_figures is not None or any(site.figures for site in meeting.sites.values())


# -- what has happened -----------------------------------------------------------------------------


def asked(meeting: Meeting, event: FiguresAskedFor) -> Meeting:
    return replace(
        meeting, figures_asked=FiguresAsked(event.at, event.period, event.due, event.indicators)
    )


def handed_in(meeting: Meeting, event: FiguresHandedIn) -> Meeting:
    return _with(
        meeting,
        event.site,
        FiguresReturn(
            at=event.at,
            by=event.by.name,
            signed_by=event.signed_by,
            values=event.values,
            reason=event.reason,
        ),
    )


def sent_back(meeting: Meeting, event: FiguresSentBack) -> Meeting:
    known = meeting.own_figures if event.site is None else meeting.sites[event.site].figures
    assert known is not None, "nothing else can be sent back"
    return _with(meeting, event.site, replace(known, problem=event.reason))


def _with(meeting: Meeting, site: SiteCode | None, figures: FiguresReturn) -> Meeting:
    if site is None:
        return replace(meeting, own_figures=figures)
    return with_site(meeting, site, figures=figures)


# -- sums ------------------------------------------------------------------------------------------


def asked_sites(meeting: Meeting) -> Sequence[Site]:
    """Those that answer for some council, in the order of the list."""
    return [site for site in _sites(meeting) if levels_of(site)]


def counted(meeting: Meeting) -> Sequence[Site]:
    """Those whose figures stand in the sums."""
    return [site for site in _sites(meeting) if _counts(site)]


def in_sums(meeting: Meeting) -> Sequence[Site]:
    """Of a branch whose sub-hub has handed in, the sub-hub alone: its return holds theirs."""
    known = counted(meeting)
    told = {site.code for site in known}
    return [site for site in known if told.isdisjoint(branches.line(meeting, site.code))]


def rolled_up(meeting: Meeting, site: Site) -> Values:
    """What the returns of the sites directly below it come to, by the levels it answers for too."""
    levels = levels_of(site)
    rows = [each.figures.values for each in _below(meeting, site) if _counts(each) and each.figures]
    found = {level: [row[level] for row in rows if level in row] for level in levels}
    return {level: _summed(each) for level, each in found.items() if each}


def missing_below(meeting: Meeting, site: Site) -> Sequence[str]:
    """The names of those that have not handed in, in the order of the list."""
    return [each.name for each in _below(meeting, site) if not _counts(each)]


def _below(meeting: Meeting, site: Site) -> Sequence[Site]:
    if not site.branch.sites:
        return []
    below = (meeting.sites[code] for code in branches.below(meeting, site.code))
    return [each for each in below if levels_of(each)]


def _counts(site: Site) -> bool:
    return site.figures is not None and not site.figures.problem


def sums(meeting: Meeting, kind: str | None = None) -> Values:
    """By level, the highest first; of sites of one `kind`, or of all with the organiser's own."""
    own = meeting.own_figures if kind is None else None
    returns = [site.figures for site in in_sums(meeting) if kind in {None, site.kind}]
    whole = [each for each in (own, *returns) if each is not None and not each.problem]
    found = {
        level: [each.values[level] for each in whole if level in each.values] for level in Level
    }
    return {level: _summed(rows) for level, rows in found.items() if rows}


def kinds(meeting: Meeting) -> Sequence[str]:
    """The kinds of site that stand in the sums, in the order in which the list names them."""
    return list(dict.fromkeys(site.kind for site in in_sums(meeting)))


def _sites(meeting: Meeting) -> Iterable[Site]:
    return (meeting.sites[code] for code in meeting.site_order)


def _summed(rows: Sequence[Mapping[str, int]]) -> Mapping[str, int]:
    return {code: sum(row[code] for row in rows) for code in rows[0]}


def decide(meeting: Meeting, command: ReturnsCommand) -> Sequence[AnyEvent]:
    match command:
        case AskForFigures():
            return ask(meeting, command)
        case HandInFigures():
            return hand_in(meeting, command)
        case SendFiguresBack():
            return send_back(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: ReturnsEvent) -> Meeting:
    match event:
        case FiguresAskedFor():
            return asked(meeting, event)
        case FiguresHandedIn():
            return handed_in(meeting, event)
        case FiguresSentBack():
            return sent_back(meeting, event)
        case _:
            assert_never(event)
