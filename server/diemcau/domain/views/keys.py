"""What the views of all nouns share.

The shapes are the contract with every browser: `web/js/contract.d.ts` and the tables in
`docs/protocol.md` are generated from them. Times are absolute, durations whole seconds; a
screen counts down by itself (house rule 14). Fields left out have their default.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from msgspec import Struct

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import ItemId, OpinionId, RequestId, SiteCode, SpeechNo, VoteNo
from diemcau.domain.rules import outline


class View(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Anything under a view key."""


BEGINNING: Final = 160
"""Letters of a long text that a view carries; the whole is fetched when somebody opens it."""
Draw = Callable[[Meeting, str], View | None]
"""Meeting and the part of the key behind the slash → value; `None`: there is no such key."""


def unless_internal(draw: Draw, item_of: Callable[[Meeting, str], ItemId | None]) -> Draw:
    """The same, unless it belongs to an internal item."""

    def drawn(meeting: Meeting, which: str) -> View | None:
        item = item_of(meeting, which)
        if item is not None and inside(meeting, item):
            return None
        return draw(meeting, which)

    return drawn


def inside(meeting: Meeting, item: ItemId) -> bool:
    """Whether it is on the agenda and internal; an item that was removed is neither."""
    return item in meeting.items and outline.is_internal(meeting, item)


def item_of_request(meeting: Meeting, which: str) -> ItemId | None:
    request = meeting.requests.get(RequestId(which))
    return request.item if request else None


def item_of_speech(meeting: Meeting, which: str) -> ItemId | None:
    speech = meeting.speeches.get(SpeechNo(int(which)))
    return speech.item if speech else None


def item_of_opinion(meeting: Meeting, which: str) -> ItemId | None:
    opinion = meeting.opinions.get(OpinionId(which))
    return opinion.item if opinion else None


def item_of_vote(meeting: Meeting, which: str) -> ItemId | None:
    known = meeting.votes.get(VoteNo(int(which)))
    return known.item if known else None


def cut_from(text: str) -> int:
    """How long the whole is of which only the beginning is shown."""
    return len(text) if len(text) > BEGINNING else 0


def seconds(length: timedelta) -> int:
    return int(length.total_seconds())


def tile(site: SiteCode) -> tuple[str, str]:
    return (f"site/{site}", f"me/{site}")
