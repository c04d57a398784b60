"""The lists of an archive package, as tables: who was there, who spoke, what was voted, what is to
be done. Of a secret vote nobody has the names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from diemcau.app.ports.library import FollowedTask
from diemcau.domain.nouns.papers import DelegateLine, Minutes, VoteLine
from diemcau.edge.exports.tables import TABLES, as_csv, rows_of


class Roll(NamedTuple):
    """Columns are named like the fields of the lines (`domain.papers`)."""

    lines: Callable[[Minutes], Iterable[object]]
    columns: Sequence[str]


class _Delegate(Struct, frozen=True):
    code: str
    site: str
    name: str
    title: str
    presence: str
    reason: str
    substitute: str


class _Choice(Struct, frozen=True):
    vote: int
    item: str
    text: str
    kind: str
    state: str
    secret: bool
    electors: int
    cast: int
    choice: str
    count: int
    sites: tuple[str, ...]
    carried: bool


def _delegates(minutes: Minutes) -> Iterator[_Delegate]:
    for site in minutes.attendance:
        for each in site.delegates:
            yield _delegate(site.code, site.site, each)


def _delegate(code: str, site: str, of: DelegateLine) -> _Delegate:
    return _Delegate(code, site, of.name, of.title, of.presence, of.reason, of.substitute)


def _choices(minutes: Minutes) -> Iterator[_Choice]:
    for item in minutes.items:
        for vote in item.votes:
            yield from _choices_of(f"{item.number}. {item.title}", vote)


def _choices_of(item: str, vote: VoteLine) -> Iterator[_Choice]:
    for each in vote.choices:
        yield _Choice(
            *(vote.no, item, vote.text, vote.kind, vote.state, vote.secret),
            *(vote.electors, vote.cast, each.choice, each.count, each.sites, each.carried),
        )


ROLLS: Final[Mapping[str, Roll]] = {
    "attendance": Roll(TABLES["attendance"].lines, TABLES["attendance"].columns),
    "delegates": Roll(_delegates, _Delegate.__struct_fields__),
    "speeches": Roll(TABLES["speeches"].lines, TABLES["speeches"].columns),
    "votes": Roll(_choices, _Choice.__struct_fields__),
}
_OF_TASKS: Final = (
    *("number", "text", "lead", "person", "site", "state", "per_cent"),
    *("deadline", "closed_at", "petitions"),
)


def roll(name: str, minutes: Minutes) -> bytes:
    of = ROLLS[name]
    return as_csv(of.columns, rows_of(of.columns, of.lines(minutes)))


def tasks(known: Sequence[FollowedTask]) -> bytes:
    return as_csv(_OF_TASKS, rows_of(_OF_TASKS, known))
