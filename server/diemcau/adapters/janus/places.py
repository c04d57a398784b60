"""What a venue has at Janus: one handle to send by, one to receive by."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from diemcau.app.media.offers import OfferedLines
from diemcau.app.media.tiles import trimmed
from diemcau.app.ports.media import Reception, is_link
from diemcau.domain.nouns.media import Venue

WAITED_FOR = 60.0
"""Seconds that a place stays with a sender of which nothing comes."""
SOUNDS = 3
"""Lines of sound to a venue: the hall, who has the floor, and whoever gave way for it."""
FIRST_TILE = 1 + SOUNDS
"""After the large picture and the sounds; a desk alone has such lines."""


def feed_of(venue: Venue) -> str:
    """As Janus knows it, and as the names of files hold it: letters and digits alone."""
    return venue.encode().hex()


def venue_fed(feed: str) -> Venue:
    return Venue(bytes.fromhex(feed).decode())


class Track(NamedTuple):
    """A line of sound or picture, by the name that the browser gave it, and its place."""

    mid: str
    place: int


class Sender:
    """Who sends. `up` while packets can pass; `arriving` are lines on which they do, `silent_since`
    is when they ceased on all of them, by the clock of the loop. `keys` are those of its browser.
    """

    def __init__(self, venue: Venue, handle: int) -> None:
        self.venue, self.handle = venue, handle
        self.sound: tuple[Track, ...] = ()
        self.picture: tuple[Track, ...] = ()
        self.up = self.gone = self.open = False
        self.arriving: set[str] = set()
        self.silent_since: float | None = None
        self.keys: frozenset[str] = frozenset()

    @property
    def feed(self) -> str:
        return feed_of(self.venue)

    @property
    def arrives(self) -> bool:
        return self.up and (self.silent_since is None or is_link(self.venue))

    def take(self, streams: Sequence[Mapping[str, object]]) -> None:
        """The lines as Janus has understood them: their names are the browser's."""
        self.sound = tuple(_lines(streams, "audio"))
        self.picture = tuple(_lines(streams, "video"))

    def is_of(self, offered: OfferedLines) -> bool:
        """Whether the same browser offers the same lines: nobody else can hold its key."""
        both = {"audio": self.sound, "video": self.picture}
        tracks = [(track.place, kind, track.mid) for kind in both for track in both[kind]]
        lines = tuple((kind, mid) for _, kind, mid in sorted(tracks))
        return bool(self.keys) and offered == OfferedLines(self.keys, lines)

    def heard_of(self, mid: str, now: float, *, receiving: bool) -> None:
        """A browser that vanished says nothing, and neither does one whose cable was pulled:
        packets cease on all its lines for two seconds.
        """
        (self.arriving.add if receiving else self.arriving.discard)(mid)
        self.silent_since = None if self.arriving else now

    def is_lost(self, now: float) -> bool:
        """Nobody waits for it any longer; until then it goes on as soon as its packets come. On a
        link nothing comes while nobody is on stage.
        """
        silent = self.silent_since is not None and not is_link(self.venue)
        return self.gone or (silent and now - (self.silent_since or now) > WAITED_FOR)


def _lines(streams: Sequence[Mapping[str, object]], kind: str) -> Iterator[Track]:
    for each in streams:
        if each["type"] == kind:
            yield Track(str(each["mid"]), int(str(each["mindex"])))


class Source(NamedTuple):
    """What lies on a line to a venue: whose, and which of its lines."""

    feed: str
    mid: str


class Receiver:
    """Whoever is sent something: a line of picture first, then those of sound, then those of tiles.
    `laid` lies on each line at Janus, also where its source is about to go.
    """

    def __init__(self, venue: Venue, handle: int) -> None:
        self.venue, self.handle = venue, handle
        self.lines: tuple[str, ...] = ()
        self.what = Reception()
        self.laid: Sequence[Source] = ()
        self.gone = False


def without(what: Reception, venue: Venue) -> Reception:
    hears = tuple(each for each in what.hears if each != venue)
    tiles = trimmed([None if each == venue else each for each in what.tiles])
    return Reception(hears, None if what.sees == venue else what.sees, what.layer, tiles)
