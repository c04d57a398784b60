"""The state of one consultation: all that its rules ask, and all that its readers are shown."""

from datetime import date

from immutables import Map
from msgspec import Struct

from diemcau.domain.consultation.nouns.comments import DraftComment, NotInvited
from diemcau.domain.consultation.nouns.enclosures import Enclosure
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.returns import DraftReturn
from diemcau.domain.consultation.nouns.setting import (
    ConsultationPlan,
    InvitedBody,
    NoSuchConsultation,
)
from diemcau.domain.consultation.nouns.terms import ConsultationState, VersionState
from diemcau.domain.consultation.nouns.versions import DraftVersion, VersionNo
from diemcau.domain.consultation.nouns.voting import ConferenceVote
from diemcau.domain.nouns.ids import DossierId, SiteCode


class Consultation(Struct, frozen=True, omit_defaults=True):
    """`round` counts from one as it opens, `sent` the codes that were given, `written` the letters
    of each site, `votes` what conferences voted on its clauses.
    """

    id: DossierId
    plan: ConsultationPlan | None = None
    state: ConsultationState = ConsultationState.PREPARING
    round: int = 0
    opens: date | None = None
    deadline: date | None = None
    short_reason: str = ""
    why_cancelled: str = ""
    versions: Map[VersionNo, DraftVersion] = Map()
    comments: Map[CommentId, DraftComment] = Map()
    order: tuple[CommentId, ...] = ()
    returns: Map[SiteCode, DraftReturn] = Map()
    enclosures: tuple[Enclosure, ...] = ()
    sent: int = 0
    written: Map[SiteCode, int] = Map()
    votes: tuple[ConferenceVote, ...] = ()

    @property
    def planned(self) -> ConsultationPlan:
        """Raises `NoSuchConsultation`: without a plan there is none yet."""
        if self.plan is None:
            raise NoSuchConsultation
        return self.plan

    @property
    def last(self) -> DraftVersion | None:
        return self.versions[VersionNo(len(self.versions))] if self.versions else None

    @property
    def editing(self) -> DraftVersion | None:
        """The version that is written on, if one is."""
        last = self.last
        return last if last is not None and last.state is VersionState.EDITING else None

    @property
    def asked(self) -> DraftVersion | None:
        """The version that was sent out last: comments are about it."""
        sent = [each for each in self.versions.values() if each.sent_out]
        return max(sent, key=lambda each: each.number, default=None)

    def invited(self, code: SiteCode | None) -> InvitedBody:
        """Raises `NotInvited`."""
        for each in self.planned.invited:
            if each.code == code:
                return each
        raise NotInvited


def begin(id_: DossierId) -> Consultation:
    return Consultation(id=id_)
