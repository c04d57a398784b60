"""A draft on an item, and the clause of it that is under discussion (rules of consultation §5)."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import ItemNotCurrent
from diemcau.domain.nouns.drafts import (
    CarriedDraft,
    CarryDraft,
    CarryingCommand,
    CarryingEvent,
    ClauseFocused,
    ClauseMark,
    CommentNoted,
    DraftCarried,
    DraftDropped,
    DraftInUse,
    DropDraft,
    FocusClause,
    ItemOver,
    NoDraftCarried,
    NoSuchClause,
    NoteComment,
    NotedComment,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import NoSuchSpeech, Speech
from diemcau.domain.nouns.ids import ItemId, RequestId
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.requests import Request
from diemcau.domain.nouns.terms import ItemState, RequestState
from diemcau.domain.rules import find

AHEAD_OR_CURRENT = frozenset({ItemState.PLANNED, ItemState.CURRENT})


def carry(meeting: Meeting, cmd: CarryDraft) -> Sequence[AnyEvent]:
    """The same one again is taken in its newer version; another one only where nobody has named a
    clause of the first.
    """
    item = find.item(meeting, cmd.item)
    if item.state not in AHEAD_OR_CURRENT:
        raise ItemOver
    known = meeting.drafts.get(item.id)
    if known is not None and (known.consultation, known.outline) == (cmd.consultation, cmd.outline):
        raise AlreadyDone
    if known is not None and known.consultation != cmd.consultation:
        _check_unused(meeting, item.id)
    carried = DraftCarried(
        at=cmd.at,
        by=cmd.actor,
        item=item.id,
        consultation=cmd.consultation,
        outline=cmd.outline,
    )
    return [carried]


def carried(meeting: Meeting, event: DraftCarried) -> Meeting:
    """The focus stays where its clause still is."""
    draft = CarriedDraft(event.consultation, event.outline)
    known = meeting.drafts.get(event.item)
    if known is not None and known.consultation == draft.consultation:
        focus = known.focus if known.focus and draft.has(known.focus) else None
        draft = replace(draft, focus=focus, earlier=_left_behind(known, draft))
    return _put(meeting, event.item, draft)


def _left_behind(known: CarriedDraft, draft: CarriedDraft) -> tuple[ClauseMark, ...]:
    return tuple(mark for mark in (*known.clauses, *known.earlier) if not draft.has(mark.id))


def drop(meeting: Meeting, cmd: DropDraft) -> Sequence[AnyEvent]:
    on(meeting, find.item(meeting, cmd.item).id)
    _check_unused(meeting, cmd.item)
    return [DraftDropped(at=cmd.at, by=cmd.actor, item=cmd.item)]


def _check_unused(meeting: Meeting, item: ItemId) -> None:
    if any(_is_about(request, item) for request in meeting.requests.values()):
        raise DraftInUse
    if any(vote.item == item and vote.clause for vote in meeting.votes.values()):
        raise DraftInUse
    if any(meeting.speeches[no].item == item for no in meeting.comments):
        raise DraftInUse


def _is_about(request: Request, item: ItemId) -> bool:
    named = request.item == item and bool(request.clauses)
    return named and request.state is not RequestState.WITHDRAWN


def dropped(meeting: Meeting, item: ItemId) -> Meeting:
    if item not in meeting.drafts:
        return meeting
    return replace(meeting, drafts=meeting.drafts.delete(item))


def focus(meeting: Meeting, cmd: FocusClause) -> Sequence[AnyEvent]:
    item = find.current_item(meeting)
    if cmd.item not in (None, item.id):
        raise ItemNotCurrent
    draft = on(meeting, item.id)
    if cmd.clause is not None and not draft.has(cmd.clause):
        raise NoSuchClause
    if cmd.clause == draft.focus:
        raise AlreadyDone
    return [ClauseFocused(at=cmd.at, by=cmd.actor, item=item.id, clause=cmd.clause)]


def focused(meeting: Meeting, event: ClauseFocused) -> Meeting:
    return _put(meeting, event.item, replace(meeting.drafts[event.item], focus=event.clause))


def note(meeting: Meeting, cmd: NoteComment) -> Sequence[AnyEvent]:
    """The consultation has taken it, so that its clause is what that says it is."""
    speech = meeting.speeches.get(cmd.speech)
    if speech is None or speech.undone:
        raise NoSuchSpeech
    on(meeting, speech.item)
    if any(each.comment == cmd.comment for each in meeting.comments.get(speech.no, ())):
        raise AlreadyDone
    noted = CommentNoted(
        at=cmd.at, by=cmd.actor, speech=speech.no, comment=cmd.comment, clause=cmd.clause
    )
    return [noted]


def noted(meeting: Meeting, event: CommentNoted) -> Meeting:
    made = (*meeting.comments.get(event.speech, ()), NotedComment(event.comment, event.clause))
    return replace(meeting, comments=meeting.comments.set(event.speech, made))


# -- reading ---------------------------------------------------------------------------------------


def on(meeting: Meeting, item: ItemId) -> CarriedDraft:
    """Raises `NoDraftCarried`."""
    if (draft := meeting.drafts.get(item)) is None:
        raise NoDraftCarried
    return draft


def named(meeting: Meeting, item: ItemId, clauses: Sequence[str]) -> tuple[str, ...]:
    """Each once. Raises `NoSuchClause` for what the draft on the item has not."""
    draft = meeting.drafts.get(item)
    if not all(draft is not None and draft.has(clause) for clause in clauses):
        raise NoSuchClause
    return tuple(dict.fromkeys(clauses))


def cited(meeting: Meeting, item: ItemId, clauses: Sequence[str]) -> tuple[ClauseMark, ...]:
    """As they are called, also those that a version before had."""
    if not clauses or (draft := meeting.drafts.get(item)) is None:
        return ()
    known = {mark.id: mark for mark in (*draft.earlier, *draft.clauses)}
    marks = (known.get(clause) for clause in clauses)
    return tuple(ClauseMark(mark.id, mark.label) for mark in marks if mark is not None)


def spoken_to(meeting: Meeting, speech: Speech) -> tuple[ClauseMark, ...]:
    """What a speech was to be about: the clauses of the request that it came of; one that a round
    made is gone when the call is undone.
    """
    request = meeting.requests.get(speech.request)
    return cited(meeting, speech.item, request.clauses) if request else ()


def current(meeting: Meeting) -> CarriedDraft | None:
    """The draft that is discussed now."""
    return None if meeting.current is None else meeting.drafts.get(meeting.current)


def first_to_focus(meeting: Meeting, item: ItemId) -> RequestId | None:
    """Who waits to speak to the clause under discussion, before others who do."""
    draft = meeting.drafts.get(item)
    if draft is None or draft.focus is None:
        return None
    for each in meeting.items[item].queue.order:
        if draft.focus in draft.with_those_above(meeting.requests[each].clauses):
            return each
    return None


def possible(meeting: Meeting) -> tuple[ItemId, ...]:
    """The items on which a draft may be laid."""
    items = meeting.items
    return tuple(each for each in meeting.item_order if items[each].state in AHEAD_OR_CURRENT)


def _put(meeting: Meeting, item: ItemId, draft: CarriedDraft) -> Meeting:
    return replace(meeting, drafts=meeting.drafts.set(item, draft))


def decide(meeting: Meeting, command: CarryingCommand) -> Sequence[AnyEvent]:
    match command:
        case CarryDraft():
            return carry(meeting, command)
        case DropDraft():
            return drop(meeting, command)
        case FocusClause():
            return focus(meeting, command)
        case NoteComment():
            return note(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: CarryingEvent) -> Meeting:
    match event:
        case DraftCarried():
            return carried(meeting, event)
        case DraftDropped():
            return dropped(meeting, event.item)
        case ClauseFocused():
            return focused(meeting, event)
        case CommentNoted():
            return noted(meeting, event)
        case _:
            assert_never(event)
