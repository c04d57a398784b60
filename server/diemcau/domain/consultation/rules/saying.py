"""What is said in a comment: whether it says enough to be answered (rules §3.2)."""

import re

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import ClauseUnknown
from diemcau.domain.consultation.nouns.comments import CommentWords, OptionUnknown, WordingMissing
from diemcau.domain.consultation.nouns.terms import Stance
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.nouns.refusals import ReasonMissing, TextMissing

_LISTED = re.compile(r"^\s*(?:[-+•]|\d{1,2}[.)]|[a-zđ]\))\s", re.MULTILINE)
_SPOKEN_FOR = frozenset({Stance.QUESTION, Stance.OTHER})


def trimmed(version: DraftVersion, said: CommentWords) -> CommentWords:
    """Without the space around; the clause as it stands is no wording of one's own."""
    wording = said.wording.strip()
    clause = None if said.clause is None else version.clauses.get(said.clause)
    return replace(
        said,
        text=said.text.strip(),
        wording="" if clause is not None and wording == clause.text.strip() else wording,
        reason=said.reason.strip(),
        quoted=said.quoted.strip(),
        office=said.office.strip(),
        person=said.person.strip(),
    )


def check_place(version: DraftVersion, said: CommentWords) -> None:
    """Raises `ClauseUnknown`: a comment is about a clause of the version that was sent out."""
    if said.clause is not None and said.clause not in version.clauses:
        raise ClauseUnknown


def check_said(version: DraftVersion, said: CommentWords, *, gist: bool = False) -> None:
    """Raises `ClauseUnknown`, `WordingMissing`, `ReasonMissing`, `OptionUnknown`, `TextMissing`.

    What came by letter or by word is the gist of it: words say enough where a wording is missing.
    """
    check_place(version, said)
    words = said.text or said.reason
    match said.stance:
        case Stance.AMEND if not (said.wording or (gist and words)):
            raise WordingMissing
        case Stance.ADD if not (said.wording or words):
            raise WordingMissing
        case Stance.DELETE if not words:
            raise ReasonMissing
        case Stance.OPTION:
            _check_option(version, said, gist=gist)
        case _ if said.stance in _SPOKEN_FOR and not words:
            raise TextMissing


def two_points(said: CommentWords) -> bool:
    """Whether it seems to list several; a hint to whoever writes, and no bar (rules §3.1)."""
    return len(_LISTED.findall(said.text)) > 1


def _check_option(version: DraftVersion, said: CommentWords, *, gist: bool) -> None:
    clause = None if said.clause is None else version.clauses[said.clause]
    offered = len(clause.options) if clause is not None else 0
    if not 1 <= said.option <= offered and not (gist and said.text):
        raise OptionUnknown
