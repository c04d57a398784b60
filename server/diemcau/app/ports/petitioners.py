"""Who petitioned: kept apart from the registers, and sealed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import BodyId
from diemcau.domain.petitions.nouns.petitioners import PetitionerRef


class Sealable(NamedTuple):
    """Bytes, and what they are about, which is no secret."""

    what: bytes
    about: str


class SealedPetitioner(Struct, frozen=True, kw_only=True):
    """`sealed` opens with a key that is kept nowhere in the store."""

    body: BodyId
    ref: PetitionerRef
    sealed: bytes
    made_at: datetime


class PersonsUnreadable(Exception):  # noqa: N818 – states what was found
    """Not sealed by a key that is here, or for something else."""


class PersonSealing(Protocol):
    """Seals what is known of people, by keys that no copy of the store holds."""

    async def seal(self, *secrets: Sealable) -> Sequence[bytes]:
        """Each in its place, no two alike."""

    async def open(self, *sealed: Sealable) -> Sequence[bytes]:
        """Raises `PersonsUnreadable`, also where it was sealed about something else."""


class Petitioners(Protocol):
    """Sealed rows, by body and reference; none is ever changed."""

    async def put(self, *rows: SealedPetitioner) -> None:
        """Under a reference that is there the first one stays."""

    async def get(self, body: BodyId, ref: PetitionerRef) -> SealedPetitioner | None: ...

    async def kept(self, body: BodyId, before: datetime) -> Collection[PetitionerRef]:
        """Under which references somebody is kept since before then."""

    async def remove(self, body: BodyId, refs: Sequence[PetitionerRef]) -> None:
        """Of nobody it does no harm."""
