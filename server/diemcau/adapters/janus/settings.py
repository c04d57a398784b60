"""How a media server is had: not at all, as a child of ours, or at an address."""

from typing import Final

from msgspec import Struct

CHILD: Final = "child"


class MediaSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`janus` is empty, `child`, or the path of the socket of one that runs by itself, furnished
    with our `folder`; `program` is what a child runs, with the words before it, if any.
    `recordings` is where they are kept to be listened to, for so many days; none: until somebody
    deletes them. `turn_url` is a relay for sites whose network lets nothing else through, and
    `turn_secret` the file with the secret that it shares with us.
    """

    janus: str = ""
    program: tuple[str, ...] = ("/usr/bin/janus",)
    folder: str = "var/janus"
    first_port: int = 21_000
    last_port: int = 28_999
    interface: str = ""
    recordings: str = "var/recordings"
    recording_days: int = 90
    turn_url: str = ""
    turn_secret: str = ""
