"""What comes by a link of another media server, line by line, with a Janus that agrees to all."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any, cast

from diemcau.adapters.janus.folder import Keys
from diemcau.adapters.janus.left import LeftHandle
from diemcau.adapters.janus.places import feed_of
from diemcau.adapters.janus.videoroom import VideoRoom
from diemcau.adapters.janus.wire import JanusEar, JanusLine, JanusMessage, Reply
from diemcau.app.ports.media import Bring, MediaNews, Reception, Send, TilesLaid, link_of
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.media import Venue, desk_of, venue_of

MEETING = MeetingId("giao-ban")
BA, DONG = venue_of(SiteCode("001")), venue_of(SiteCode("002"))
DESK, LINK = desk_of("chu-tri"), link_of(1)
OFFER = "v=0\r\nm=video 9 RTP 96\r\n"
LINES = (*("video", *("audio",) * 3), *("video",) * 39)
"""Of a link."""


class AgreeingJanus:
    """`switched` is what was laid on lines last."""

    attached = JanusLine.attached

    def __init__(self) -> None:
        self._numbers = count(1)
        self.ears: dict[int, JanusEar] = {}
        self.switched: dict[str, tuple[str, str]] = {}

    async def attach(self, told: JanusEar, named: str = "-") -> int:
        assert named
        number = next(self._numbers)
        self.ears[number] = told
        return number

    async def detach(self, handle: int) -> None:
        del self.ears[handle]

    def take_over(self, handle: int, told: JanusEar) -> None:
        self.ears[handle] = told

    async def say(self, _: int, body: Mapping[str, Any], *__: str) -> Reply:
        said: JanusMessage = {"participants": [{"id": "dummy", "dummy": True}], "publishers": []}
        match body:
            case {"request": "publish"}:
                said = {"streams": streams()}
            case {"request": "join", "streams": lines}:
                said = {"streams": [{"mid": str(at)} for at, _ in enumerate(lines)]}
            case {"request": "switch", "streams": lines}:
                self.switched = {each["sub_mid"]: (each["feed"], each["mid"]) for each in lines}
            case _:
                pass
        return Reply(said, "sdp")


def streams() -> list[dict[str, object]]:
    return [{"type": kind, "mid": str(at), "mindex": at} for at, kind in enumerate(LINES)]


def room(janus: AgreeingJanus, news: list[MediaNews]) -> VideoRoom:
    keys = Keys("", "", "", Path())
    return VideoRoom(cast("JanusLine", janus), MEETING, keys, news.append)


async def test_a_desk_is_told_also_where_the_same_line_brings_somebody_else() -> None:
    """Else one site is seen under the name of another."""
    janus, news = AgreeingJanus(), list[MediaNews]()
    ours = room(janus, news)
    await ours.set_up()
    await ours.publish(LINK, OFFER, mute=False)
    for told in tuple(janus.ears.values()):
        told({"janus": "webrtcup"})
    await ours.subscribe(DESK)
    for venue in (BA, DONG):
        tiles = Reception(tiles=(venue,))
        await ours.carry_out(Bring(LINK, tiles))
        await ours.carry_out(Send(DESK, tiles))
        assert news[-1] == TilesLaid(MEETING, DESK, (venue,))


async def test_whoever_left_while_we_were_away_leaves_no_hole_among_the_sounds_of_a_link() -> None:
    """The other server counts them by their place."""
    janus = AgreeingJanus()
    ours = room(janus, [])
    await ours.set_up()
    lines = [{"mid": str(at), "feed_id": "dummy", "feed_mid": "1"} for at, _ in enumerate(LINES)]
    lines[1] = {"mid": "1"}
    lines[2] = {"mid": "2", "feed_id": feed_of(BA), "feed_mid": "0"}
    await ours.take_over([seated(90, BA), seated(91, LINK, streams=lines, type="subscriber")])
    assert (await ours.relaying()).watching == {LINK: Reception((BA,))}
    assert janus.switched["1"] == (feed_of(BA), "1")


def seated(number: int, venue: Venue, **told: object) -> LeftHandle:
    said = {"type": "publisher", "room": MEETING, "id": feed_of(venue), "streams": streams()[:2]}
    return LeftHandle(number, True, venue, {**said, **told}, "key")  # noqa: FBT003 – its state
