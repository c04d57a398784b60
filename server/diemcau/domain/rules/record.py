"""What is written beside the speeches: opinions, notes, incidents, messages (rules §3–7)."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import ItemNotStarted, NoSuchItem
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import NoSuchSpeech
from diemcau.domain.nouns.ids import IncidentId, ItemId, MessageId, OpinionId, SpeechNo
from diemcau.domain.nouns.record import (
    AlreadyResolved,
    EditNote,
    HandInOpinion,
    Incident,
    IncidentReported,
    IncidentResolved,
    Message,
    MessageSent,
    NoSuchIncident,
    Note,
    NoteEdited,
    NoteWritten,
    Opinion,
    OpinionHandedIn,
    RecordCommand,
    RecordEvent,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.refusals import NotAllowed, TextChanged
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.terms import ItemState, Role
from diemcau.domain.rules import check, find, outline, text, unheard
from diemcau.domain.rules.permissions import subject


def hand_in_opinion(meeting: Meeting, cmd: HandInOpinion) -> Sequence[AnyEvent]:
    """On an item that was opened to the sites, or on which some waited in vain, until the minutes
    are approved.
    """
    if OpinionId(cmd.id) in meeting.opinions:
        return []
    item = find.item(meeting, cmd.item)
    site = find.site(meeting, subject(cmd))
    if outline.is_internal(meeting, item.id):
        raise NoSuchItem
    if item.state is ItemState.PLANNED and not item.unheard:
        raise ItemNotStarted
    if cmd.request is not None:
        unheard.check_unheard(meeting, cmd, site.code)
    handed_in = OpinionHandedIn(
        at=cmd.at,
        by=cmd.actor,
        opinion=OpinionId(cmd.id),
        site=site.code,
        item=item.id,
        text=check.text(cmd.text),
        request=cmd.request,
    )
    return [handed_in]


def opinion_handed_in(meeting: Meeting, event: OpinionHandedIn) -> Meeting:
    opinion = Opinion(event.opinion, event.site, event.item, event.text, event.at)
    meeting = replace(meeting, opinions=meeting.opinions.set(opinion.id, opinion))
    return unheard.written(meeting, event)


def write_note(meeting: Meeting, cmd: WriteNote) -> Sequence[AnyEvent]:
    """Refused when somebody wrote here since: nobody's text is lost without being seen."""
    _check_subject(meeting, cmd.about)
    known = meeting.notes.get(cmd.about)
    version = known.version if known else 0
    if cmd.seen != version:
        raise TextChanged
    if known and known.text == cmd.text:
        return []
    written = NoteWritten(
        at=cmd.at, by=cmd.actor, about=cmd.about, text=cmd.text, version=version + 1
    )
    return [written]


def note_written(meeting: Meeting, event: NoteWritten) -> Meeting:
    """Into the document as well: whoever is writing there keeps their words."""
    return _noted(meeting, event, text.rewritten(_document(meeting, event.about), event.text))


def edit_note(meeting: Meeting, cmd: EditNote) -> Sequence[AnyEvent]:
    """Merged with whatever others wrote, so there is nobody to be refused for."""
    _check_subject(meeting, cmd.about)
    known = meeting.notes.get(cmd.about)
    document = _document(meeting, cmd.about)
    if text.accepted(document, cmd.update).document == document:
        return []
    version = known.version if known else 0
    edited = NoteEdited(
        at=cmd.at, by=cmd.actor, about=cmd.about, update=cmd.update, version=version + 1
    )
    return [edited]


def note_edited(meeting: Meeting, event: NoteEdited) -> Meeting:
    return _noted(meeting, event, text.merged(_document(meeting, event.about), event.update))


def _noted(meeting: Meeting, event: NoteWritten | NoteEdited, written: text.Written) -> Meeting:
    note = Note(event.about, written.text, event.version, event.at, event.by.name, written.document)
    return replace(meeting, notes=meeting.notes.set(note.about, note))


def _document(meeting: Meeting, about: str) -> bytes:
    known = meeting.notes.get(about)
    return known.document if known else text.EMPTY


def report_incident(meeting: Meeting, cmd: ReportIncident) -> Sequence[AnyEvent]:
    if IncidentId(cmd.id) in meeting.incidents:
        return []
    site = find.site(meeting, subject(cmd))
    reported = IncidentReported(
        at=cmd.at,
        by=cmd.actor,
        incident=IncidentId(cmd.id),
        site=site.code,
        kind=cmd.kind,
        text=cmd.text.strip(),
    )
    return [reported]


def incident_reported(meeting: Meeting, event: IncidentReported) -> Meeting:
    incident = Incident(event.incident, event.site, event.kind, event.text, event.at)
    return replace(meeting, incidents=meeting.incidents.set(incident.id, incident))


def resolve_incident(meeting: Meeting, cmd: ResolveIncident) -> Sequence[AnyEvent]:
    if (incident := meeting.incidents.get(cmd.incident)) is None:
        raise NoSuchIncident
    if cmd.actor.role is Role.SITE and incident.site != cmd.actor.site:
        raise NotAllowed
    if incident.resolved_at is not None:
        raise AlreadyResolved
    resolved = IncidentResolved(at=cmd.at, by=cmd.actor, incident=incident.id, site=incident.site)
    return [resolved]


def incident_resolved(meeting: Meeting, event: IncidentResolved) -> Meeting:
    incident = replace(meeting.incidents[event.incident], resolved_at=event.at)
    return replace(meeting, incidents=meeting.incidents.set(incident.id, incident))


def send_message(meeting: Meeting, cmd: SendMessage) -> Sequence[AnyEvent]:
    if MessageId(cmd.id) in meeting.messages:
        return []
    if any(code not in meeting.sites for code in cmd.to):
        raise NoSuchSite
    sent = MessageSent(
        at=cmd.at,
        by=cmd.actor,
        message=MessageId(cmd.id),
        to=cmd.to,
        text=check.text(cmd.text),
    )
    return [sent]


def message_sent(meeting: Meeting, event: MessageSent) -> Meeting:
    message = Message(event.message, event.to, event.text, event.at, event.by.role)
    return replace(meeting, messages=meeting.messages.set(message.id, message))


def _check_subject(meeting: Meeting, about: str) -> None:
    """A note is about the meeting, an item or a speech that there is."""
    noun, _, which = about.partition("/")
    if noun == "item":
        find.item(meeting, ItemId(which))
    elif about != "meeting" and not _is_speech(meeting, about):
        raise NoSuchSpeech


def _is_speech(meeting: Meeting, about: str) -> bool:
    noun, _, which = about.partition("/")
    known = which.isdecimal() and SpeechNo(int(which)) in meeting.speeches
    return noun == "speech" and known and about == f"speech/{int(which)}"


def decide(meeting: Meeting, command: RecordCommand) -> Sequence[AnyEvent]:
    match command:
        case ReportIncident():
            return report_incident(meeting, command)
        case ResolveIncident():
            return resolve_incident(meeting, command)
        case SendMessage():
            return send_message(meeting, command)
        case HandInOpinion():
            return hand_in_opinion(meeting, command)
        case WriteNote():
            return write_note(meeting, command)
        case EditNote():
            return edit_note(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: RecordEvent) -> Meeting:
    match event:
        case IncidentReported():
            return incident_reported(meeting, event)
        case IncidentResolved():
            return incident_resolved(meeting, event)
        case MessageSent():
            return message_sent(meeting, event)
        case OpinionHandedIn():
            return opinion_handed_in(meeting, event)
        case NoteWritten():
            return note_written(meeting, event)
        case NoteEdited():
            return note_edited(meeting, event)
        case _:
            assert_never(event)
