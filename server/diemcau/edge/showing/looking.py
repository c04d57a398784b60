"""What a reader looks for among the publications, as the address of the list says it.

The same words narrow the list and its feed, so that an address can be kept and passed on. What
nobody could have chosen is left out rather than refused: old links go on working.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from aiohttp import web
from msgspec import Struct
from msgspec.structs import asdict, replace
from yarl import URL

from diemcau.app.library.searching import LONGEST_QUERY, Numbered, asked, fits, number_in, words_in
from diemcau.app.ports.library import Wanted
from diemcau.domain.nouns.ids import BodyId
from diemcau.domain.nouns.terms import Stage
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import language_of

LIST: Final = "/published"
FEED: Final = "/published.atom"
MOST_PAGES: Final = 100_000
_LONGEST: Final = LONGEST_QUERY + 1
"""Letters of one answer: one more than a search may have, which says so itself."""


class Looking(Struct, frozen=True):
    """As it was typed and chosen; empty where nothing was."""

    q: str = ""
    number: str = ""
    year: str = ""
    stage: str = ""
    organiser: str = ""
    body: str = ""
    """Of those that hold conferences, by the name in its address; each has a feed of its own."""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Looking":
        return cls(*(query.get(name, "").strip()[:_LONGEST] for name in cls.__struct_fields__))

    @property
    def chosen(self) -> dict[str, str]:
        return {name: said for name, said in asdict(self).items() if said}

    @property
    def numbered(self) -> Numbered | None:
        """By its field, or by a search that is a number as documents have it ("12/TB-HĐND")."""
        if self.number:
            return number_in(self.number)
        found = number_in(self.q)
        return found if found and found.full else None

    @property
    def unreadable(self) -> bool:
        return bool(self.number) and self.numbered is None

    @property
    def words(self) -> str:
        """What has to stand in a paper."""
        return "" if self.numbered and not self.number else self.q

    def at(self, path: str = LIST, page: int = 1, **other: str) -> str:
        """The address of the same list, or of one that differs in this."""
        said = replace(self, **other).chosen
        return str(URL(path).with_query(said | ({"page": str(page)} if page > 1 else {})))


def wanted(request: web.Request, looking: Looking) -> Wanted:
    found = looking.numbered
    year = int(looking.year) if _is_year(looking.year) else found.year if found else None
    return Wanted(
        year=year,
        stage=Stage(looking.stage) if looking.stage in set(Stage) else None,
        organiser=looking.organiser or None,
        body=BodyId(looking.body) if looking.body else None,
        number=found.number if found else None,
        type=found.type if found else None,
        words=dict(_words(request, looking.words)) if looking.words else None,
    )


def page_in(query: Mapping[str, str]) -> int:
    said = query.get("page", "1")
    number = int(said[:9]) if said.isascii() and said.isdecimal() else 1
    return min(max(number, 1), MOST_PAGES)


def _words(request: web.Request, query: str) -> Iterator[tuple[Stage, tuple[str, ...]]]:
    """By what stands in a paper, and by what its stage is called."""
    voice = request.app[PAGES].words.spoken(language_of(request))
    for stage in Stage:
        called = words_in(voice(f"stage.{stage}"))
        rest = (word for word in asked(query) if not any(fits(word, each) for each in called))
        yield stage, tuple(rest)


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == len("2024")
