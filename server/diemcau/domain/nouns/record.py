"""What is written down beside the debate: incidents, messages, opinions, notes."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, about_site, by_whom
from diemcau.domain.nouns.act import Command, Event, ForSite, Rejected
from diemcau.domain.nouns.ids import (
    IncidentId,
    ItemId,
    Line,
    MessageId,
    OpinionId,
    RequestId,
    SiteCode,
    Text,
    TextUpdate,
)
from diemcau.domain.nouns.terms import IncidentKind, Role


class Opinion(Struct, frozen=True):
    """What a site hands in on paper because it did not get the floor (rules §4.17)."""

    id: OpinionId
    site: SiteCode
    item: ItemId
    text: str
    at: datetime


class Incident(Struct, frozen=True, omit_defaults=True):
    """Something that went wrong at a site, until it was put right."""

    id: IncidentId
    site: SiteCode
    kind: IncidentKind
    text: str
    at: datetime
    resolved_at: datetime | None = None


class Message(Struct, frozen=True):
    """A word from the hall to some sites; `to` empty means every site."""

    id: MessageId
    to: tuple[SiteCode, ...]
    text: str
    at: datetime
    sender: Role


class Note(Struct, frozen=True, omit_defaults=True):
    """What the secretaries wrote about the meeting, an item or a speech.

    `document` is the text with what its merging needs (`domain.text`); `version` guards those
    who write it whole.
    """

    about: str
    text: str
    version: int
    at: datetime
    by: str
    document: bytes


class ReportIncident(ForSite, frozen=True, kw_only=True):
    kind: IncidentKind
    text: Text = ""


class ResolveIncident(ForSite, frozen=True, kw_only=True):
    incident: IncidentId


class SendMessage(Command, frozen=True, kw_only=True):
    text: Text
    to: tuple[SiteCode, ...] = ()


class HandInOpinion(ForSite, frozen=True, kw_only=True):
    """`request` is one of the site's that ended unheard, and is heard by this."""

    item: ItemId
    text: Text
    request: RequestId | None = None


class WriteNote(Command, frozen=True, kw_only=True):
    """`about` is `meeting`, `item/<id>` or `speech/<no>`; `seen` the version written over."""

    about: Line
    text: Text
    seen: int = 0


class EditNote(Command, frozen=True, kw_only=True):
    """What somebody did to the text, to be merged with what others do at the same time."""

    about: Line
    update: TextUpdate


class IncidentReported(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.incident_reported"
    charged: ClassVar = about_site(Entries.INCIDENTS, "text")
    incident: IncidentId
    site: SiteCode
    kind: IncidentKind
    text: str


class IncidentResolved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.incident_resolved"
    charged: ClassVar = UNCHARGED
    incident: IncidentId
    site: SiteCode


class MessageSent(Event, frozen=True, kw_only=True):
    stored: ClassVar = "message.sent"
    charged: ClassVar = by_whom(Entries.MESSAGES, "text", "to")
    message: MessageId
    to: tuple[SiteCode, ...]
    text: str


class OpinionHandedIn(Event, frozen=True, kw_only=True):
    stored: ClassVar = "opinion.handed_in"
    charged: ClassVar = about_site(Entries.OPINIONS, "text")
    opinion: OpinionId
    site: SiteCode
    item: ItemId
    text: str
    request: RequestId | None = None


class NoteWritten(Event, frozen=True, kw_only=True):
    stored: ClassVar = "note.written"
    charged: ClassVar = by_whom(Entries.NOTES, "about", "text")
    about: str
    text: str
    version: int


class NoteEdited(Event, frozen=True, kw_only=True):
    """Somebody wrote while others may have; `update` is merged into the note's document."""

    stored: ClassVar = "note.edited"
    charged: ClassVar = by_whom(Entries.NOTES, "update")
    about: str
    update: bytes
    version: int


class NoSuchIncident(Rejected):
    code = "no_such_incident"


class AlreadyResolved(Rejected):
    code = "already_resolved"


class UpdateUnreadable(Rejected):
    """An update of a text that is none: cut off, or of another format."""

    code = "update_unreadable"


class UpdateForeign(Rejected):
    """An update that holds more than the words of the one text: a picture, another text, signs that
    are no words.
    """

    code = "update_foreign"


class UpdateIncomplete(Rejected):
    """An update that builds on words we never got: its sender gives all that it has."""

    code = "update_incomplete"


class TextTooLong(Rejected):
    """What several hands wrote together is longer than a text may be."""

    code = "text_too_long"


RecordCommand = (
    ReportIncident | ResolveIncident | SendMessage | HandInOpinion | WriteNote | EditNote
)
RecordEvent = (
    IncidentReported | IncidentResolved | MessageSent | OpinionHandedIn | NoteWritten | NoteEdited
)
RecordRefusal = (
    NoSuchIncident
    | AlreadyResolved
    | UpdateUnreadable
    | UpdateForeign
    | UpdateIncomplete
    | TextTooLong
)
