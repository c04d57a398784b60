"""Who sees whose comments: the team all that was sent, a site its own, and others' as was set.

It was shown to everybody before they wrote (rules §3.6).
"""

from datetime import date

from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.enclosures import Enclosure
from diemcau.domain.consultation.nouns.terms import Capacity, ConsultationState, Visibility
from diemcau.domain.consultation.rules.permissions import capacities
from diemcau.domain.consultation.rules.rights import SECRETARY, TEAM
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.act import Actor

_UNSEEN = frozenset({ConsultationState.PREPARING})


def knows(state: Consultation, actor: Actor) -> bool:
    """Whether somebody is told that there is such a consultation: whom it asks, once it does."""
    as_what = capacities(state, actor)
    return bool(as_what - {Capacity.INVITED} or (as_what and state.state not in _UNSEEN))


def sees_all(state: Consultation, actor: Actor) -> bool:
    """All that was sent, as the hall and the team do; the rest see what sites see."""
    return bool(capacities(state, actor) - {Capacity.INVITED})


def in_team(state: Consultation, actor: Actor) -> bool:
    return bool(capacities(state, actor) & TEAM)


def sees_others(state: Consultation, day: date) -> bool:
    """Whether sites see what others of them have sent."""
    if state.planned.visibility is Visibility.AFTER_DEADLINE:
        return state.deadline is not None and day > state.deadline
    return state.planned.visibility is Visibility.ALL


def sees_enclosure(state: Consultation, actor: Actor, enclosure: Enclosure) -> bool:
    """The body whose it is, the team and the secretary, who enter what is in it."""
    as_what = capacities(state, actor)
    own = Capacity.INVITED in as_what and actor.site == enclosure.body
    return not enclosure.taken_back and bool(own or as_what & (TEAM | SECRETARY))


def sees(state: Consultation, actor: Actor, comment: DraftComment, day: date) -> bool:
    """What is not sent is seen by whoever writes it, and by nobody else."""
    if actor.site is not None and comment.body == actor.site:
        return Capacity.INVITED in capacities(state, actor)
    if comment.sent_at is None:
        return False
    if sees_all(state, actor):
        return True
    return Capacity.INVITED in capacities(state, actor) and sees_others(state, day)


def hears_all(state: Consultation, actor: Actor, day: date) -> bool:
    """Whether somebody in the room of a conference is shown whatever was sent, and not their own
    alone: there the draft is spoken of aloud, and everybody sees what sites see of each other
    (rules §5.1).
    """
    return sees_all(state, actor) or sees_others(state, day)
