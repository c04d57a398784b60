"""The history of the lists that are drawn from no log."""

from collections.abc import Sequence
from typing import Protocol

from diemcau.protocol.chain import Head
from diemcau.protocol.list_changes import ListChange, Listed


class Lists(Protocol):
    """Passes, letters, numbers, series, the office, addresses and directories. Whatever is written
    in one of them is in the history too, in the same transaction; where each try to send a letter
    stands, and when a link was used, is not.

    What is kept in memory alone has no history, for nobody can write in it.
    """

    async def head(self) -> Head | None:
        """Where the history ends."""

    async def history(self) -> Sequence[ListChange]:
        """Every change there ever was, oldest first."""

    async def lines(self) -> Sequence[Listed]:
        """Of every row that stands in the lists now. One that cannot be read has no digest."""
