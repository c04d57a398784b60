"""Who would lead, by field and level: a line each, parted by semicolons, as an office writes it.

Giao thông; Thành phố; Sở Giao thông vận tải
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from diemcau.app.petitions.competence import MOST_BODIES, UnclearLine
from diemcau.domain.names import same
from diemcau.domain.nouns.refusals import TooMany
from diemcau.domain.petitions.nouns.settings import CompetentBody, LeadProposal, PetitionField
from diemcau.domain.petitions.nouns.terms import Competence

_PARTS = 3


class UnclearProposal(UnclearLine):
    """A field, a level or a body that there is not, or a field and a level said twice."""

    code = "unclear_proposal"


class ProposedWith(NamedTuple):
    """What lines are read with: levels in words, fields and bodies."""

    levels: Mapping[Competence, str]
    fields: Sequence[PetitionField]
    bodies: Sequence[CompetentBody]


def read_proposals(text: str, lists: ProposedWith) -> Sequence[LeadProposal]:
    """One for a field and a level. Raises `UnclearProposal`, and `TooMany`."""
    made = dict[tuple[str, str], LeadProposal]()
    for line in filter(None, map(str.strip, text.splitlines())):
        each = _proposal(line, lists)
        if (each.field, each.competence) in made:
            raise UnclearProposal(line)
        made[each.field, each.competence] = each
        if len(made) > MOST_BODIES:
            raise TooMany
    return [*made.values()]


def written_proposals(proposals: Iterable[LeadProposal], lists: ProposedWith) -> str:
    """The other way round, of fields and bodies that there are."""
    fields = {each.code: each.name for each in lists.fields}
    bodies = {each.code: each.name for each in lists.bodies}
    return "\n".join(
        "; ".join((fields[each.field], lists.levels[each.competence], bodies[each.lead]))
        for each in proposals
        if each.field in fields and each.lead in bodies
    )


def _proposal(line: str, lists: ProposedWith) -> LeadProposal:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != _PARTS:
        raise UnclearProposal(line)
    field, level, body = parts
    fields = [each.code for each in lists.fields if same(each.name, field)]
    levels = [each for each, words in lists.levels.items() if same(level, words)]
    bodies = [each.code for each in lists.bodies if same(each.name, body)]
    if not len(fields) == len(levels) == len(bodies) == 1:
        raise UnclearProposal(line)
    return LeadProposal(fields[0], levels[0], bodies[0])
