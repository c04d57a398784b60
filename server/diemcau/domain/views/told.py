"""The floor as machines are told it: a mixing desk, a camera switcher (docs/floor-feed.md).

No key of any screen: a whole answer each time, small enough to be sent whole, and no more in it
than sites and the hall's screen are shown.
"""

from datetime import datetime

from msgspec import Struct

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.media import Venue, venue_of
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.rules import drafting, stage
from diemcau.domain.views.keys import inside


class SpeakerTold(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who has the floor; `venue` is where they stand, `name` and `delegate` what a caption says."""

    venue: Venue
    name: str
    delegate: str = ""
    since: datetime
    until: datetime
    paused: bool = False


class NextTold(Struct, frozen=True, kw_only=True, omit_defaults=True):
    venue: Venue
    name: str


class FloorTold(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`heard` are venues that go to everybody, `shown` the one that is large everywhere; none while
    there is a card instead. `next` is the site that would be called now.
    """

    conference: str
    title: str
    phase: Phase
    item: str = ""
    heard: tuple[Venue, ...] = ()
    shown: Venue | None = None
    speaker: SpeakerTold | None = None
    next: NextTold | None = None


def floor_told(meeting: Meeting) -> FloorTold:
    on, following = stage.as_conducted(meeting), stage.called_next(meeting)
    speech = meeting.speech if on.shown is not None else None
    item = meeting.item
    return FloorTold(
        conference=meeting.id,
        title=meeting.title,
        phase=meeting.phase,
        item="" if item is None or inside(meeting, item.id) else item.title,
        heard=on.heard,
        shown=on.shown,
        speaker=_speaker(meeting, speech) if speech else None,
        next=None if following is None else _next(meeting, following),
    )


def _speaker(meeting: Meeting, speech: Speech) -> SpeakerTold:
    return SpeakerTold(
        venue=venue_of(speech.site),
        name=drafting.speaker(meeting, speech),
        delegate=speech.delegate,
        since=speech.started_at,
        until=speech.deadline,
        paused=speech.paused_at is not None,
    )


def _next(meeting: Meeting, site: SiteCode) -> NextTold:
    return NextTold(venue=venue_of(site), name=drafting.site_name(meeting, site))
