"""Every way the rules say no, noun by noun, and the refusals that belong to no noun of their own.

Three families only: `Rejected` (the rules), `Conflict` and `Unavailable` (the world, see
`app.ports`); anything else is a bug. The words for a code live in `web/i18n`.
"""

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.agenda import AgendaRefusal
from diemcau.domain.nouns.attendance import AttendanceRefusal
from diemcau.domain.nouns.conclusions import ConclusionRefusal
from diemcau.domain.nouns.conference import ConferenceRefusal
from diemcau.domain.nouns.drafts import CarryingRefusal
from diemcau.domain.nouns.floor import FloorRefusal
from diemcau.domain.nouns.media import MediaRefusal
from diemcau.domain.nouns.passes import PassRefusal
from diemcau.domain.nouns.petitions import BoardRefusal
from diemcau.domain.nouns.presenters import PresenterRefusal
from diemcau.domain.nouns.publishing import PublishingRefusal
from diemcau.domain.nouns.queue import QueueRefusal
from diemcau.domain.nouns.record import RecordRefusal
from diemcau.domain.nouns.recordings import RecordingRefusal
from diemcau.domain.nouns.requests import RequestRefusal
from diemcau.domain.nouns.returns import ReturnsRefusal
from diemcau.domain.nouns.rounds import RoundRefusal
from diemcau.domain.nouns.screen import ScreenRefusal
from diemcau.domain.nouns.sites import SiteRefusal
from diemcau.domain.nouns.tasks import TaskRefusal
from diemcau.domain.nouns.undo import UndoRefusal
from diemcau.domain.nouns.votes import VoteRefusal


class IdUsed(Rejected):
    """The same sender gave this id to another act; a retry says the same again."""

    code = "id_used"


class NotAllowed(Rejected):
    code = "not_allowed"


class SiteMissing(Rejected):
    """Somebody of the hall acts for a site and did not say which."""

    code = "site_missing"


class WrongPhase(Rejected):
    code = "wrong_phase"


class InThePast(Rejected):
    code = "in_the_past"


class TooMany(Rejected):
    """More of a kind than anybody could look through."""

    code = "too_many"


class EnoughOfThese(Rejected):
    """As many entries of the kind as a conference takes from one account (`domain.bounds`)."""

    code = "enough_of_these"


class EnoughWritten(Rejected):
    """As many words of the kind as a conference takes from one account (`domain.bounds`)."""

    code = "enough_written"


class TooFarAway(Rejected):
    """A time more than a century away: a slip of the keyboard no calendar can count with."""

    code = "too_far_away"


class NotDue(Rejected):
    """The clock came for a deadline that has been moved since."""

    code = "not_due"


class ReasonMissing(Rejected):
    code = "reason_missing"


class TextMissing(Rejected):
    code = "text_missing"


class NameMissing(Rejected):
    code = "name_missing"


class BadAddress(Rejected):
    """A document lies at an address of the web or of this server."""

    code = "bad_address"


class SameNameTwice(Rejected):
    """Two sites, items or delegates of one list carry the same id."""

    code = "same_name_twice"


class TextChanged(Rejected):
    """Somebody else wrote here since; nothing is overwritten (rules §7)."""

    code = "text_changed"


class NotForYou(Rejected):
    """A publication that is not addressed to this site, or a document of another's."""

    code = "not_for_you"


class AlreadyDone(Rejected):
    """The act would change nothing; whoever asks may take it as done."""

    code = "already_done"


GeneralRefusal = (
    IdUsed
    | NotAllowed
    | SiteMissing
    | WrongPhase
    | InThePast
    | TooMany
    | EnoughOfThese
    | EnoughWritten
    | TooFarAway
    | NotDue
    | ReasonMissing
    | TextMissing
    | NameMissing
    | BadAddress
    | SameNameTwice
    | TextChanged
    | NotForYou
    | AlreadyDone
)
AnyRefusal = (
    GeneralRefusal
    | ConferenceRefusal
    | SiteRefusal
    | PassRefusal
    | AttendanceRefusal
    | ReturnsRefusal
    | AgendaRefusal
    | CarryingRefusal
    | BoardRefusal
    | QueueRefusal
    | RequestRefusal
    | FloorRefusal
    | MediaRefusal
    | RecordingRefusal
    | PresenterRefusal
    | RoundRefusal
    | UndoRefusal
    | VoteRefusal
    | ScreenRefusal
    | RecordRefusal
    | ConclusionRefusal
    | TaskRefusal
    | PublishingRefusal
)
