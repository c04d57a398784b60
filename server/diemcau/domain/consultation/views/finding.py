"""Which comments of a draft somebody looks for: filters that go together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.terms import Stance, Way
from diemcau.domain.consultation.rules.loose_ends import answered
from diemcau.domain.nouns.ids import SiteCode

GENERAL_CLAUSE = ClauseId("general")
"""What is said of the draft as a whole."""


class CommentSign(StrEnum):
    """How a comment stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    LATE = "late"
    UNCONFIRMED = "unconfirmed"
    NOT_SATISFIED = "not_satisfied"


class SoughtComments(Struct, frozen=True, omit_defaults=True):
    clause: ClauseId | None = None
    stance: Stance | None = None
    site: SiteCode | None = None
    way: Way | None = None
    sign: CommentSign | None = None


def sifted(comments: Iterable[DraftComment], sought: SoughtComments) -> Sequence[DraftComment]:
    tests = tuple(_tests(sought))
    return [each for each in comments if all(test(each) for test in tests)]


def _tests(sought: SoughtComments) -> Iterator[Callable[[DraftComment], bool]]:
    if sought.clause is not None:
        yield lambda each: (each.said.clause or GENERAL_CLAUSE) == sought.clause
    if sought.stance is not None:
        yield lambda each: each.said.stance is sought.stance
    if sought.site is not None:
        yield lambda each: sought.site in {each.body, *each.supported_by}
    if sought.way is not None:
        yield lambda each: each.way is sought.way
    if sought.sign is not None:
        yield _SIGNS[sought.sign]


_SIGNS: dict[CommentSign, Callable[[DraftComment], bool]] = {
    CommentSign.WAITING: lambda each: each.needs_reply and not answered(each),
    CommentSign.ANSWERED: answered,
    CommentSign.LATE: lambda each: each.late,
    CommentSign.UNCONFIRMED: lambda each: each.confirm_by is not None and each.confirmed is None,
    CommentSign.NOT_SATISFIED: lambda each: each.verdict is not None and not each.verdict.satisfied,
}
