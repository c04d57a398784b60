"""Conclusions: rõ người, rõ việc, rõ thời hạn (rules §7). Numbered 1, 2, 3 without gaps."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    Conclusion,
    ConclusionCommand,
    ConclusionDrafted,
    ConclusionDropped,
    ConclusionEdited,
    ConclusionEvent,
    ConclusionFrozen,
    ConclusionsApproved,
    ConclusionText,
    DeadlineMissing,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
    LeadMissing,
    NoSuchConclusion,
    NothingToApprove,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import ConclusionId
from diemcau.domain.nouns.refusals import InThePast, TextChanged
from diemcau.domain.nouns.terms import ConclusionState
from diemcau.domain.rules import check, find, petitions

FIELDS = (
    ("text",),
    ("lead",),
    ("cooperating",),
    ("person",),
    ("deliverable",),
    ("deadline", "standing", "deadline_words"),
    ("item",),
    ("petitions",),
)
"""What one person writes at a time: a deadline is a date, a word, or both."""


def draft(meeting: Meeting, cmd: DraftConclusion) -> Sequence[AnyEvent]:
    """A draft may lack lead and deadline: the secretary types while the chair speaks."""
    if ConclusionId(cmd.id) in meeting.conclusions:
        return []
    drafted = ConclusionDrafted(
        at=cmd.at,
        by=cmd.actor,
        conclusion=ConclusionId(cmd.id),
        number=len(meeting.conclusions) + 1,
        text=_checked(meeting, cmd.text),
    )
    return [drafted]


def drafted(meeting: Meeting, event: ConclusionDrafted) -> Meeting:
    blank = Conclusion(id=event.conclusion, number=event.number, text="")
    return _with(meeting, replace(blank, **_fields(event.text)))


def edit(meeting: Meeting, cmd: EditConclusion) -> Sequence[AnyEvent]:
    known = _draft(meeting, cmd.conclusion)
    text = cmd.text if cmd.seen == known.version else _together(known, cmd.text, cmd.base)
    edited = ConclusionEdited(
        at=cmd.at,
        by=cmd.actor,
        conclusion=known.id,
        text=_checked(meeting, text),
        version=known.version + 1,
    )
    return [edited]


def edited(meeting: Meeting, event: ConclusionEdited) -> Meeting:
    known = meeting.conclusions[event.conclusion]
    return _with(meeting, replace(known, **_fields(event.text), version=event.version))


def drop(meeting: Meeting, cmd: DropConclusion) -> Sequence[AnyEvent]:
    dropped = _draft(meeting, cmd.conclusion)
    return [ConclusionDropped(at=cmd.at, by=cmd.actor, conclusion=dropped.id)]


def dropped(meeting: Meeting, event: ConclusionDropped) -> Meeting:
    """Those behind it move up by one."""
    gone = meeting.conclusions[event.conclusion]
    kept = replace(meeting, conclusions=meeting.conclusions.delete(gone.id))
    for conclusion in meeting.conclusions.values():
        if conclusion.number > gone.number:
            kept = _with(kept, replace(conclusion, number=conclusion.number - 1))
    return kept


def approve(meeting: Meeting, cmd: ApproveConclusions) -> Sequence[AnyEvent]:
    drafts = [known for known in in_order(meeting) if known.state is ConclusionState.DRAFT]
    if not drafts:
        raise NothingToApprove
    if not all(known.lead.strip() for known in drafts):
        raise LeadMissing
    if not all(known.deadline or known.standing for known in drafts):
        raise DeadlineMissing
    approved = tuple(known.id for known in drafts)
    return [ConclusionsApproved(at=cmd.at, by=cmd.actor, conclusions=approved)]


def approved(meeting: Meeting, event: ConclusionsApproved) -> Meeting:
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


def _checked(meeting: Meeting, text: ConclusionText) -> ConclusionText:
    check.text(text.text)
    if text.item is not None:
        find.item(meeting, text.item)
    if text.deadline and meeting.started_at and text.deadline < meeting.started_at.date():
        raise InThePast
    petitions.check_known(meeting, text.petitions)
    return text


def _together(
    known: Conclusion, mine: ConclusionText, base: ConclusionText | None
) -> ConclusionText:
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


def _of(text: Conclusion | ConclusionText, fields: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(text, name) for name in fields}


def _fields(text: ConclusionText) -> dict[str, object]:
    return {name: getattr(text, name) for name in text.__struct_fields__}


def _with(meeting: Meeting, conclusion: Conclusion) -> Meeting:
    return replace(meeting, conclusions=meeting.conclusions.set(conclusion.id, conclusion))


def decide(meeting: Meeting, command: ConclusionCommand) -> Sequence[AnyEvent]:
    match command:
        case DraftConclusion():
            return draft(meeting, command)
        case EditConclusion():
            return edit(meeting, command)
        case DropConclusion():
            return drop(meeting, command)
        case ApproveConclusions():
            return approve(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: ConclusionEvent) -> Meeting:
    match event:
        case ConclusionDrafted():
            return drafted(meeting, event)
        case ConclusionEdited():
            return edited(meeting, event)
        case ConclusionDropped():
            return dropped(meeting, event)
        case ConclusionsApproved():
            return approved(meeting, event)
        case _:
            assert_never(event)
