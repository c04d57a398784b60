"""What desks in the hall ask to look at, in memory alone, and on which lines it comes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.media import MOST_TILES, Venue
from diemcau.domain.nouns.terms import Role


class TileWish(NamedTuple):
    """Who looks, at which sites."""

    role: Role
    sites: Sequence[SiteCode] = ()


class Looks:
    """The last of each desk; one that is gone looks at nothing."""

    def __init__(self) -> None:
        self._asked: dict[MeetingId, dict[Venue, TileWish]] = {}
        self._changed: Callable[[], None] = lambda: None

    def listen(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def ask(self, meeting: MeetingId, venue: Venue, look: TileWish) -> None:
        self._asked.setdefault(meeting, {})[venue] = look
        self._changed()

    def forget(self, meeting: MeetingId, venue: Venue) -> None:
        desks = self._asked.get(meeting, {})
        if desks.pop(venue, None) is not None:
            self._changed()
        if not desks:
            self._asked.pop(meeting, None)

    def of(self, meeting: MeetingId) -> Mapping[Venue, TileWish]:
        return self._asked.get(meeting, {})


def laid(
    before: Sequence[Venue | None], wanted: Sequence[Venue], lines: int = MOST_TILES
) -> tuple[Venue | None, ...]:
    """Whoever is looked at already keeps their line, so that nothing flickers that stays."""
    after = [each if each in wanted else None for each in before]
    after += [None] * (lines - len(after))
    coming = (each for each in wanted if each not in after)
    return trimmed([each or next(coming, None) for each in after])


def trimmed(tiles: Sequence[Venue | None]) -> tuple[Venue | None, ...]:
    """Without the lines at the end on which nothing comes."""
    return tuple(tiles[: max(_taken(tiles), default=0)])


def _taken(tiles: Sequence[Venue | None]) -> Iterator[int]:
    return (at for at, each in enumerate(tiles, start=1) if each is not None)
