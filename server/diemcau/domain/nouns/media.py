"""Picture and sound of a conference: what the chair and the secretary ask of them, what is on
record of them, and who is heard and seen where (ADR 0050).

The log holds no device, no line and no address: only what a secretary would read aloud.
"""

from typing import ClassVar, Final, NewType

from msgspec import Struct

from diemcau.domain.nouns.accounts import Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import SiteCode, SpeechNo, VoteNo

Venue = NewType("Venue", str)
"""Where people sit before a camera, or look on: the hall, a site, a desk in the hall."""
HALL: Final = Venue("hall")
MOST_TILES: Final = 13
"""Pictures of sites that a desk in the hall looks at beside the stage: a page of twelve, and who
is called next.
"""
_DESK: Final = "desk/"
_SITE: Final = "site/"


def venue_of(site: SiteCode | None) -> Venue:
    """Anybody who speaks for no site speaks in the hall."""
    return HALL if site is None else Venue(f"{_SITE}{site}")


def site_at(venue: Venue) -> SiteCode | None:
    """None in the hall."""
    return SiteCode(venue.removeprefix(_SITE)) if venue.startswith(_SITE) else None


def desk_of(login: str) -> Venue:
    """Of somebody who works in the hall: it shows what all see, and sounds when it is asked to."""
    return Venue(f"{_DESK}{login}")


def is_desk(venue: Venue) -> bool:
    return venue.startswith(_DESK)


class Recorded(Struct, frozen=True):
    """A speech, and where it is given: a file of its own."""

    speech: SpeechNo
    venue: Venue


class OnStage(Struct, frozen=True, kw_only=True):
    """Who is heard and seen now; what one venue hears and sees follows (`domain.rules.stage`).

    `lit`: picture and sound go through us at all. `rehearsing`: the lobby, in which each site may
    hear itself and the hall sees all. `shown` is large everywhere, nobody while there is a card
    instead; it is `facing` whom it sees itself. `asked` is the vote put to all.
    """

    lit: bool = False
    rehearsing: bool = False
    heard: tuple[Venue, ...] = ()
    shown: Venue | None = None
    facing: Venue | None = None
    asked: VoteNo | None = None
    recorded: tuple[Recorded, ...] = ()


class MuteSite(Command, frozen=True, kw_only=True):
    """Close the microphone of a site that has the floor, or gave way to somebody."""

    site: SiteCode


class UnmuteSite(Command, frozen=True, kw_only=True):
    """Open it again. A microphone that the site itself has closed stays closed."""

    site: SiteCode


class MuteAll(Command, frozen=True, kw_only=True):
    """Close whatever microphone is open outside the hall."""


class BeginRecording(Command, frozen=True, kw_only=True):
    pass


class EndRecording(Command, frozen=True, kw_only=True):
    pass


class SiteMuted(Event, frozen=True, kw_only=True):
    """It holds for this speech; the next floor of the site opens its microphone anew."""

    stored: ClassVar = "site.muted"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    site: SiteCode
    speech: SpeechNo


class SiteUnmuted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.unmuted"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    site: SiteCode
    speech: SpeechNo


class RecordingBegun(Event, frozen=True, kw_only=True):
    stored: ClassVar = "recording.begun"
    charged: ClassVar = by_whom(Entries.CONDUCT)


class RecordingEnded(Event, frozen=True, kw_only=True):
    """Told also when the conference ends."""

    stored: ClassVar = "recording.ended"
    charged: ClassVar = by_whom(Entries.CONDUCT)


class NoVideo(Rejected):
    """Picture and sound of this conference do not go through us."""

    code = "no_video"


class NobodyToMute(Rejected):
    """No site has its microphone open."""

    code = "nobody_to_mute"


class NotMuted(Rejected):
    """The chair has not closed its microphone."""

    code = "not_muted"


MediaCommand = MuteSite | UnmuteSite | MuteAll | BeginRecording | EndRecording
MediaEvent = SiteMuted | SiteUnmuted | RecordingBegun | RecordingEnded
MediaRefusal = NoVideo | NobodyToMute | NotMuted
