"""Which line of which feed lies on each line to a venue; a dummy where there is nobody.

Whoever sends to another server of ours comes by a link (ADR 0088): their picture and their sound
lie on lines of it, as we were told last.
"""

from collections.abc import Iterator, Mapping, Sequence

from diemcau.adapters.janus.places import SOUNDS, Sender, Source, Track
from diemcau.app.ports.media import MOST_BROUGHT, Layer, Reception, is_link
from diemcau.domain.nouns.media import MOST_TILES, Venue, is_desk


class Laying:
    """`brought` is what comes by each link; `moved` whether somebody may lie on other lines now."""

    def __init__(self, senders: Mapping[Venue, Sender]) -> None:
        self._senders = senders
        self.brought: dict[Venue, Reception] = {}
        self.moved = False
        self.picture, self.sound = Source("", ""), Source("", "")

    def dummy(self, feed: str) -> None:
        self.picture, self.sound = Source(feed, "1"), Source(feed, "0")

    def bring(self, link: Venue, what: Reception) -> None:
        self.moved |= self.brought.get(link) != what
        self.brought[link] = what

    def drop(self, link: Venue) -> None:
        self.moved |= self.brought.pop(link, None) is not None

    def sources(self, to: Venue, what: Reception) -> Sequence[Source]:
        """By line: the large picture, the sounds, the tiles of whoever has such lines."""
        heard = [self._heard(venue) for venue in what.hears[:SOUNDS]]
        tiles = [self._seen(venue, small=True) for venue in what.tiles]
        return [
            self._seen(what.sees, small=what.layer is not Layer.HIGH),
            *(heard + [self.sound] * SOUNDS)[:SOUNDS],
            *(tiles + [self.picture] * _tiles_of(to))[: _tiles_of(to)],
        ]

    def _heard(self, venue: Venue) -> Source:
        sender = self._senders.get(venue)
        if sender is not None:
            return _first(sender, sender.sound, self.sound)
        for link, what in self._come():
            if venue in what.hears:
                return _first(link, link.sound[what.hears.index(venue) :], self.sound)
        return self.sound

    def _seen(self, venue: Venue | None, *, small: bool) -> Source:
        """By a link there may be two of one picture, or the other one alone."""
        if venue is None:
            return self.picture
        sender = self._senders.get(venue)
        if sender is not None:
            return _first(sender, sender.picture, self.picture)
        for link, what in self._come():
            lines = [at for at, each in enumerate((what.sees, *what.tiles)) if each == venue]
            if lines:
                return _first(link, link.picture[lines[-small] :], self.picture)
        return self.picture

    def _come(self) -> Iterator[tuple[Sender, Reception]]:
        """Janus switches nobody to lines whose way is still looked for."""
        for link, what in self.brought.items():
            if (sender := self._senders.get(link)) is not None and sender.up:
                yield sender, what


def _tiles_of(to: Venue) -> int:
    return MOST_BROUGHT if is_link(to) else MOST_TILES if is_desk(to) else 0


def _first(sender: Sender, lines: Sequence[Track], dummy: Source) -> Source:
    return Source(sender.feed, lines[0].mid) if lines else dummy
