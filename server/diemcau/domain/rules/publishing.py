"""Making things public in stages (rules §7)."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.papers import Minutes, Paper
from diemcau.domain.nouns.publishing import (
    AlreadyWithdrawn,
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LaidForSignature,
    LayForSignature,
    MinutesApproved,
    MinutesDrafted,
    NothingToPublish,
    Publication,
    PublicationWithdrawn,
    Publish,
    Published,
    PublishingCommand,
    PublishingEvent,
    ReadingConfirmed,
    SignedCopyFiled,
    WithdrawPublication,
)
from diemcau.domain.nouns.refusals import AlreadyDone, BadAddress, NotForYou
from diemcau.domain.nouns.terms import ConclusionState, Readers, Stage
from diemcau.domain.rules import check, drafting, find, outline, publications, tasks, versions
from diemcau.domain.rules.permissions import subject


def lay(meeting: Meeting, cmd: LayForSignature) -> Sequence[AnyEvent]:
    """What was laid before and says something else by now is replaced, with its number. What is
    out already and says the same is numbered and signed where it stands.
    """
    publications.check_readers(meeting, cmd)
    if cmd.stage is Stage.DOCUMENTS:
        raise NothingToPublish
    paper = _paper(meeting, cmd)
    if laid_as(meeting, cmd) is not None:
        raise AlreadyDone
    laid = LaidForSignature(
        at=cmd.at,
        by=cmd.actor,
        publication=publications.next_no(meeting),
        stage=cmd.stage,
        readers=cmd.readers,
        sites=publications.named(cmd),
        paper=paper,
    )
    return [laid]


def laid_as(meeting: Meeting, cmd: LayForSignature) -> Publication | None:
    """What says exactly what would be laid, out or waiting for its signature."""
    said = publications.meant(_paper(meeting, cmd), cmd)
    return publications.same(meeting, cmd.stage, said)


def laid(meeting: Meeting, event: LaidForSignature) -> Meeting:
    known = Publication(
        no=event.publication,
        stage=event.stage,
        readers=event.readers,
        at=event.at,
        paper=event.paper,
        sites=event.sites,
        held=True,
    )
    return publications.with_paper(publications.superseded(meeting, known), known)


def publish(meeting: Meeting, cmd: Publish) -> Sequence[AnyEvent]:
    """A stage published before is replaced, and says so for ever. What was laid for signature and
    says the same is handed out as it is, with its number and its signature.
    """
    publications.check_readers(meeting, cmd)
    paper, standing = _paper(meeting, cmd), publications.standing(meeting, cmd.stage)
    said, held = publications.meant(paper, cmd), publications.held_of(meeting, cmd.stage)
    laid_before = held.no if held and publications.says(held) == said else None
    if standing and publications.says(meeting.publications[standing]) == said:
        raise AlreadyDone
    published = Published(
        at=cmd.at,
        by=cmd.actor,
        publication=laid_before or publications.next_no(meeting),
        stage=cmd.stage,
        readers=cmd.readers,
        sites=publications.named(cmd),
        paper=paper,
        replaces=standing,
        leads=tasks.leads(meeting, cmd) if cmd.stage is Stage.CONCLUSIONS else None,
    )
    return [published]


def published(meeting: Meeting, event: Published) -> Meeting:
    laid_before = meeting.publications.get(event.publication)
    known = Publication(
        no=event.publication,
        stage=event.stage,
        readers=event.readers,
        at=event.at,
        paper=event.paper,
        sites=event.sites,
        signed=laid_before.signed if laid_before else "",
    )
    meeting = publications.with_paper(publications.superseded(meeting, known), known)
    if event.replaces is not None:
        older = meeting.publications[event.replaces]
        meeting = publications.with_paper(meeting, replace(older, replaced_by=known.no))
    if event.stage is not Stage.CONCLUSIONS:
        return meeting
    return tasks.assigned(meeting, known, None if event.leads is None else dict(event.leads))


def withdraw(meeting: Meeting, cmd: WithdrawPublication) -> Sequence[AnyEvent]:
    known = publications.find(meeting, cmd.publication)
    if known.withdrawn_at is not None:
        raise AlreadyWithdrawn
    reason = check.reason(cmd.reason)
    gone = PublicationWithdrawn(at=cmd.at, by=cmd.actor, publication=known.no, reason=reason)
    return [gone]


def withdrawn(meeting: Meeting, event: PublicationWithdrawn) -> Meeting:
    known = meeting.publications[event.publication]
    gone = replace(known, withdrawn_at=event.at, reason=event.reason)
    return publications.with_paper(meeting, gone)


def file_signed(meeting: Meeting, cmd: FileSignedCopy) -> Sequence[AnyEvent]:
    """It lies among the files of the conference, where whoever reads it can have it checked."""
    known = publications.find(meeting, cmd.publication)
    if known.withdrawn_at is not None:
        raise AlreadyWithdrawn
    if not cmd.copy.startswith(f"/files/{meeting.id}/"):
        raise BadAddress
    if known.signed == cmd.copy:
        return []
    filed = SignedCopyFiled(at=cmd.at, by=cmd.actor, publication=known.no, copy=cmd.copy)
    return [filed]


def signed_filed(meeting: Meeting, event: SignedCopyFiled) -> Meeting:
    known = replace(meeting.publications[event.publication], signed=event.copy)
    return publications.with_paper(meeting, known)


def confirm_reading(meeting: Meeting, cmd: ConfirmReading) -> Sequence[AnyEvent]:
    known = publications.find(meeting, cmd.publication)
    site = find.site(meeting, subject(cmd))
    if not addressed_to(known, site.code):
        raise NotForYou
    if site.code in known.read_by:
        return []
    read = ReadingConfirmed(at=cmd.at, by=cmd.actor, publication=known.no, site=site.code)
    return [read]


def reading_confirmed(meeting: Meeting, event: ReadingConfirmed) -> Meeting:
    known = meeting.publications[event.publication]
    read = replace(known, read_by=known.read_by.set(event.site, event.at))
    return publications.with_paper(meeting, read)


def addressed_to(publication: Publication, site: SiteCode) -> bool:
    if publication.held:
        return False
    return publication.readers is not Readers.NAMED_SITES or site in publication.sites


def publishable(meeting: Meeting) -> Iterator[Stage]:
    """The stages of which there is something to publish."""
    yield Stage.NOTICE
    if any(item.documents for item in outline.public_items(meeting)):
        yield Stage.DOCUMENTS
    if versions.approved_one(meeting) is not None:
        yield Stage.MINUTES
    known = meeting.conclusions.values()
    if any(each.state is not ConclusionState.DRAFT for each in known):
        yield Stage.CONCLUSIONS


def _paper(meeting: Meeting, cmd: publications.Handed) -> Paper:
    match cmd.stage:
        case Stage.NOTICE:
            return drafting.notice(meeting)
        case Stage.DOCUMENTS:
            return drafting.documents(meeting)
        case Stage.MINUTES:
            if (version := versions.approved_one(meeting)) is None:
                raise NothingToPublish
            return _for_readers(version.paper, cmd.readers)
        case Stage.CONCLUSIONS:
            return drafting.conclusions(meeting)
        case _:
            assert_never(cmd.stage)


def _for_readers(paper: Paper, readers: Readers) -> Paper:
    """Why somebody was absent is for the conference, not for the public."""
    if readers is not Readers.PUBLIC or not isinstance(paper, Minutes):
        return paper
    attendance = tuple(
        replace(line, delegates=tuple(replace(each, reason="") for each in line.delegates))
        for line in paper.attendance
    )
    return replace(paper, attendance=attendance)


def decide(meeting: Meeting, command: PublishingCommand) -> Sequence[AnyEvent]:  # noqa: PLR0911 – one table
    match command:
        case DraftMinutes():
            return versions.draft(meeting, command)
        case ApproveMinutes():
            return versions.approve(meeting, command)
        case LayForSignature():
            return lay(meeting, command)
        case Publish():
            return publish(meeting, command)
        case FileSignedCopy():
            return file_signed(meeting, command)
        case WithdrawPublication():
            return withdraw(meeting, command)
        case ConfirmReading():
            return confirm_reading(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: PublishingEvent) -> Meeting:  # noqa: PLR0911 – one table
    match event:
        case MinutesDrafted():
            return versions.drafted(meeting, event)
        case MinutesApproved():
            return versions.approved(meeting, event)
        case LaidForSignature():
            return laid(meeting, event)
        case Published():
            return published(meeting, event)
        case SignedCopyFiled():
            return signed_filed(meeting, event)
        case PublicationWithdrawn():
            return withdrawn(meeting, event)
        case ReadingConfirmed():
            return reading_confirmed(meeting, event)
        case _:
            assert_never(event)
