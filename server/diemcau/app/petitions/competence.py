"""The bodies that may lead, as an office writes them down: a line each, parted by semicolons.

    Sở Giao thông vận tải; Thành phố
    Ủy ban nhân dân quận Ba Đình; Cấp huyện; Ba Đình

The third part names the site whose account answers for it, if there is one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from diemcau.app.ports.sites import DirectorySite
from diemcau.app.refusals import Refused
from diemcau.app.text.folding import slug
from diemcau.domain.names import called, same
from diemcau.domain.nouns.ids import LONGEST_LINE, SiteCode
from diemcau.domain.nouns.refusals import TooMany
from diemcau.domain.petitions.nouns.settings import CompetentBody
from diemcau.domain.petitions.nouns.terms import Competence, LeadCode

LONGEST_CODE: Final = 32
MOST_BODIES: Final = 500


class UnclearLine(Refused):
    """A line of a list that cannot be read: no name, no level, a site that is none, or said twice;
    `found` is the line.
    """

    code = "unclear_line"

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class ReadWith(NamedTuple):
    """What lines are read with: levels in words, sites, and the bodies there are."""

    levels: Mapping[Competence, str]
    sites: Sequence[DirectorySite]
    known: Sequence[CompetentBody]


def read(text: str, lists: ReadWith) -> Sequence[CompetentBody]:
    """A body that was there keeps its code and its days. Raises `UnclearLine`, and `TooMany`."""
    bodies = list[CompetentBody]()
    for line in filter(None, map(str.strip, text.splitlines())):
        body = _body(line, lists, {each.code for each in bodies})
        if any(same(body.name, each.name) for each in bodies):
            raise UnclearLine(line)
        bodies.append(body)
        if len(bodies) > MOST_BODIES:
            raise TooMany
    return bodies


def written(bodies: Iterable[CompetentBody], lists: ReadWith) -> str:
    """The other way round."""
    names = {each.code: each.name for each in lists.sites}
    return "\n".join("; ".join(_parts(each, lists.levels, names)) for each in bodies)


def _parts(
    body: CompetentBody, levels: Mapping[Competence, str], names: Mapping[SiteCode, str]
) -> Iterator[str]:
    yield from (body.name, levels[body.competence])
    if body.site is not None:
        yield names.get(body.site, body.site)


def _body(line: str, lists: ReadWith, taken: set[LeadCode]) -> CompetentBody:
    name, level, place, *more = [*map(str.strip, line.split(";")), "", ""][: line.count(";") + 3]
    competence = [each for each, words in lists.levels.items() if same(level, words)]
    if not name or len(name) > LONGEST_LINE or len(competence) != 1 or any(more):
        raise UnclearLine(line)
    site = _site(line, place, lists.sites)
    for known in lists.known:
        if same(known.name, name):
            return CompetentBody(known.code, name, competence[0], site, known.since, known.until)
    return CompetentBody(_code(name, taken), name, competence[0], site)


def _site(line: str, place: str, sites: Sequence[DirectorySite]) -> SiteCode | None:
    if not place:
        return None
    meant = called(place, sites)
    if len(meant) != 1:
        raise UnclearLine(line)
    return meant[0].code


def _code(name: str, taken: set[LeadCode]) -> LeadCode:
    """Of its name; of two that would be called the same the second is counted."""
    first = slug(name)[:LONGEST_CODE] or "co-quan"
    for number in range(1, len(taken) + 2):
        code = LeadCode(first if number == 1 else f"{first}-{number}")
        if code not in taken:
            return code
    raise AssertionError("one of them is free")
