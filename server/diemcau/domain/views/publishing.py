"""Versions and publications as they are seen."""

from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import PublicationNo, SiteCode
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LaidForSignature,
    LayForSignature,
    MinutesApproved,
    MinutesDrafted,
    NoSuchVersion,
    NothingToPublish,
    PublicationWithdrawn,
    Publish,
    Published,
    PublishingEvent,
    ReadingConfirmed,
    SignedCopyFiled,
    WithdrawPublication,
)
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.domain.rules import publications, publishing, versions
from diemcau.domain.views.conclusions import FAMILIES_OF_CONCLUSIONS
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers


class VersionView(View, frozen=True, kw_only=True):
    """`minutes/<number>`: a version of the minutes, without its text.

    `outdated` says that the record has changed since: this draft cannot be approved any more –
    but with its conclusions, where it is `reworded`, and nothing else of it has changed.
    """

    number: int
    drafted_at: datetime
    outdated: bool = False
    reworded: bool = False
    drafted_by: str = ""
    replaces: int | None = None
    reason: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None


class PublicationView(View, frozen=True, kw_only=True):
    """`publication/<no>`: what was published; `read_by` is for the hall alone. What is `held` waits
    for its number and signature, and only the hall sees it.
    """

    no: PublicationNo
    stage: Stage
    readers: Readers
    at: datetime
    replaced_by: PublicationNo | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""
    signed: str = ""
    sites: tuple[SiteCode, ...] = ()
    read_by: tuple[SiteCode, ...] = ()
    held: bool = False


def version(meeting: Meeting, which: str) -> View | None:
    if not 0 < int(which) <= len(meeting.versions):
        return None
    known = meeting.versions[int(which) - 1]
    outdated = versions.outdated(meeting, known)
    return VersionView(
        number=known.number,
        drafted_at=known.drafted_at,
        outdated=outdated,
        reworded=outdated and versions.reworded(meeting, known),
        drafted_by=known.drafted_by,
        replaces=known.replaces,
        reason=known.reason,
        approved_by=known.approved_by,
        approved_at=known.approved_at,
    )


def publication(meeting: Meeting, which: str) -> PublicationView | None:
    if (known := meeting.publications.get(PublicationNo(int(which)))) is None:
        return None
    return PublicationView(
        no=known.no,
        stage=known.stage,
        readers=known.readers,
        at=known.at,
        replaced_by=known.replaced_by,
        withdrawn_at=known.withdrawn_at,
        reason=known.reason,
        signed=known.signed,
        sites=known.sites,
        read_by=tuple(sorted(known.read_by)),
        held=known.held,
    )


def publication_to_me(meeting: Meeting, which: str) -> View | None:
    """Without who else may read it, or has."""
    shown = publication(meeting, which)
    return replace(shown, sites=(), read_by=()) if shown and not shown.held else None


def publication_to_all(meeting: Meeting, which: str) -> View | None:
    """For a screen in a hall: what is for named sites is not for whoever walks past it."""
    shown = publication(meeting, which)
    if shown is None or shown.readers is Readers.NAMED_SITES:
        return None
    return publication_to_me(meeting, which)


def draft_of_minutes(before: Meeting, after: Meeting) -> frozenset[str]:
    """While a draft waits for approval, whatever is recorded may leave it behind."""
    if versions.awaits_approval(before) or versions.awaits_approval(after):
        return frozenset({f"minutes/{len(after.versions)}"})
    return frozenset()


def offers(ask: Asker) -> Offers:
    """Whether a version says what the record says stands in its own key."""
    meeting = ask.meeting
    drafted = (len(meeting.versions),) if versions.awaits_approval(meeting) else ()
    standing = [known.no for known in meeting.publications.values() if not known.withdrawn_at]
    yield from ask.free(DraftMinutes, ConfirmReading)
    yield from ask.among(ApproveMinutes, "version", drafted, NoSuchVersion)
    stages = tuple(publishing.publishable(meeting))
    printed = (stage for stage in stages if stage is not Stage.DOCUMENTS)
    yield from ask.among(Publish, "stage", stages, NothingToPublish)
    yield from ask.among(LayForSignature, "stage", printed, NothingToPublish)
    for act in (FileSignedCopy, WithdrawPublication):
        yield from ask.among(act, "publication", standing, NothingToPublish)


def touched(before: Meeting, event: PublishingEvent, after: Meeting) -> frozenset[str]:
    match event:
        case MinutesDrafted() | MinutesApproved():
            return frozenset(f"minutes/{version.number}" for version in after.versions)
        case LaidForSignature():
            return _papers(before, event)
        case Published():
            older = () if event.replaces is None else (f"publication/{event.replaces}",)
            told = (
                f"{name}/{known}" for known in after.conclusions for name in FAMILIES_OF_CONCLUSIONS
            )
            return _papers(before, event).union(older, told)
        case PublicationWithdrawn() | SignedCopyFiled():
            return frozenset({f"publication/{event.publication}"})
        case ReadingConfirmed():
            return frozenset({f"publication/{event.publication}", f"me/{event.site}"})
        case _:
            assert_never(event)


def _papers(before: Meeting, event: LaidForSignature | Published) -> frozenset[str]:
    """It, and what waited for its signature until then."""
    held = publications.held_of(before, event.stage)
    waited = {f"publication/{held.no}"} if held else set[str]()
    return frozenset({f"publication/{event.publication}", *waited})
