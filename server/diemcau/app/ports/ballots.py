"""The keys that seal secret ballots."""

from typing import Protocol

from diemcau.domain.nouns.ids import SiteCode


class SealBroken(Exception):  # noqa: N818 – states what was found
    """An envelope that this key did not close for this site."""


class BallotKey(Protocol):
    """Seals what sites choose in one secret vote: envelopes are of one length, no two alike."""

    def seal(self, choice: int, site: SiteCode) -> bytes:
        """`choice` is its place among the choices, at most 255."""

    def open(self, sealed: bytes, site: SiteCode) -> int:
        """Raises `SealBroken`."""


class BallotKeys(Protocol):
    """The keys of secret votes that are open, apart from the record and from every copy of it.

    A key lives from the opening of its vote to its end; then nobody can open an envelope.
    """

    def new(self) -> BallotKey: ...

    async def keep(self, name: str, key: BallotKey) -> None:
        """Durable before this returns; the first key kept under a name stays."""

    async def get(self, name: str) -> BallotKey | None: ...

    async def destroy(self, name: str) -> None:
        """For good. Destroying one that is not there does no harm."""
