"""What somebody who looks after the installation is told of it: what is wrong, and what runs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from msgspec import Struct


class Lacking(StrEnum):
    """What an installation may lack; each has a sentence a technician can act on (`lack.*`)."""

    PYTHON = "python"
    SQLITE = "sqlite"
    TIME_ZONES = "time_zones"
    FOLDER = "folder"
    ROOM = "room"
    SECRECY = "secrecy"
    PORT = "port"
    SEAL = "seal"
    TABLES = "tables"
    STORE = "store"
    SIGNALS = "signals"
    MAIL = "mail"
    MAILBOX = "mailbox"
    BACK_UP = "back_up"
    NEW_BACK_UP = "new_back_up"
    JANUS = "janus"
    JANUS_PROGRAM = "janus_program"
    JANUS_PART = "janus_part"
    JANUS_ENTRY = "janus_entry"
    JANUS_PATH = "janus_path"
    JANUS_FOLDER = "janus_folder"
    JANUS_PORT = "janus_port"
    NETWORK = "network"
    RELAY_FILE = "relay_file"
    RELAY_TRUST = "relay_trust"
    RELAY = "relay"
    RELAY_WAY = "relay_way"
    DEMO = "demo"


class Lack(Struct, frozen=True):
    """`told` is filled in; what others said of it stands in there as they said it."""

    what: Lacking
    told: Mapping[str, str]

    @classmethod
    def of(cls, what: Lacking, **told: object) -> Self:
        return cls(what, {name: str(each) for name, each in told.items()})


class BackUp(Struct, frozen=True):
    """The newest that is seen; `size` in bytes."""

    name: str
    at: datetime
    size: int


class Installation(Struct, frozen=True, kw_only=True):
    """`lacking` is what `diemcau doctor` says; `versions` by the name of the program, empty of one
    that does not say. `back_ups` is the folder in which they are looked for, empty: none is.
    """

    lacking: Sequence[Lack]
    versions: Mapping[str, str]
    tables: str
    wanted: str
    back_ups: str
    back_up: BackUp | None

    @property
    def current(self) -> bool:
        """The tables are those that this program was written for."""
        return self.tables == self.wanted


class Inspection(Protocol):
    async def look(self) -> Installation:
        """Takes as long as those who do not answer are waited for."""
