"""The consultation itself: what is asked of whom until when, and how it goes on."""

from datetime import date
from typing import ClassVar, Final

from msgspec import Struct

from diemcau.domain.consultation.nouns.acting import DraftCommand
from diemcau.domain.consultation.nouns.terms import DraftKind, Visibility
from diemcau.domain.consultation.nouns.versions import VersionNo
from diemcau.domain.nouns.act import Event, Rejected
from diemcau.domain.nouns.ids import Line, MeetingId, SiteCode, Text

USUAL_DAYS: Final = 15
"""From the day it opens; what the law of 2025 gives bodies that are asked in writing (art. 30)."""
LEAST_WORKING_DAYS: Final = 5
MOST_INVITED: Final = 1_000
MOST_IN_TEAM: Final = 50


class TeamMember(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Of the drafting team, by account; one of them is its head."""

    login: Line
    name: Line
    office: Line = ""
    head: bool = False


class InvitedBody(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody asked: a site, or a body that is none (a department, the Fatherland Front)."""

    code: SiteCode
    name: Line
    site: bool = True


class LetterRef(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A letter by its number and date, as offices quote it."""

    number: Line = ""
    on: date | None = None


class ConsultationPlan(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What the secretary prepares. `short_reason` says why the deadline is a short one;
    `silence_agrees` is told to everybody, and its figure is printed apart.
    """

    title: Line
    kind: DraftKind = DraftKind.RULES
    drafting_body: Line = ""
    team: tuple[TeamMember, ...] = ()
    invited: tuple[InvitedBody, ...] = ()
    deadline: date
    short_reason: Text = ""
    visibility: Visibility = Visibility.AFTER_DEADLINE
    silence_agrees: bool = False
    letter: LetterRef = LetterRef()
    conference: MeetingId | None = None


class PrepareConsultation(DraftCommand, frozen=True, kw_only=True):
    """The first time, where there must be none yet, and whenever it is changed before it opens."""

    plan: ConsultationPlan
    first: bool = False


class OpenConsultation(DraftCommand, frozen=True, kw_only=True):
    """Send the draft out: its version is frozen with it."""


class ExtendConsultation(DraftCommand, frozen=True, kw_only=True):
    deadline: date


class CloseConsultation(DraftCommand, frozen=True, kw_only=True):
    pass


class ReopenConsultation(DraftCommand, frozen=True, kw_only=True):
    """A new round, on a new version; never the same one again."""

    deadline: date
    short_reason: Text = ""


class CancelConsultation(DraftCommand, frozen=True, kw_only=True):
    reason: Text


class FinishAnswering(DraftCommand, frozen=True, kw_only=True):
    pass


class ApproveConsultation(DraftCommand, frozen=True, kw_only=True):
    pass


class PublishConsultation(DraftCommand, frozen=True, kw_only=True):
    """The table and the new version, to everybody invited."""


class ConsultationPrepared(Event, frozen=True, kw_only=True):
    stored: ClassVar = "consultation.prepared"
    plan: ConsultationPlan


class RoundOpened(Event, frozen=True, kw_only=True):
    """`deadline` as it stands: on a working day."""

    stored: ClassVar = "consultation.round_opened"
    number: int
    version: VersionNo
    opens: date
    deadline: date
    short_reason: str = ""


class ConsultationExtended(Event, frozen=True, kw_only=True):
    stored: ClassVar = "consultation.extended"
    deadline: date


class ConsultationClosed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "consultation.closed"


class AnsweringBegun(Event, frozen=True, kw_only=True):
    """With the first reply after the close."""

    stored: ClassVar = "consultation.answering_begun"


class ConsultationAnswered(Event, frozen=True, kw_only=True):
    stored: ClassVar = "consultation.answered"


class ConsultationApproved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "consultation.approved"


class ConsultationPublished(Event, frozen=True, kw_only=True):
    stored: ClassVar = "consultation.published"


class ConsultationCancelled(Event, frozen=True, kw_only=True):
    stored: ClassVar = "consultation.cancelled"
    reason: str


class NoSuchConsultation(Rejected):
    """Not there, or nothing that this reader knows of."""

    code = "no_such_consultation"


class NoOneInvited(Rejected):
    code = "no_one_invited"


class HeadMissing(Rejected):
    """A drafting team has one head, who approves its replies."""

    code = "head_missing"


class DeadlineTooShort(Rejected):
    """Fewer than five working days, and no reason said (rules of consultation §4.1)."""

    code = "deadline_too_short"


class ConsultationRunning(Rejected):
    """The deadline of the round is still to come."""

    code = "consultation_running"


class CommentsOpen(Rejected):
    """Comments that were sent have no approved reply yet."""

    code = "comments_open"


AskingCommand = (
    OpenConsultation
    | ExtendConsultation
    | CloseConsultation
    | ReopenConsultation
    | CancelConsultation
)
FinishingCommand = PrepareConsultation | FinishAnswering | ApproveConsultation | PublishConsultation
AskingEvent = RoundOpened | ConsultationExtended | ConsultationClosed | ConsultationCancelled
FinishingEvent = (
    ConsultationPrepared | ConsultationAnswered | ConsultationApproved | ConsultationPublished
)
SettingCommand = AskingCommand | FinishingCommand
SettingEvent = AskingEvent | FinishingEvent | AnsweringBegun
