"""Statements that list publications without their papers: the parts of a list and how they join."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, tuple_

from diemcau.adapters.store.tables import document_numbers as numbers
from diemcau.adapters.store.tables import headlines, publications
from diemcau.adapters.store.tables import publication_words as words
from diemcau.app.library.searching import begins
from diemcau.app.ports.library import KnownPaper, Wanted
from diemcau.domain.nouns.terms import Stage

_LAST: Final = "\U0010ffff"
"""No letter comes after it."""
_OWN: Final = (*KnownPaper.__struct_fields__, "year", "title", "gist")
_ORGANISER: Final = func.coalesce(headlines.c.organiser, "").label("organiser")
_TYPE: Final = func.coalesce(numbers.c.type, "").label("type")
_JOINED: Final = publications.outerjoin(
    headlines, headlines.c.meeting == publications.c.meeting
).outerjoin(
    numbers,
    and_(
        numbers.c.meeting == publications.c.meeting,
        numbers.c.publication == publications.c.no,
    ),
)
_SORT: Final = (publications.c.year, publications.c.stage, _ORGANISER)

STAMP: Final = select(
    func.coalesce(func.sum(headlines.c.seq), 0),
    func.count(),
    select(func.count()).select_from(numbers).scalar_subquery(),
).select_from(headlines)


def listed(wanted: Wanted, *, news: bool = False) -> Select[Any]:
    at = publications.c.at
    heard = func.coalesce(publications.c.withdrawn_at, at) if news else at
    return (
        select(*(publications.c[name] for name in _OWN), _ORGANISER, numbers.c.number, _TYPE)
        .select_from(_JOINED)
        .where(*_where(wanted))
        .order_by(heard.desc(), publications.c.meeting, publications.c.no.desc())
    )


def sorts(wanted: Wanted) -> Select[Any]:
    counted = select(*_SORT, func.count()).select_from(_JOINED)
    return counted.where(*_where(wanted)).group_by(*_SORT)


def _where(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    asked: dict[ColumnElement[Any], object] = {
        publications.c.readers: wanted.readers,
        publications.c.meeting: wanted.meeting,
        publications.c.year: wanted.year,
        publications.c.stage: wanted.stage,
        _ORGANISER: wanted.organiser,
        numbers.c.number: wanted.number,
        numbers.c.type: wanted.type,
        headlines.c.body: wanted.body,
    }
    for column, value in asked.items():
        if value is not None:
            yield column == value
    if wanted.words is not None:
        yield or_(false(), *(_holding(stage, some) for stage, some in wanted.words.items()))


def _holding(stage: Stage, some: Sequence[str]) -> ColumnElement[bool]:
    named = tuple_(publications.c.meeting, publications.c.no)
    return and_(publications.c.stage == stage, *(named.in_(_naming(word)) for word in some))


def _naming(word: str) -> Select[tuple[str, int]]:
    """The publications in which the word stands, or one that begins so: a stretch of the key,
    whichever the database.
    """
    named = select(words.c.meeting, words.c.no)
    if not begins(word):
        return named.where(words.c.word == word)
    return named.where(words.c.word >= word, words.c.word < f"{word}{_LAST}")
