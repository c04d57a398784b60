"""Conclusions: rõ người, rõ việc, rõ thời hạn (rules §7). Numbered 1, 2, 3 without gaps."""

from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain import find
from diemcau.domain.errors import (
    ConclusionFrozen,
    DeadlineMissing,
    InThePast,
    LeadMissing,
    NoSuchConclusion,
    NothingToApprove,
    TextChanged,
)
from diemcau.domain.ids import ConclusionId
from diemcau.domain.state import Conclusion, Meeting
from diemcau.domain.terms import ConclusionState, Phase

DICTATED = find.LIVE | {Phase.ENDED, Phase.CLOSED}
FIELDS = (
    ("text",),
    ("lead",),
    ("cooperating",),
    ("person",),
    ("deliverable",),
    ("deadline", "standing", "deadline_words"),
    ("item",),
)
"""What one person writes at a time: a deadline is a date, a word, or both."""


def draft(meeting: Meeting, cmd: c.DraftConclusion) -> Sequence[e.AnyEvent]:
    """A draft may lack lead and deadline: the secretary types while the chair speaks."""
    find.phase_in(meeting, DICTATED)
    if ConclusionId(cmd.id) in meeting.conclusions:
        return []
    drafted = e.ConclusionDrafted(
        at=cmd.at,
        by=cmd.actor,
        conclusion=ConclusionId(cmd.id),
        number=len(meeting.conclusions) + 1,
        text=_checked(meeting, cmd.text),
    )
    return [drafted]


def drafted(meeting: Meeting, event: e.ConclusionDrafted) -> Meeting:
    blank = Conclusion(id=event.conclusion, number=event.number, text="")
    return _with(meeting, replace(blank, **_fields(event.text)))


def edit(meeting: Meeting, cmd: c.EditConclusion) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, DICTATED)
    known = _draft(meeting, cmd.conclusion)
    text = cmd.text if cmd.seen == known.version else _together(known, cmd.text, cmd.base)
    edited = e.ConclusionEdited(
        at=cmd.at,
        by=cmd.actor,
        conclusion=known.id,
        text=_checked(meeting, text),
        version=known.version + 1,
    )
    return [edited]


def edited(meeting: Meeting, event: e.ConclusionEdited) -> Meeting:
    known = meeting.conclusions[event.conclusion]
    return _with(meeting, replace(known, **_fields(event.text), version=event.version))


def drop(meeting: Meeting, cmd: c.DropConclusion) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, DICTATED)
    dropped = _draft(meeting, cmd.conclusion)
    return [e.ConclusionDropped(at=cmd.at, by=cmd.actor, conclusion=dropped.id)]


def dropped(meeting: Meeting, event: e.ConclusionDropped) -> Meeting:
    """Those behind it move up by one."""
    gone = meeting.conclusions[event.conclusion]
    kept = replace(meeting, conclusions=meeting.conclusions.delete(gone.id))
    for conclusion in meeting.conclusions.values():
        if conclusion.number > gone.number:
            kept = _with(kept, replace(conclusion, number=conclusion.number - 1))
    return kept


def approve(meeting: Meeting, cmd: c.ApproveConclusions) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, DICTATED)
    drafts = [known for known in in_order(meeting) if known.state is ConclusionState.DRAFT]
    if not drafts:
        raise NothingToApprove
    if not all(known.lead.strip() for known in drafts):
        raise LeadMissing
    if not all(known.deadline or known.standing for known in drafts):
        raise DeadlineMissing
    approved = tuple(known.id for known in drafts)
    return [e.ConclusionsApproved(at=cmd.at, by=cmd.actor, conclusions=approved)]


def approved(meeting: Meeting, event: e.ConclusionsApproved) -> Meeting:
    for conclusion in event.conclusions:
        known = replace(
            meeting.conclusions[conclusion],
            state=ConclusionState.APPROVED,
            approved_by=event.by.name,
            approved_at=event.at,
        )
        meeting = _with(meeting, known)
    return meeting


def in_order(meeting: Meeting) -> list[Conclusion]:
    return sorted(meeting.conclusions.values(), key=lambda known: known.number)


def _draft(meeting: Meeting, conclusion: ConclusionId) -> Conclusion:
    if (known := meeting.conclusions.get(conclusion)) is None:
        raise NoSuchConclusion
    if known.state is not ConclusionState.DRAFT:
        raise ConclusionFrozen
    return known


def _checked(meeting: Meeting, text: c.ConclusionText) -> c.ConclusionText:
    find.text(text.text)
    if text.item is not None:
        find.item(meeting, text.item)
    if text.deadline and meeting.started_at and text.deadline < meeting.started_at.date():
        raise InThePast
    return text


def _together(
    known: Conclusion, mine: c.ConclusionText, base: c.ConclusionText | None
) -> c.ConclusionText:
    """Two who write in different fields both have their way; in one field, nobody yet."""
    if base is None:
        raise TextChanged
    for fields in FIELDS:
        now, was = _of(known, fields), _of(base, fields)
        if _of(mine, fields) == was:
            mine = replace(mine, **now)
        elif now not in (was, _of(mine, fields)):
            raise TextChanged
    return mine


def _of(text: Conclusion | c.ConclusionText, fields: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(text, name) for name in fields}


def _fields(text: c.ConclusionText) -> dict[str, object]:
    return {name: getattr(text, name) for name in text.__struct_fields__}


def _with(meeting: Meeting, conclusion: Conclusion) -> Meeting:
    return replace(meeting, conclusions=meeting.conclusions.set(conclusion.id, conclusion))
