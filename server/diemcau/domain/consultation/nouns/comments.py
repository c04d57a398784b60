"""Comments: what a site wants of a clause, kept until it is sent, and what counts from then on."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Final

from msgspec import Meta, Struct

from diemcau.domain.consultation.nouns.acting import DraftCommand, ForInvited
from diemcau.domain.consultation.nouns.clauses import MOST_OPTIONS, ClauseId
from diemcau.domain.consultation.nouns.replies import CommentId, CommentReply, CommentVerdict
from diemcau.domain.consultation.nouns.setting import LetterRef
from diemcau.domain.consultation.nouns.terms import Stance, Way
from diemcau.domain.consultation.nouns.versions import VersionNo
from diemcau.domain.nouns.act import Event, Rejected
from diemcau.domain.nouns.ids import Line, SiteCode, Text

MOST_OF_ONE: Final = 500
"""Comments of one body: a long letter on a long draft has fewer points."""
Option = Annotated[int, Meta(ge=0, le=MOST_OPTIONS)]


class CommentWords(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One point about one clause; about the draft as a whole where none is named.

    `wording` is how the clause would read, whole. `office` speaks for the site; `person` is for the
    drafting team alone.
    """

    stance: Stance
    clause: ClauseId | None = None
    text: Text = ""
    wording: Text = ""
    reason: Text = ""
    option: Option = 0
    quoted: Text = ""
    office: Line = ""
    person: Line = ""


class DraftComment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`code` is given as it is sent; what is not sent has none, and counts for nothing.

    `confirm_by`: what came by letter or by word is shown to whoever said it, until that day.
    `repeated` are the days on which it was said again in a conference, counted once.
    """

    id: CommentId
    body: SiteCode
    said: CommentWords
    version: VersionNo
    round: int
    way: Way = Way.ONLINE
    code: str = ""
    sent_at: datetime | None = None
    late: bool = False
    letter: LetterRef = LetterRef()
    confirm_by: date | None = None
    confirmed: bool | None = None
    withdrawn: bool = False
    earlier: tuple[CommentWords, ...] = ()
    supported_by: tuple[SiteCode, ...] = ()
    repeated: tuple[date, ...] = ()
    reply: CommentReply | None = None
    verdict: CommentVerdict | None = None

    @property
    def counts(self) -> bool:
        return self.sent_at is not None and not self.withdrawn

    @property
    def needs_reply(self) -> bool:
        """Agreement needs none."""
        return self.counts and self.said.stance is not Stance.AGREE


class KeepComment(ForInvited, frozen=True, kw_only=True):
    """Unsent: a new one, or one that was kept and is written on; `believes` tells of its words as
    they were on the screen.
    """

    said: CommentWords
    comment: CommentId | None = None
    believes: Line | None = None


class DropComment(ForInvited, frozen=True, kw_only=True):
    comment: CommentId


class SendComment(ForInvited, frozen=True, kw_only=True):
    comment: CommentId


class ChangeComment(ForInvited, frozen=True, kw_only=True):
    """One that was sent, until the deadline; what it said before is kept."""

    comment: CommentId
    said: CommentWords
    believes: Line | None = None


class WithdrawComment(ForInvited, frozen=True, kw_only=True):
    comment: CommentId


class SupportComment(ForInvited, frozen=True, kw_only=True):
    """Join what another has said instead of writing it again, and leave it again."""

    comment: CommentId
    joins: bool = True


class EnterComment(DraftCommand, frozen=True, kw_only=True):
    """What came by letter or by word, for whoever said it; `repeats` one that was sent before."""

    body: SiteCode
    way: Way
    said: CommentWords
    letter: LetterRef = LetterRef()
    repeats: CommentId | None = None


class ConfirmComment(ForInvited, frozen=True, kw_only=True):
    """As it was entered, or set right."""

    comment: CommentId
    said: CommentWords | None = None


class CommentKept(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.kept"
    comment: CommentId
    body: SiteCode
    said: CommentWords


class CommentDropped(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.dropped"
    comment: CommentId


class CommentSent(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.sent"
    comment: CommentId
    code: str
    late: bool = False


class CommentChanged(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.changed"
    comment: CommentId
    said: CommentWords


class CommentWithdrawn(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.withdrawn"
    comment: CommentId


class CommentSupported(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.supported"
    comment: CommentId
    body: SiteCode


class SupportEnded(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.support_ended"
    comment: CommentId
    body: SiteCode


class CommentEntered(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.entered"
    comment: CommentId
    body: SiteCode
    said: CommentWords
    way: Way
    code: str
    confirm_by: date
    late: bool = False
    letter: LetterRef = LetterRef()


class CommentRepeated(Event, frozen=True, kw_only=True):
    """CommentWords again in the conference: one comment, counted once."""

    stored: ClassVar = "comment.repeated"
    comment: CommentId
    on: date


class CommentConfirmed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.confirmed"
    comment: CommentId
    said: CommentWords | None = None


class NotInvited(Rejected):
    code = "not_invited"


class NoSuchComment(Rejected):
    """Not there, or another's and not to be seen."""

    code = "no_such_comment"


class CommentSentAlready(Rejected):
    code = "comment_sent_already"


class CommentGone(Rejected):
    """It was withdrawn, or was never sent."""

    code = "comment_gone"


class DeadlinePassed(Rejected):
    """What was sent is changed no more; it can be withdrawn, and another sent late."""

    code = "deadline_passed"


class WordingMissing(Rejected):
    code = "wording_missing"


class OptionUnknown(Rejected):
    code = "option_unknown"


class NothingToConfirm(Rejected):
    code = "nothing_to_confirm"


class OwnComment(Rejected):
    """Nobody joins what they said themselves."""

    code = "own_comment"


OwnCommand = KeepComment | DropComment | SendComment | ChangeComment | WithdrawComment
EnteringCommand = EnterComment | ConfirmComment
CommentCommand = OwnCommand | SupportComment | EnteringCommand
OwnEvent = CommentKept | CommentDropped | CommentSent | CommentChanged | CommentWithdrawn
SupportEvent = CommentSupported | SupportEnded
EnteringEvent = CommentEntered | CommentRepeated | CommentConfirmed
CommentEvent = OwnEvent | SupportEvent | EnteringEvent
