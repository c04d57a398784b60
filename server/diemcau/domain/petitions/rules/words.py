"""Whether words may stand in a register: of no secrecy, and nobody's telephone or identity number.

A telephone begins with 0 or +84 and has ten figures or eleven; an identity number has nine or
twelve in one piece. Letters and sums of money are written otherwise: with strokes and with dots.
"""

import re
from typing import Final

from diemcau.domain.petitions.nouns.acts import GroundsMissing, MarkedSecret, PersonalDataInTitle
from diemcau.domain.petitions.nouns.receiving import LONGEST_TITLE, TitleMissing, TitleTooLong
from diemcau.domain.petitions.nouns.statements import WordsMissing

_TELEPHONE: Final = re.compile(r"(?<![\d/.,])(?:\+84|0)(?:[ .-]?\d){9,10}(?![\d/])")
_IDENTITY: Final = re.compile(r"(?<![\d/.,-])(?:\d{12}|\d{9})(?![\d/.,-]\d|\d)")
_SECRET: Final = re.compile(r"(?:^|\n|\(|\[)\s*(?:TUYỆT MẬT|TỐI MẬT|MẬT)\b|\bĐỘ MẬT\b")


def personal(text: str) -> tuple[str, ...]:
    """What looks like a telephone or an identity number in it."""
    found = [*_TELEPHONE.finditer(text), *_IDENTITY.finditer(text)]
    return tuple(dict.fromkeys(each.group() for each in found))


def title(said: str) -> str:
    """Never one with a number of a person: it stands in every list."""
    if not (named := " ".join(said.split())):
        raise TitleMissing
    if len(named) > LONGEST_TITLE:
        raise TitleTooLong
    return _allowed(named, confirmed=False)


def text(said: str, *, confirmed: bool) -> str:
    if not (told := said.strip()):
        raise WordsMissing
    return _allowed(told, confirmed=confirmed)


def grounds(said: str) -> str:
    if not (told := said.strip()):
        raise GroundsMissing
    return told


def _allowed(said: str, *, confirmed: bool) -> str:
    if _SECRET.search(said):
        raise MarkedSecret
    if not confirmed and personal(said):
        raise PersonalDataInTitle
    return said
