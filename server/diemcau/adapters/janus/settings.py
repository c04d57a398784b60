"""How a media server is had: not at all, as a child of ours, or at an address."""

from typing import Final

from msgspec import Struct

CHILD: Final = "child"


class OneJanus(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One more, among which the sites of each conference are shared out (ADR 0088)."""

    janus: str
    folder: str
    first_port: int
    last_port: int
    interface: str = ""


class MediaSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`janus` is empty, `child`, or where one listens that runs by itself, furnished with our
    `folder`: the path of its socket, or `ws://host:port/`. `more` are others beside it. `program`
    is what a child runs, with the words before it, if any. `recordings` is where they are kept to
    be listened to, for so many days; none: until somebody deletes them. `turn_url` is a relay for
    sites whose network lets nothing else through, and `turn_secret` the file with the secret that
    it shares with us.
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
    more: tuple[OneJanus, ...] = ()

    @property
    def servers(self) -> tuple[OneJanus, ...]:
        """None where picture and sound are not set."""
        if not self.janus:
            return ()
        first = OneJanus(
            janus=self.janus,
            folder=self.folder,
            first_port=self.first_port,
            last_port=self.last_port,
            interface=self.interface,
        )
        return (first, *self.more)
