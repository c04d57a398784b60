"""What a program before us left in a room, as if we had let all of them in."""

from collections.abc import Iterator, Sequence

from diemcau.adapters.janus.left import LeftHandle
from diemcau.adapters.janus.places import FIRST_TILE, Receiver, Sender, Source, venue_fed
from diemcau.adapters.janus.wire import JanusMessage
from diemcau.app.media.tiles import trimmed
from diemcau.app.ports.media import Reception
from diemcau.domain.nouns.media import Venue

ClosedLines = frozenset[tuple[str, str]]
"""Feed and line of each sound that Janus does not pass on."""


def closed_lines(publishers: Sequence[JanusMessage]) -> Iterator[tuple[str, str]]:
    for each in publishers:
        for line in each["streams"]:
            if line.get("moderated"):
                yield each["id"], line["mid"]


def sender_of(left: LeftHandle, closed: ClosedLines) -> Sender:
    sender = Sender(venue_fed(left.told["id"]), left.number)
    sender.take(left.told["streams"])
    sender.keys = frozenset({left.key.upper()})
    sender.up, sender.gone = left.ready, not left.ready
    sender.open = all((sender.feed, line.mid) not in closed for line in sender.sound)
    sender.arriving = {line.mid for line in (*sender.sound, *sender.picture)}
    return sender


def receiver_of(left: LeftHandle, dummy: str) -> Receiver:
    """A line on which nothing lies any more is laid anew, for it is not as anybody wants it."""
    receiver = Receiver(Venue(left.opaque), left.number)
    streams = left.told["streams"]
    receiver.lines = tuple(str(each["mid"]) for each in streams)
    receiver.laid = [Source(each.get("feed_id", ""), each.get("feed_mid", "")) for each in streams]
    fed = [None if feed in {dummy, ""} else venue_fed(feed) for feed, _ in receiver.laid]
    hears = tuple(each for each in fed[1:FIRST_TILE] if each is not None)
    receiver.what = Reception(hears, fed[0], tiles=trimmed(fed[FIRST_TILE:]))
    receiver.gone = not left.ready
    return receiver
