"""What a reader is shown of comments, replies and versions: nothing that is not theirs.

Persons and the notes of the team stay in the team; a reply is seen as its head approved it.
"""

from collections.abc import Sequence
from datetime import date

from immutables import Map
from msgspec.structs import replace

from diemcau.domain.consultation.nouns.comments import CommentWords, DraftComment
from diemcau.domain.consultation.nouns.enclosures import Enclosure
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules import sight
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.act import Actor


def comments(state: Consultation, actor: Actor, day: date) -> Sequence[DraftComment]:
    """In the order in which they came."""
    listed = (state.comments[each] for each in state.order)
    return [_shown(state, actor, each) for each in listed if sight.sees(state, actor, each, day)]


def versions(state: Consultation, actor: Actor) -> Sequence[DraftVersion]:
    """Sites see those that were sent out."""
    numbered = sorted(state.versions.values(), key=lambda each: each.number)
    if sight.in_team(state, actor):
        return numbered
    all_ = sight.sees_all(state, actor)
    return [replace(each, notes=Map()) for each in numbered if all_ or each.sent_out]


def enclosures(state: Consultation, actor: Actor) -> Sequence[Enclosure]:
    """Files of returns, in the order in which they came."""
    return [each for each in state.enclosures if sight.sees_enclosure(state, actor, each)]


def _shown(state: Consultation, actor: Actor, comment: DraftComment) -> DraftComment:
    if sight.in_team(state, actor):
        return comment
    if actor.site is not None and actor.site == comment.body:
        return _as_approved(comment)
    return beside_the_team(comment)


def beside_the_team(comment: DraftComment) -> DraftComment:
    """As it may stand before anybody who sees it."""
    earlier = tuple(map(_impersonal, comment.earlier))
    return replace(_as_approved(comment), said=_impersonal(comment.said), earlier=earlier)


def _as_approved(comment: DraftComment) -> DraftComment:
    approved = comment.reply is not None and comment.reply.approved
    return comment if approved else replace(comment, reply=None)


def _impersonal(said: CommentWords) -> CommentWords:
    return replace(said, person="")
