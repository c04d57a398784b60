"""Freezing the minutes into versions and making things public in stages (rules §7)."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import ConferenceClosed
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.papers import Minutes, Paper
from diemcau.domain.nouns.publishing import (
    AlreadyApproved,
    AlreadyWithdrawn,
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LaidForSignature,
    LayForSignature,
    MinutesApproved,
    MinutesDrafted,
    MinutesOutdated,
    MinutesVersion,
    NoSuchVersion,
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
from diemcau.domain.nouns.terms import ConclusionState, Phase, Readers, Stage
from diemcau.domain.rules import check, drafting, find, outline, publications, tasks
from diemcau.domain.rules.permissions import subject


def draft_minutes(meeting: Meeting, cmd: DraftMinutes) -> Sequence[AnyEvent]:
    """A version is the record as it stands; after an approval it is a correction and says why."""
    replaces = approved_version(meeting)
    reason = cmd.reason.strip() if replaces is None else check.reason(cmd.reason)
    number = len(meeting.versions) + 1
    frozen = replaces.number if replaces else None
    drafted = MinutesDrafted(
        at=cmd.at,
        by=cmd.actor,
        version=number,
        replaces=frozen,
        reason=reason,
        paper=drafting.minutes(meeting, number=number, replaces=frozen, reason=reason),
    )
    return [drafted]


def minutes_drafted(meeting: Meeting, event: MinutesDrafted) -> Meeting:
    version = MinutesVersion(
        number=event.version,
        drafted_at=event.at,
        drafted_by=event.by.name,
        paper=event.paper,
        replaces=event.replaces,
        reason=event.reason,
    )
    return replace(meeting, versions=(*meeting.versions, version))


def approve_minutes(meeting: Meeting, cmd: ApproveMinutes) -> Sequence[AnyEvent]:
    """The last version only, and while the record says nothing else.

    An opinion or a correction that came after it was drawn would be missing from it for ever.
    The first approval closes the conference.
    """
    if not meeting.versions or meeting.versions[-1].number != cmd.version:
        raise NoSuchVersion
    last = meeting.versions[-1]
    if last.approved_at is not None:
        raise AlreadyApproved
    if outdated(meeting, last):
        raise MinutesOutdated
    approved = MinutesApproved(at=cmd.at, by=cmd.actor, version=cmd.version)
    if meeting.phase is Phase.CLOSED:
        return [approved]
    return [approved, ConferenceClosed(at=cmd.at, by=cmd.actor)]


def minutes_approved(meeting: Meeting, event: MinutesApproved) -> Meeting:
    *older, last = meeting.versions
    frozen = replace(last, approved_by=event.by.name, approved_at=event.at)
    return replace(meeting, versions=(*older, frozen))


def outdated(meeting: Meeting, version: MinutesVersion) -> bool:
    """Whether the record says something else by now than the draft that waits for approval."""
    if not awaits_approval(meeting) or version is not meeting.versions[-1]:
        return False
    number, replaces = version.number, version.replaces
    now = drafting.minutes(meeting, number=number, replaces=replaces, reason=version.reason)
    return version.paper != now


def awaits_approval(meeting: Meeting) -> bool:
    """Whether a draft of the minutes of a conference that is over waits for the chair."""
    over = meeting.phase in (Phase.ENDED, Phase.CLOSED)
    return over and bool(meeting.versions) and meeting.versions[-1].approved_at is None


def approved_version(meeting: Meeting) -> MinutesVersion | None:
    approved = [known for known in meeting.versions if known.approved_at is not None]
    return approved[-1] if approved else None


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
    if approved_version(meeting) is not None:
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
            if (version := approved_version(meeting)) is None:
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
            return draft_minutes(meeting, command)
        case ApproveMinutes():
            return approve_minutes(meeting, command)
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
            return minutes_drafted(meeting, event)
        case MinutesApproved():
            return minutes_approved(meeting, event)
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
