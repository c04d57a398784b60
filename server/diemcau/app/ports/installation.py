"""What somebody who looks after the installation is told of it: what is wrong, and what runs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct


class BackUp(Struct, frozen=True):
    """The newest that is seen; `size` in bytes."""

    name: str
    at: datetime
    size: int


class Installation(Struct, frozen=True, kw_only=True):
    """`lacking` are the sentences of `diemcau doctor`; `versions` by the name of the program, empty
    of one that does not say. `back_ups` is the folder in which they are looked for, empty: none is.
    """

    lacking: Sequence[str]
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
