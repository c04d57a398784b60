"""What a consultation adds up to: asked, returned, silent, late, by stance, way and outcome."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Final

from msgspec import Struct

from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.terms import ClauseChange, Disposition, Way
from diemcau.domain.consultation.rules import loose_ends
from diemcau.domain.consultation.rules.comparing import compared
from diemcau.domain.consultation.rules.entering import silent
from diemcau.domain.consultation.rules.tree import leaves
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.ids import SiteCode

NONE_CAME: Final = "none_came"
"""Silence is no return, and no consent."""


class DraftFigures(Struct, frozen=True, kw_only=True):
    """`clauses` of each version; `open` are the codes of comments that wait for a reply."""

    bodies_asked: int
    sites_asked: int
    returns: Mapping[str, int]
    comments: int
    withdrawn: int
    late: int
    spoken: int
    spoken_unconfirmed: int
    by_stance: Mapping[str, int]
    by_way: Mapping[str, int]
    supports: int
    need_a_reply: int
    replied: int
    open: Sequence[str]
    outcomes: Mapping[str, int]
    not_satisfied: Sequence[str]
    clauses: Sequence[int]
    changes: Mapping[str, int]
    changed_without_comment: Sequence[ClauseId]
    clauses_without_comment: int
    days_to_reply: float | None

    @property
    def answered(self) -> int:
        """Of those that need a reply, in a hundred."""
        return 100 * self.replied // self.need_a_reply if self.need_a_reply else 100


class SiteFigures(Struct, frozen=True):
    """What became of what one body said."""

    sent: int
    accepted: int
    in_part: int
    not_accepted: int


def figures(state: Consultation, day: date) -> DraftFigures:
    invited = state.planned.invited
    sent = [each for each in state.comments.values() if each.sent_at is not None]
    counted = [each for each in sent if not each.withdrawn]
    needing = [each for each in counted if each.needs_reply]
    spoken = [each for each in counted if each.way is Way.SPOKEN]
    waiting = loose_ends.unanswered(state)
    return DraftFigures(
        bodies_asked=len(invited),
        sites_asked=sum(each.site for each in invited),
        returns=_returns(state),
        comments=len(sent),
        withdrawn=len(sent) - len(counted),
        late=sum(each.late for each in counted),
        spoken=len(spoken),
        spoken_unconfirmed=sum(silent(each, day) for each in spoken),
        by_stance=_count(each.said.stance for each in counted),
        by_way=_count(each.way for each in counted),
        supports=sum(len(each.supported_by) for each in counted),
        need_a_reply=len(needing),
        replied=len(needing) - len(waiting),
        open=[each.code for each in waiting],
        outcomes=_count(_outcomes(counted)),
        not_satisfied=[each.code for each in _in_order(state) if _dissatisfied(each)],
        clauses=[len(leaves(state.versions[each])) for each in sorted(state.versions)],
        changes=_count(_changes(state)),
        changed_without_comment=_unexplained(state),
        clauses_without_comment=_uncommented(state, counted),
        days_to_reply=_days(needing),
    )


def of_site(state: Consultation, body: SiteCode) -> SiteFigures:
    own = [each for each in state.comments.values() if each.counts and each.body == body]
    became = Counter(_outcomes(own))
    return SiteFigures(
        sent=len(own),
        accepted=became[Disposition.ACCEPTED],
        in_part=became[Disposition.ACCEPTED_IN_PART],
        not_accepted=became[Disposition.NOT_ACCEPTED],
    )


def missing(state: Consultation) -> Sequence[SiteCode]:
    """Of whom nothing came in this round."""
    return [each.code for each in state.planned.invited if each.code not in state.returns]


def _in_order(state: Consultation) -> Sequence[DraftComment]:
    return [state.comments[each] for each in state.order if state.comments[each].counts]


def _count(values: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(str(each) for each in values).items()))


def _returns(state: Consultation) -> Mapping[str, int]:
    silent_ = [NONE_CAME for _ in missing(state)]
    return _count([*(each.overall for each in state.returns.values()), *silent_])


def _outcomes(comments: Iterable[DraftComment]) -> Iterable[Disposition]:
    return (
        each.reply.said.outcome
        for each in comments
        if each.reply is not None and each.reply.approved
    )


def _dissatisfied(comment: DraftComment) -> bool:
    return comment.verdict is not None and not comment.verdict.satisfied


def _changes(state: Consultation) -> Iterable[ClauseChange]:
    """From the version that was asked about to the last."""
    old, new = state.asked, state.last
    if old is None or new is None:
        return ()
    steps = (step.change for step in compared(old, new))
    return (each for each in steps if each is not ClauseChange.UNCHANGED)


def _unexplained(state: Consultation) -> Sequence[ClauseId]:
    old, new = state.asked, state.last
    return () if old is None or new is None else loose_ends.unexplained(state, old, new)


def _uncommented(state: Consultation, counted: Iterable[DraftComment]) -> int:
    said = {each.said.clause for each in counted}
    asked = state.asked
    return 0 if asked is None else sum(each.id not in said for each in leaves(asked))


def _days(comments: Iterable[DraftComment]) -> float | None:
    took = [
        (each.reply.approved_at - each.sent_at).days
        for each in comments
        if each.reply is not None and each.reply.approved_at and each.sent_at
    ]
    return median(took) if took else None
