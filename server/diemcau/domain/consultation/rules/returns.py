"""A site's return: one of three words about the draft as a whole (rules §3.2)."""

from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.returns import (
    DraftReturn,
    DraftReturned,
    HandInDraftReturn,
    ReturnSaysOtherwise,
)
from diemcau.domain.consultation.nouns.terms import Overall
from diemcau.domain.consultation.rules.comments import is_late
from diemcau.domain.consultation.rules.enclosing import enclosed
from diemcau.domain.consultation.rules.permissions import subject
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.ids import SiteCode


def decide(state: Consultation, cmd: HandInDraftReturn) -> Sequence[DraftReturned]:
    body = subject(cmd)
    check_overall(state, body, cmd.overall)
    before = state.returns.get(body)
    if before is not None and (before.overall, before.letter) == (cmd.overall, cmd.letter):
        return []
    return [
        DraftReturned(
            at=cmd.at,
            by=cmd.actor,
            body=body,
            overall=cmd.overall,
            late=is_late(state, cmd.today.date),
            letter=cmd.letter,
        )
    ]


def check_overall(state: Consultation, body: SiteCode, overall: Overall) -> None:
    """A file may say anything. Raises `ReturnSaysOtherwise`."""
    commented = spoke(state, body)
    if commented is not (overall is Overall.HAS_COMMENTS) and (
        commented or not enclosed(state, body)
    ):
        raise ReturnSaysOtherwise


def spoke(state: Consultation, body: SiteCode) -> bool:
    """In this round: a comment of its own, or joined to another's."""
    return any(
        each.counts
        and each.round == state.round
        and (each.body == body or body in each.supported_by)
        for each in state.comments.values()
    )


def evolve(state: Consultation, event: DraftReturned) -> Consultation:
    handed_in = DraftReturn(event.overall, event.at, event.late, event.letter)
    return replace(state, returns=state.returns.set(event.body, handed_in))
