"""Pictures of sites on tiles: who in the hall looks at which, beside the stage (ADR 0084).

Only whoever conducts or looks after the lines, and only while the stage shows something: in a
break and in an internal item nobody is looked at. What is asked for is sites and nothing else, so
that no other name leads to a picture. A tile has no sound.
"""

from collections.abc import Sequence
from typing import Final

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.media import MOST_TILES, OnStage, Venue, venue_of
from diemcau.domain.nouns.terms import Role

LOOK_ON: Final = frozenset({Role.CHAIR, Role.DEPUTY, Role.OPERATOR})


def may_look(role: Role) -> bool:
    return role in LOOK_ON


def looked_at(on: OnStage, role: Role, sites: Sequence[SiteCode]) -> tuple[Venue, ...]:
    """Those of the sites asked for that are shown, the first ones where there are too many."""
    if not may_look(role) or on.shown is None:
        return ()
    return tuple(dict.fromkeys(map(venue_of, sites)))[:MOST_TILES]
