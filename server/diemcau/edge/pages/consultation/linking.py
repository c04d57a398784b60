"""The text of a clause with its references to others as links."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.references import Numbering


class LinkedWords(NamedTuple):
    """Words; `to` the clause that they point at, if they point at one."""

    text: str
    to: ClauseId | None = None


def linking(version: DraftVersion) -> Callable[[Clause], list[LinkedWords]]:
    """How the clauses of a version are shown."""
    numbering = Numbering(version)
    return lambda clause: [*_linked(numbering, clause)]


def _linked(numbering: Numbering, clause: Clause) -> Iterator[LinkedWords]:
    text, at = clause.text, 0
    for each in numbering.references(clause):
        yield LinkedWords(text[at : each.begins])
        yield LinkedWords(text[each.begins : each.ends], each.target)
        at = each.ends
    yield LinkedWords(text[at:])
