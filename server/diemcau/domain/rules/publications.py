"""Publications as they stand: which of a stage is out, and which waits for its signature."""

from typing import TypeAlias

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import PublicationNo, SiteCode
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.publishing import (
    LayForSignature,
    NoSuchPublication,
    Publication,
    Publish,
    ReadersMissing,
)
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.terms import Readers, Stage

Handed: TypeAlias = LayForSignature | Publish
"""A paper is drawn up for these readers, now or once it is signed."""
HandedOut: TypeAlias = tuple[Paper, Readers, tuple[SiteCode, ...]]
"""What makes two publications of a stage the same."""


def find(meeting: Meeting, no: PublicationNo) -> Publication:
    if (known := meeting.publications.get(no)) is None:
        raise NoSuchPublication
    return known


def standing(meeting: Meeting, stage: Stage) -> PublicationNo | None:
    """The publication of the stage that neither a withdrawal nor a replacement has ended."""
    for known in meeting.publications.values():
        if known.stage is stage and not known.held and _stands(known):
            return known.no
    return None


def held_of(meeting: Meeting, stage: Stage) -> Publication | None:
    """What waits for its signature, if anything of the stage does."""
    for known in meeting.publications.values():
        if known.stage is stage and known.held and _stands(known):
            return known
    return None


def same(meeting: Meeting, stage: Stage, said: HandedOut) -> Publication | None:
    """What says exactly that, out or waiting for its signature."""
    for known in meeting.publications.values():
        if known.stage is stage and _stands(known) and says(known) == said:
            return known
    return None


def superseded(meeting: Meeting, now: Publication) -> Meeting:
    """What waited for its signature waits no longer when the stage has something newer."""
    held = held_of(meeting, now.stage)
    if held is None or held.no == now.no:
        return meeting
    return with_paper(meeting, replace(held, replaced_by=now.no))


def with_paper(meeting: Meeting, known: Publication) -> Meeting:
    return replace(meeting, publications=meeting.publications.set(known.no, known))


def next_no(meeting: Meeting) -> PublicationNo:
    return PublicationNo(len(meeting.publications) + 1)


def says(known: Publication) -> HandedOut:
    return (known.paper, known.readers, known.sites)


def meant(paper: Paper, cmd: Handed) -> HandedOut:
    return (paper, cmd.readers, named(cmd))


def named(cmd: Handed) -> tuple[SiteCode, ...]:
    return cmd.sites if cmd.readers is Readers.NAMED_SITES else ()


def check_readers(meeting: Meeting, cmd: Handed) -> None:
    if cmd.readers is Readers.NAMED_SITES and not cmd.sites:
        raise ReadersMissing
    if any(site not in meeting.sites for site in cmd.sites):
        raise NoSuchSite


def _stands(known: Publication) -> bool:
    return known.replaced_by is None and known.withdrawn_at is None
