"""What is written down, as it is seen."""

from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import ItemNotStarted
from diemcau.domain.nouns.ids import IncidentId, ItemId, MessageId, OpinionId, SiteCode
from diemcau.domain.nouns.record import (
    EditNote,
    HandInOpinion,
    IncidentReported,
    IncidentResolved,
    MessageSent,
    NoteEdited,
    NoteWritten,
    OpinionHandedIn,
    RecordEvent,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.terms import IncidentKind, ItemState, Role
from diemcau.domain.rules import drafting
from diemcau.domain.views.keys import BEGINNING, View, cut_from, inside
from diemcau.domain.views.offers import Asker, Offers


class IncidentView(View, frozen=True, kw_only=True):
    """`incident/<id>`: for the hall, and for the site it is about. `length` as in `OpinionView`."""

    id: IncidentId
    site: SiteCode
    name: str
    kind: IncidentKind
    text: str
    at: datetime
    resolved_at: datetime | None = None
    length: int = 0


class OpinionView(View, frozen=True, kw_only=True):
    """`opinion/<id>`: a written opinion; for chair and secretary, and the site that wrote it.

    Where `text` is only its beginning, `length` is how many letters the whole has; that is read at
    `/conferences/<id>/texts/opinion/<id>`.
    """

    id: OpinionId
    site: SiteCode
    name: str
    item: ItemId
    text: str
    at: datetime
    length: int = 0


class MessageView(View, frozen=True, kw_only=True):
    """`message/<id>`: a word from the hall; `to` empty went to every site."""

    id: MessageId
    text: str
    at: datetime
    sender: Role
    to: tuple[SiteCode, ...] = ()


class NoteView(View, frozen=True, kw_only=True):
    """`note/<about>`: what was written of the meeting, an item or a speech, `by` whom last.

    `document` is for those who write, to merge with; they have the whole text, others its beginning
    and its `length`.
    """

    about: str
    text: str
    version: int
    at: datetime
    by: str = ""
    document: bytes = b""
    length: int = 0


def incident(meeting: Meeting, which: str) -> View | None:
    if (known := meeting.incidents.get(IncidentId(which))) is None:
        return None
    return IncidentView(
        id=known.id,
        site=known.site,
        name=drafting.site_name(meeting, known.site),
        kind=known.kind,
        text=known.text[:BEGINNING],
        at=known.at,
        resolved_at=known.resolved_at,
        length=cut_from(known.text),
    )


def opinion(meeting: Meeting, which: str) -> View | None:
    if (known := meeting.opinions.get(OpinionId(which))) is None:
        return None
    return OpinionView(
        id=known.id,
        site=known.site,
        name=drafting.site_name(meeting, known.site),
        item=known.item,
        text=known.text[:BEGINNING],
        at=known.at,
        length=cut_from(known.text),
    )


def message(meeting: Meeting, which: str) -> MessageView | None:
    if (known := meeting.messages.get(MessageId(which))) is None:
        return None
    return MessageView(id=known.id, text=known.text, at=known.at, sender=known.sender, to=known.to)


def message_to_me(meeting: Meeting, which: str) -> View | None:
    """A site is not told who else was written to."""
    shown = message(meeting, which)
    return replace(shown, to=()) if shown else None


def note(meeting: Meeting, which: str) -> NoteView | None:
    if (known := meeting.notes.get(which)) is None:
        return None
    return NoteView(
        about=known.about,
        text=known.text[:BEGINNING],
        version=known.version,
        at=known.at,
        by=known.by,
        length=cut_from(known.text),
    )


def note_to_write(meeting: Meeting, which: str) -> View | None:
    """Whole: whoever writes on in it has to have it."""
    if (shown := note(meeting, which)) is None:
        return None
    known = meeting.notes[which]
    return replace(shown, text=known.text, document=known.document, length=0)


def offers(ask: Asker) -> Offers:
    meeting = ask.meeting
    items = (meeting.items[each] for each in meeting.item_order if not inside(meeting, each))
    open_ = (item.id for item in items if item.state is not ItemState.PLANNED or item.unheard)
    yield from ask.free(ReportIncident, ResolveIncident, SendMessage, WriteNote, EditNote)
    yield from ask.among(HandInOpinion, "item", open_, ItemNotStarted)


def _handed_in(event: OpinionHandedIn) -> frozenset[str]:
    """What it was made of is no longer offered to its site."""
    own = (f"me/{event.site}", "may/record") if event.request else ()
    return frozenset({f"opinion/{event.opinion}", *own})


def touched(_before: Meeting, event: RecordEvent, _after: Meeting) -> frozenset[str]:
    match event:
        case IncidentReported() | IncidentResolved():
            return frozenset({f"incident/{event.incident}"})
        case MessageSent():
            return frozenset({f"message/{event.message}"})
        case OpinionHandedIn():
            return _handed_in(event)
        case NoteWritten() | NoteEdited():
            return frozenset({f"note/{event.about}"})
        case _:
            assert_never(event)
