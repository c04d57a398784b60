"""Everything that can happen in a consultation: facts a secretary could read aloud."""

from typing import get_args

from diemcau.domain.consultation.nouns.clauses import ClauseEvent
from diemcau.domain.consultation.nouns.comments import CommentEvent
from diemcau.domain.consultation.nouns.enclosures import EnclosingEvent
from diemcau.domain.consultation.nouns.replies import ReplyEvent
from diemcau.domain.consultation.nouns.returns import DraftReturned
from diemcau.domain.consultation.nouns.setting import SettingEvent
from diemcau.domain.consultation.nouns.versions import VersionEvent
from diemcau.domain.consultation.nouns.voting import VoteNoted

ConsultationEvent = (
    SettingEvent
    | VersionEvent
    | ClauseEvent
    | CommentEvent
    | DraftReturned
    | EnclosingEvent
    | ReplyEvent
    | VoteNoted
)

NAMES: dict[str, type[ConsultationEvent]] = {
    each.stored: each for each in get_args(ConsultationEvent)
}
"""Stored name → shape. A name, once written to a log, keeps its shape for ever."""
