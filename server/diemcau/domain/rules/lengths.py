"""How long the words of a record are: what is counted against an account."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from diemcau.domain.nouns.agenda import Document, ItemPlan
from diemcau.domain.nouns.attendance import Mark
from diemcau.domain.nouns.requests import Person
from diemcau.domain.nouns.sites import SitePlan


def length(words: Iterable[str]) -> int:
    """Bytes of UTF-8; a half sign that has no bytes of its own counts all the same."""
    return sum(len(each.encode(errors="surrogatepass")) for each in words)


def of_struct(record: msgspec.Struct) -> Iterator[str]:
    values = (getattr(record, name) for name in record.__struct_fields__)
    return (value for value in values if isinstance(value, str))


def of_person(person: Person | None) -> Iterator[str]:
    return iter(()) if person is None else of_struct(person)


def of_document(document: Document | None) -> Iterator[str]:
    return iter(()) if document is None else of_struct(document)


def of_all(record_words: Callable[..., Iterable[str]], records: Iterable[object]) -> Iterator[str]:
    return (words for record in records for words in record_words(record))


def of_roster(roster: Iterable[msgspec.Struct]) -> Iterator[str]:
    return of_all(of_struct, roster)


def of_marks(marks: Iterable[Mark]) -> Iterator[str]:
    """What is said of a delegate; who it is stands in the roster."""
    return (words for mark in marks for words in (mark.reason, mark.substitute))


def of_site(plan: SitePlan) -> Iterator[str]:
    yield from of_struct(plan)
    yield from of_struct(plan.contact)
    yield from of_roster(plan.roster)


def of_item(plan: ItemPlan) -> Iterator[str]:
    yield from of_struct(plan)
    yield from of_all(of_struct, plan.documents)
    yield from plan.kinds
