"""Every frame on the wire, in both directions: JSON objects told apart by `t`.

A screen says hello with the last `seq` it has seen and gets what it lacks; after that it is
sent patches of its view and may do acts, each answered `done` or `no`. The same frames are
the bodies of the HTTP twins, for places where sockets are blocked.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Raw, Struct

from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.media import MOST_TILES
from diemcau.domain.nouns.terms import Role

VERSION = 1
"""Of this protocol. A client that knows another is told `version_unknown`."""
MAX_FRAME = 64 * 1024
"""Bytes a client may send in one frame."""

Id = Annotated[str, Meta(min_length=1, max_length=64)]


class FromScreen(Struct, frozen=True, kw_only=True, tag_field="t", forbid_unknown_fields=True):
    """What a client may send."""


class Hello(FromScreen, frozen=True, kw_only=True, tag="hello"):
    """First frame. `seen` is the `seq` of the last frame taken in; none for a fresh page."""

    version: int = VERSION
    seen: Annotated[int, Meta(ge=0)] | None = None


class Do(FromScreen, frozen=True, kw_only=True, tag="do"):
    """An act. `id` is chosen by the client; sent again, it is the same act."""

    id: Id
    act: str
    args: dict[str, Any] = {}


class Ping(FromScreen, frozen=True, kw_only=True, tag="ping"):
    """Heartbeat; `at` is the client's clock in milliseconds and comes back untouched."""

    at: float = 0.0


class SendMedia(FromScreen, frozen=True, kw_only=True, tag="send_media"):
    """Picture and sound of this place: an offer of one sound and one picture (RFC 8829). A
    `restart` is of lines that are there, which look for another way through the network.
    """

    id: Id
    offer: str
    restart: bool = False


class WatchMedia(FromScreen, frozen=True, kw_only=True, tag="watch_media"):
    """What this place is to see and hear; lines to agree on follow. At a `restart` they are those
    that are there.
    """

    id: Id
    restart: bool = False


class AgreeMedia(FromScreen, frozen=True, kw_only=True, tag="agree_media"):
    """The answer to the last `media_lines`."""

    id: Id
    answer: str


class KeepMedia(FromScreen, frozen=True, kw_only=True, tag="keep_media"):
    """On a new socket: what was agreed on an earlier one stands, and it `sends` or only watches.
    Refused where it does not stand; where it does there is no answer.
    """

    id: Id
    sends: bool = False


class StopMedia(FromScreen, frozen=True, kw_only=True, tag="stop_media"):
    """Neither from now on."""

    id: Id


Share = Annotated[float, Meta(ge=0.0, le=1.0)]
Milliseconds = Annotated[int, Meta(ge=0, le=600_000)]
Kilobits = Annotated[int, Meta(ge=0, le=10_000_000)]


