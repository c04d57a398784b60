"""Proving the tables that follow a log: they are what the log gives, row by row.

They may be behind when a node ended between writing the log and drawing the tables; then they are
whole and as of an earlier record, which their own line in the list names.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from diemcau.app.library import following
from diemcau.app.library.listing import listed
from diemcau.app.library.searching import words_of
from diemcau.app.ports.library import (
    FollowedTask,
    Headline,
    Library,
    ListedPaper,
    PublishedPaper,
    Wanted,
)
from diemcau.app.verification.findings import Flaw, FlawKind
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import ConclusionId, MeetingId, PublicationNo

Which = TypeVar("Which", PublicationNo, ConclusionId)


class Tables(Struct, frozen=True):
    """What is kept of one conference beside its log."""

    headline: Headline | None
    papers: Mapping[PublicationNo, PublishedPaper]
    told: Mapping[PublicationNo, ListedPaper]
    words: Mapping[PublicationNo, frozenset[str]]
    tasks: Mapping[ConclusionId, FollowedTask]


async def kept(library: Library, meeting: MeetingId, tasks: Sequence[FollowedTask]) -> Tables:
    """`tasks` are those of all conferences."""
    papers = {each.no: each for each in await library.publications(meeting)}
    return Tables(
        headline=await library.headline(meeting),
        papers=papers,
        told={each.no: _own(each) for each in await library.listed(Wanted(meeting=meeting))},
        words=await library.words(meeting),
        tasks={each.conclusion: each for each in tasks if each.meeting == meeting},
    )


def drawn(meeting: Meeting, seq: int) -> Tables:
    """What the log gives."""
    headline, papers, tasks = following.everything(meeting, seq)
    return Tables(
        headline=headline,
        papers={each.no: each for each in papers},
        told={each.no: listed(each) for each in papers},
        words={each.no: words for each in papers if (words := words_of(each))},
        tasks={each.conclusion: each for each in tasks},
    )


def _own(known: ListedPaper) -> ListedPaper:
    """Without what other tables say of it."""
    return replace(known, organiser="", number=None, type="")


def flaws(found: Tables, states: Mapping[int, Meeting], last: int) -> Iterator[Flaw]:
    """The line in the list may have stood still since the record that changed it."""
    seq = found.headline.seq if found.headline else last
    if seq not in states:
        yield Flaw(FlawKind.HEADLINE)
        seq = last
    now = drawn(states[last], seq)
    if found == now:
        return
    if found.headline and found == drawn(states[seq], seq):
        yield Flaw(FlawKind.BEHIND, str(seq))
        return
    yield from _differing(found, now)


def _differing(found: Tables, given: Tables) -> Iterator[Flaw]:
    if found.headline != given.headline:
        yield Flaw(FlawKind.HEADLINE)
    yield from _each(FlawKind.PUBLICATION, _both(found), _both(given))
    yield from _each(FlawKind.WORDS, found.words, given.words)
    yield from _each(FlawKind.TASK, found.tasks, given.tasks)


def _both(tables: Tables) -> Mapping[PublicationNo, object]:
    """A paper, and what lists tell of it."""
    numbers = tables.papers.keys() | tables.told.keys()
    return {no: (tables.papers.get(no), tables.told.get(no)) for no in numbers}


def _each(
    kind: FlawKind, found: Mapping[Which, object], given: Mapping[Which, object]
) -> Iterator[Flaw]:
    for key in sorted(found.keys() | given.keys(), key=str):
        if found.get(key) != given.get(key):
            yield Flaw(kind, str(key))
