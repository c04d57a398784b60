"""Comments of a draft as a list: which are looked for, and a page of them at a time.

What nobody could have chosen is left out rather than refused: old links go on working.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from diemcau.app.consultation.tabling import TabledClause, tabled
from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.terms import Stance, Way
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views.finding import CommentSign, SoughtComments, sifted
from diemcau.domain.nouns.ids import SiteCode

AT_ONCE: Final = 40
"""Comments on a page."""
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def sifted_table(
    state: Consultation, comments: Sequence[DraftComment], wanted: SoughtComments, day: date
) -> Sequence[TabledClause]:
    """What a conference voted is no comment: who looks for some of these gets these alone."""
    groups = tabled(state, sifted(comments, wanted), day)
    if wanted == SoughtComments():
        return groups
    return [replace(each, votes=()) for each in groups if each.rows]


class Cut(Struct, Generic[T], frozen=True):
    """A page of many; how many stand before its `first`, and up to its `last`."""

    shown: Sequence[T]
    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // AT_ONCE))

    @property
    def first(self) -> int:
        return (self.page - 1) * AT_ONCE

    @property
    def last(self) -> int:
        return min(self.first + AT_ONCE, self.total)


def sought_comments(query: Mapping[str, str]) -> SoughtComments:
    return SoughtComments(
        clause=ClauseId(query["clause"]) if query.get("clause") else None,
        stance=_one_of(Stance, query.get("stance")),
        site=SiteCode(query["site"]) if query.get("site") else None,
        way=_one_of(Way, query.get("way")),
        sign=_one_of(CommentSign, query.get("sign")),
    )


def as_chosen(wanted: SoughtComments) -> dict[str, str]:
    """The other way round, as an address says it."""
    return {name: str(said) for name, said in asdict(wanted).items() if said}


def cut(every: Sequence[T], query: Mapping[str, str], at: int | None = None) -> Cut[T]:
    """The page that was asked for, or that of the one `at` that place; the nearest."""
    number = query.get("page", "")
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1  # noqa: PLR2004 – no list is so long
    wanted = asked if at is None else at // AT_ONCE + 1
    page = min(max(1, wanted), max(1, -(-len(every) // AT_ONCE)))
    return Cut(every[(page - 1) * AT_ONCE : page * AT_ONCE], page, len(every))


def cut_table(groups: Sequence[TabledClause], query: Mapping[str, str]) -> Cut[TabledClause]:
    """Rows are counted, not clauses; the opinion of a conference stands under the last one."""
    rows = [(place, row) for place, group in enumerate(groups) for row in range(len(group.rows))]
    page = cut(rows, query)
    last = page.page == page.pages
    return Cut([*_regrouped(groups, page.shown, last=last)], page.page, page.total)


def _regrouped(
    groups: Sequence[TabledClause], rows: Sequence[tuple[int, int]], *, last: bool
) -> Iterator[TabledClause]:
    begins, ends = (rows[0][0], rows[-1][0] + 1) if rows else (0, 0)
    for place in range(begins, len(groups) if last else ends):
        group = groups[place]
        here = [group.rows[row] for which, row in rows if which == place]
        whole = not group.rows or (place, len(group.rows) - 1) in rows
        if here or whole:
            yield replace(group, rows=here, votes=group.votes if whole else ())


def _one_of(kind: type[E], said: str | None) -> E | None:
    return kind(said) if said in set(kind) else None