class LineReading(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What a browser has counted of its own lines in the last seconds: whether sound and picture
    leave it, what part of the packets was lost either way, the way there and back, and what went
    through, a second. `weak`: the picture was switched off so that the sound holds.
    """

    sound: bool = False
    picture: bool = False
    weak: bool = False
    lost_up: Share = 0.0
    lost_down: Share = 0.0
    delay: Milliseconds = 0
    up: Kilobits = 0
    down: Kilobits = 0


class TellLine(FromScreen, frozen=True, kw_only=True, tag="tell_line"):
    """Not answered, and written down nowhere."""

    id: Id
    reading: LineReading


class AskLines(FromScreen, frozen=True, kw_only=True, tag="ask_lines"):
    """What pages have told last."""

    id: Id


class LookAt(FromScreen, frozen=True, kw_only=True, tag="look_at"):
    """Whose pictures are on the screen of this desk now, as tiles; none ends it."""

    id: Id
    sites: Annotated[tuple[SiteCode, ...], Meta(max_length=MOST_TILES)] = ()


MediaFrame = (
    SendMedia | WatchMedia | AgreeMedia | KeepMedia | StopMedia | TellLine | AskLines | LookAt
)
Inbound = Hello | Do | Ping | MediaFrame


class ToScreen(Struct, frozen=True, kw_only=True, tag_field="t", omit_defaults=True):
    """What the server sends."""


class Welcome(ToScreen, frozen=True, kw_only=True, tag="welcome"):
    """On connecting: who you are here, the server's clock, and how often to ping (seconds)."""

    meeting: MeetingId
    role: Role
    now: datetime
    beat: int
    version: int = VERSION
    site: SiteCode | None = None


class All(ToScreen, frozen=True, kw_only=True, tag="all"):
    """The whole view as of `seq`; replaces whatever the client had."""

    seq: int
    set: Mapping[str, Any]


class Patch(ToScreen, frozen=True, kw_only=True, tag="patch"):
    """Keys whose values changed, and keys that are gone, up to and including `seq`."""

    seq: int
    set: Mapping[str, Raw] = {}
    drop: tuple[str, ...] = ()


class Done(ToScreen, frozen=True, kw_only=True, tag="done"):
    """The act is on disk; the view shows it from `seq` on."""

    id: str
    seq: int


class No(ToScreen, frozen=True, kw_only=True, tag="no"):
    """The act was refused and nothing has changed. `detail` is for whoever writes a client."""

    id: str
    code: str
    detail: str = ""


class Pong(ToScreen, frozen=True, kw_only=True, tag="pong"):
    at: float
    now: datetime


class Error(ToScreen, frozen=True, kw_only=True, tag="error"):
    """A frame that could not be taken; the socket lives on."""

    code: str
    detail: str = ""


class Bye(ToScreen, frozen=True, kw_only=True, tag="bye"):
    """The server closes the socket; come back after `retry` seconds, if that is given."""

    code: str
    retry: float | None = None


class MediaSent(ToScreen, frozen=True, kw_only=True, tag="media_sent"):
    """The answer to an offer; the microphone is closed by now, until the floor opens it."""

    id: str
    answer: str


class IceRelay(Struct, frozen=True, kw_only=True):
    """By which a browser reaches the media server where nothing else lets it: as an `RTCIceServer`
    takes it, valid for an hour.
    """

    urls: str
    username: str
    credential: str


class MediaLines(ToScreen, frozen=True, kw_only=True, tag="media_lines"):
    """An offer of a picture and three sounds, first or anew; to be agreed to. The first tells the
    `relay`, where there is one.
    """

    offer: str
    relay: IceRelay | None = None


class MediaOver(ToScreen, frozen=True, kw_only=True, tag="media_over"):
    """What was agreed is no more. `lost`: begin anew; `elsewhere`: another device of this place
    has taken it over.
    """

    code: str


class MediaLayer(ToScreen, frozen=True, kw_only=True, tag="media_layer"):
    """The picture is sent as large as the line carries it, from now on: 2, 1, 0, or -1, none."""

    layer: int


class MediaTiles(ToScreen, frozen=True, kw_only=True, tag="media_tiles"):
    """Whose picture comes on which line, at a question and from now on: the first of these comes
    after the sounds. On one of which nothing is said nothing comes.
    """

    sites: tuple[SiteCode | None, ...] = ()


class SoundAlone(ToScreen, frozen=True, kw_only=True, tag="sound_alone"):
    """Of these, and of the `hall`, comes the sound alone from now on, for their lines carry no
    picture; of all others the picture too.
    """

    hall: bool = False
    sites: tuple[SiteCode, ...] = ()


class LineTold(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Of a site, or of the hall; `age` in milliseconds."""

    site: SiteCode | None = None
    age: int
    reading: LineReading


class LinesTold(ToScreen, frozen=True, kw_only=True, tag="lines_told"):
    id: str
    lines: tuple[LineTold, ...] = ()


Outbound = (
    Welcome
    | All
    | Patch
    | Done
    | No
    | Pong
    | Error
    | Bye
    | MediaSent
    | MediaLines
    | MediaOver
    | MediaLayer
    | MediaTiles
    | SoundAlone
    | LinesTold
)
