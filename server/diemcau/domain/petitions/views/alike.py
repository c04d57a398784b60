"""What was asked before: the petitions most like a text, shown before another one is made.

Alike is of the same field and unit, and shares words when tone marks are left out. Closed and
rejected ones are among them: an earlier decision is worth seeing before it is asked for again.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from msgspec import Struct

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import FieldCode, PetitionCode
from diemcau.domain.petitions.register import Petition, PetitionRegister

MOST: Final = 20
_MARKS: Final = re.compile("[\u0300-\u036f]")
_WORD: Final = re.compile(r"\w+")


class AlikePetition(Struct, frozen=True):
    """`shared` are the words that both have."""

    code: PetitionCode
    shared: int


def alike(
    register: PetitionRegister,
    text: str,
    units: Sequence[SiteCode],
    field: FieldCode | None = None,
    *,
    but: PetitionCode | None = None,
) -> Sequence[AlikePetition]:
    """The twenty that share most words with a text of these units; of any field while none is
    known.
    """
    asked, where = spoken_words(text), set(units)
    near = (
        each
        for each in register.petitions.values()
        if each.code != but
        and field in {None, each.field}
        and where.intersection(register.units_of(each))
    )
    ranked = ((len(asked & _words_of(register, each)), each.code) for each in near)
    best = sorted((pair for pair in ranked if pair[0]), key=lambda pair: (-pair[0], pair[1]))
    return [AlikePetition(code, shared) for shared, code in best[:MOST]]


def _words_of(register: PetitionRegister, petition: Petition) -> frozenset[str]:
    """Of the petition and of everything that was said for it."""
    own = spoken_words(petition.title) | spoken_words(petition.text)
    return own.union(
        *(spoken_words(register.statements[code].text) for code in petition.statements)
    )


@lru_cache(maxsize=16_384)
def spoken_words(text: str) -> frozenset[str]:
    """Without case and without marks, each once; `đ` is `d`. Words of one letter tell nothing."""
    plain = _MARKS.sub("", normalize("NFD", text.casefold().replace("đ", "d")))
    return frozenset(word for word in _WORD.findall(plain) if len(word) > 1)
