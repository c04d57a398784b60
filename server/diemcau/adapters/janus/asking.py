"""What Janus is asked in more words than one, and what becomes of an answer."""

from typing import Final

from diemcau.adapters.janus.folder import Keys
from diemcau.adapters.janus.wire import JanusLine, JanusMessage, JanusSaidNo
from diemcau.app.ports.media import NotConnected

BITRATE: Final = 1_800_000
"""A second, of one sender: three pictures and a sound."""


def room_of(keys: Keys) -> JanusMessage:
    """How a room is made: by us alone, and with a dummy for lines on which nobody is yet."""
    return {
        "admin_key": keys.admin,
        "is_private": True,
        "publishers": keys.publishers,
        "bitrate": BITRATE,
        "bitrate_cap": True,
        "fir_freq": 10,
        "audiocodec": "opus",
        "videocodec": "vp8",
        "notify_joining": False,
        "dummy_publisher": True,
        "lock_record": True,
        "rec_dir": str(keys.recordings),
        "record": False,
    }


async def restarted(wire: JanusLine, handle: int, offer: str = "") -> str:
    """The answer to a sender's offer, or an offer to a receiver: the lines it has look for another
    way (a restart of ICE). Where Janus will not, there is nothing to lead. Raises `NotConnected`.
    """
    try:
        said = await wire.say(handle, {"request": "configure", "restart": True}, offer, "offer")
    except JanusSaidNo as no:
        raise NotConnected from no
    return said.sdp
