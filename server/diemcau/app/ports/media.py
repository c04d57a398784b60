"""What we ask of a media server: picture and sound of conferences, as the stage says (ADR 0050).

A media server has no memory that counts. After a crash it holds nothing, says so, and is told
again; every order may come twice. What it does is asked of it (`relaying`), and what is still to
be done is the difference (`app.levelling`).
"""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import ClassVar, Final, Protocol

from immutables import Map
from msgspec import Struct

from diemcau.app.ports.world import Unavailable
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import Recorded, Venue

_LINK: Final = "link/"
MOST_BROUGHT: Final = 39
"""Small pictures that a link brings at once: three desks look at other sites each."""


def link_of(server: int) -> Venue:
    """Another of several media servers (ADR 0088), as one of them knows it: it is sent something
    like a desk, and sends that on to there.
    """
    return Venue(f"{_LINK}{server}")


def is_link(venue: Venue) -> bool:
    return venue.startswith(_LINK)


class MediaAway(Unavailable):
    """No media server answers; nothing was done, or nobody knows whether it was."""

    code: ClassVar[str] = "media_away"


class NotConnected(Refused):
    """Nothing of this venue is there to be answered or changed."""

    code = "media_not_connected"


class Layer(IntEnum):
    """How large a picture is, of the three in which it is sent."""

    NONE = -1
    LOW = 0
    MIDDLE = 1
    HIGH = 2


class Reception(Struct, frozen=True, omit_defaults=True):
    """What a venue is sent: sounds in the order in which it hears them, and one large picture, as
    large as its line carries or as whoever sends it does. `tiles` are small pictures, by the line
    on which each comes, and end with one.
    """

    hears: tuple[Venue, ...] = ()
    sees: Venue | None = None
    layer: Layer = Layer.HIGH
    tiles: tuple[Venue | None, ...] = ()


class Relaying(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the server does now for one conference. `agreed` are venues that are to send, `sending`
    those of them whose picture and sound arrive, `open` those whose sound is passed on if it does,
    `watching` those that are sent something. `whole` unless some of several servers is away.
    """

    there: bool = False
    whole: bool = True
    agreed: frozenset[Venue] = frozenset()
    sending: frozenset[Venue] = frozenset()
    open: frozenset[Venue] = frozenset()
    watching: Mapping[Venue, Reception] = Map()
    recorded: frozenset[Recorded] = frozenset()


class SetUp(Struct, frozen=True):
    """Be ready for the conference."""


class Strike(Struct, frozen=True):
    """It is over: forget the conference and everybody in it."""


class CloseMicrophone(Struct, frozen=True):
    venue: Venue


class OpenMicrophone(Struct, frozen=True):
    venue: Venue


class Send(Struct, frozen=True):
    to: Venue
    what: Reception


class Bring(Struct, frozen=True):
    """On the lines of a link comes this from now on; nobody is switched for it."""

    link: Venue
    what: Reception


class StartRecording(Struct, frozen=True):
    what: Recorded


class StopRecording(Struct, frozen=True):
    what: Recorded


Order = (
    SetUp
    | Strike
    | CloseMicrophone
    | OpenMicrophone
    | Send
    | Bring
    | StartRecording
    | StopRecording
)


def anywhere(_: Venue) -> bool:
    return True


class MediaChanged(Struct, frozen=True):
    """Something began or ceased to arrive, or the server came or went: look at it. `at` tells which
    venues are at the server that came, where there are several.
    """

    meeting: MeetingId | None = None
    at: Callable[[Venue], bool] = anywhere


class OfferMade(Struct, frozen=True):
    """The lines to a venue are to be agreed anew; its answer goes to `accept`."""

    meeting: MeetingId
    venue: Venue
    offer: str


class TilesLaid(Struct, frozen=True):
    """Whose picture comes on which line of tiles to a venue, from now on."""

    meeting: MeetingId
    venue: Venue
    tiles: tuple[Venue | None, ...]


class TakenOver(Struct, frozen=True):
    """The server went on while we were away, and sends and receives for these; their browsers have
    not said yet whether they are there.
    """

    meeting: MeetingId
    venues: frozenset[Venue]


MediaNews = MediaChanged | OfferMade | TilesLaid | TakenOver
MediaEar = Callable[[MediaNews], None]
"""Called at once and without waiting; must not fail."""


class MediaServer(Protocol):
    """Every method but `listen` raises `MediaAway`."""

    def listen(self, ear: MediaEar) -> None:
        """From now on `ear` is told."""

    async def relaying(self, meeting: MeetingId) -> Relaying:
        """What it does, from itself; of a conference it does not know, nothing."""

    async def carry_out(self, meeting: MeetingId, *orders: Order) -> None:
        """One kind after another, in their order; what is sent to several venues is changed for
        some of them at once, and for the first of them first. One that is carried out already, or
        is about a venue that is not there, does nothing.

        What is not `sending` is sent to nobody, and recorded by nobody. Other tiles are told.
        """

    async def publish(self, meeting: MeetingId, venue: Venue, offer: str) -> str:
        """The answer to an offer of one sound and one picture, first or anew. The microphone is
        closed before the answer is known to anybody, whatever it was before. Raises `BadOffer`, and
        `NotConnected` for a conference that is not set up.
        """

    async def subscribe(self, meeting: MeetingId, venue: Venue) -> str:
        """An offer of what the venue will be sent, of nothing at first; ends what was before."""

    async def lead_sender(self, meeting: MeetingId, venue: Venue, offer: str) -> str:
        """The same lines of the same browser by another way through the network, and the answer;
        the microphone is closed as at the first time. Raises `BadOffer`, and `NotConnected` where
        they are not there or are another's.
        """

    async def lead_receiver(self, meeting: MeetingId, venue: Venue) -> str:
        """An offer of the lines that are there, to be led another way. Raises `NotConnected`."""

    async def refresh(self, meeting: MeetingId, venue: Venue) -> None:
        """The picture that it is sent begins with a whole one, and so does its own: of both some is
        lost.
        """

    async def accept(self, meeting: MeetingId, venue: Venue, answer: str) -> None:
        """The answer to the last offer. Raises `NotConnected`."""

    async def leave(self, meeting: MeetingId, venue: Venue) -> None:
        """The venue is gone: whoever was sent its picture or sound is sent it no more."""


class LinkableServer(MediaServer, Protocol):
    """One of several; it carries out `Bring` as well."""

    async def take_in(self, meeting: MeetingId, link: Venue, offer: str) -> str:
        """The answer to an offer that another server of ours made to `subscribe`; all that comes by
        it is open. Raises `NotConnected`.
        """
