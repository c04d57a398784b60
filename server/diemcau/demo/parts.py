"""Who plays what: each site is dealt a part by lot, so that every kind of guest is there."""

import random
from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Kind

ARRIVING = 5.0
"""Seconds within which all of them come in."""


class Speaking(StrEnum):
    """Whether a site speaks in the discussion, and how it comes to."""

    REGISTERS = "registers"
    ASKS = "asks"
    WHEN_CALLED = "when_called"
    PASSES = "passes"


class Part(Struct, frozen=True, kw_only=True):
    """What a site will do, in seconds of its own time."""

    voice: Speaking
    kind: Kind
    arrives: float
    checks_in: float
    late: float | None
    """After the start, for those who come late."""
    asks: float
    on_draft: bool
    """Has something to say to a draft, when its clauses are gone through."""
    faulty: bool
    withdraws: bool
    rebuts: bool
    questions: bool
    drops: bool
    drops_while_speaking: bool
    opinion: bool


def deal(sites: Sequence[SiteCode], seed: int) -> Mapping[SiteCode, Part]:
    """Some of each, also among a handful of sites."""
    lot = random.Random(seed)
    order = list(sites)
    lot.shuffle(order)
    voices = _voices(len(order))
    return {code: _part(lot, place, voices[place]) for place, code in enumerate(order)}


def _voices(number: int) -> list[Speaking]:
    """Of 30: 6 register, 9 ask, 4 speak when called; of 126 hardly more, the morning is short."""
    some = [
        *[Speaking.REGISTERS] * min(max(number // 5, 1), 8),
        *[Speaking.ASKS] * min(max(number * 3 // 10, 2), 12),
        *[Speaking.WHEN_CALLED] * min(max(number * 2 // 15, 1), 6),
    ]
    return [*some, *[Speaking.PASSES] * number][:number]


def _part(lot: random.Random, place: int, voice: Speaking) -> Part:
    """`place` in the shuffled order spreads what has to happen at least once."""
    kinds = (Kind.STATEMENT,) if voice is Speaking.REGISTERS else (Kind.COMMENT, Kind.PROPOSAL)
    return Part(
        voice=voice,
        kind=lot.choice(kinds),
        arrives=lot.uniform(0, ARRIVING),
        checks_in=lot.uniform(15, 240),
        late=lot.uniform(60, 600) if _every(9, place, 5) else None,
        asks=lot.expovariate(1 / 200),
        on_draft=_every(4, place, 2),
        faulty=_every(7, place, 4),
        withdraws=voice is Speaking.ASKS and _every(7, place),
        rebuts=_every(13, place, 3),
        questions=_every(15, place, 5),
        drops=_every(8, place, 1),
        drops_while_speaking=_every(10, place),
        opinion=voice is Speaking.PASSES and _every(4, place),
    )


def _every(many: int, place: int, first: int = 0) -> bool:
    """The first of them, and then one of so many."""
    return place % many == first
