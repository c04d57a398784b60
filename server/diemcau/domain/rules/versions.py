"""The minutes in versions: drafted from the record, and frozen when the chair approves (rules §7).

The chair approves what is on the screen, the conclusions with the minutes in one act. Whoever sets
their words right does not wait for a new draft: it is drawn in the same act.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conclusions import ApproveConclusions
from diemcau.domain.nouns.conference import ConferenceClosed
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.papers import Minutes
from diemcau.domain.nouns.publishing import (
    AlreadyApproved,
    ApproveMinutes,
    DraftMinutes,
    MinutesApproved,
    MinutesDrafted,
    MinutesOutdated,
    MinutesVersion,
    NoSuchVersion,
)
from diemcau.domain.nouns.terms import ConclusionState, Phase
from diemcau.domain.rules import check, conclusions, drafting


def draft(meeting: Meeting, cmd: DraftMinutes) -> Sequence[AnyEvent]:
    """A version is the record as it stands; after an approval it is a correction and says why."""
    replaces = approved_one(meeting)
    reason = cmd.reason.strip() if replaces is None else check.reason(cmd.reason)
    number = len(meeting.versions) + 1
    frozen = replaces.number if replaces else None
    version = MinutesDrafted(
        at=cmd.at,
        by=cmd.actor,
        version=number,
        replaces=frozen,
        reason=reason,
        paper=drafting.minutes(meeting, number=number, replaces=frozen, reason=reason),
    )
    return [version]


def drafted(meeting: Meeting, event: MinutesDrafted) -> Meeting:
    version = MinutesVersion(
        number=event.version,
        drafted_at=event.at,
        drafted_by=event.by.name,
        paper=event.paper,
        replaces=event.replaces,
        reason=event.reason,
    )
    return replace(meeting, versions=(*meeting.versions, version))


def approve(meeting: Meeting, cmd: ApproveMinutes) -> Sequence[AnyEvent]:
    """The last version only, and while the record says nothing else.

    An opinion or a correction that came after it was drawn would be missing from it for ever.
    The first approval closes the conference.
    """
    last = _awaiting(meeting, cmd)
    anew = _drafted_anew(meeting, last, cmd)
    frozen = MinutesApproved(at=cmd.at, by=cmd.actor, version=last.number + len(anew))
    papers = [*_concluded(meeting, cmd), *anew, frozen]
    if meeting.phase is Phase.CLOSED:
        return papers
    return [*papers, ConferenceClosed(at=cmd.at, by=cmd.actor)]


def _awaiting(meeting: Meeting, cmd: ApproveMinutes) -> MinutesVersion:
    if not meeting.versions or meeting.versions[-1].number != cmd.version:
        raise NoSuchVersion
    last = meeting.versions[-1]
    if last.approved_at is not None:
        raise AlreadyApproved
    return last


def _drafted_anew(
    meeting: Meeting, last: MinutesVersion, cmd: ApproveMinutes
) -> Sequence[AnyEvent]:
    """With the conclusions as they stand, which are approved with it."""
    if not outdated(meeting, last):
        return []
    if not (cmd.conclusions and reworded(meeting, last)):
        raise MinutesOutdated
    drawn = DraftMinutes(id=cmd.id, at=cmd.at, actor=cmd.actor, reason=last.reason)
    return draft(meeting, drawn)


def _concluded(meeting: Meeting, cmd: ApproveMinutes) -> Sequence[AnyEvent]:
    known = meeting.conclusions.values()
    if not cmd.conclusions or all(each.state is not ConclusionState.DRAFT for each in known):
        return []
    both = ApproveConclusions(id=cmd.id, at=cmd.at, actor=cmd.actor)
    return conclusions.approve(meeting, both)


def approved(meeting: Meeting, event: MinutesApproved) -> Meeting:
    *older, last = meeting.versions
    frozen = replace(last, approved_by=event.by.name, approved_at=event.at)
    return replace(meeting, versions=(*older, frozen))


def outdated(meeting: Meeting, version: MinutesVersion) -> bool:
    """Whether the record says something else by now than the draft that waits for approval."""
    if not awaits_approval(meeting) or version is not meeting.versions[-1]:
        return False
    return version.paper != _drawn_now(meeting, version)


def reworded(meeting: Meeting, version: MinutesVersion) -> bool:
    """Of one that is outdated: whether nothing but its conclusions says something else."""
    paper = version.paper
    assert isinstance(paper, Minutes), "of a version of the minutes"
    return replace(_drawn_now(meeting, version), conclusions=paper.conclusions) == paper


def _drawn_now(meeting: Meeting, version: MinutesVersion) -> Minutes:
    number, replaces = version.number, version.replaces
    return drafting.minutes(meeting, number=number, replaces=replaces, reason=version.reason)


def awaits_approval(meeting: Meeting) -> bool:
    """Whether a draft of the minutes of a conference that is over waits for the chair."""
    over = meeting.phase in (Phase.ENDED, Phase.CLOSED)
    return over and bool(meeting.versions) and meeting.versions[-1].approved_at is None


def approved_one(meeting: Meeting) -> MinutesVersion | None:
    approved = [known for known in meeting.versions if known.approved_at is not None]
    return approved[-1] if approved else None
