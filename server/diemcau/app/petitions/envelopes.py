"""A table that was read, on its way to being written: packed and sealed, it travels with the page
on which it is looked at. Nothing is kept meanwhile, and nobody stands on the page in clear.
"""

import asyncio
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct

from diemcau.app.petitions.petitioners import Petitioner
from diemcau.app.ports.petitioners import PersonSealing, PersonsUnreadable, Sealable
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId

_ROOMIEST: Final = 32 * 1024 * 1024
"""Bytes that an envelope may come to; only we fill them."""


class ReadSheet(Struct, frozen=True):
    """Its lines, and who petitioned by the line (`persons.left_of`)."""

    text: str
    persons: Mapping[str, Petitioner] = {}


class SheetLost(Refused):
    """What came back is not what we sent, or is somebody else's: it is to be read again."""

    code = "sheet_lost"


class Envelopes:
    def __init__(self, sealing: PersonSealing) -> None:
        self._sealing = sealing

    async def close(self, body: BodyId, actor: Actor, sheet: ReadSheet) -> str:
        packed = await asyncio.to_thread(_packed, sheet)
        (sealed,) = await self._sealing.seal(Sealable(packed, _about(body, actor)))
        return urlsafe_b64encode(sealed).decode()

    async def open(self, body: BodyId, actor: Actor, envelope: str) -> ReadSheet:
        """Raises `SheetLost`."""
        try:
            sealed = urlsafe_b64decode(envelope.encode("ascii"))
            (packed,) = await self._sealing.open(Sealable(sealed, _about(body, actor)))
        except (PersonsUnreadable, ValueError) as broken:
            raise SheetLost from broken
        return await asyncio.to_thread(_unpacked, packed)


def _packed(sheet: ReadSheet) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(sheet), 1)


def _unpacked(packed: bytes) -> ReadSheet:
    plain = zlib.decompressobj().decompress(packed, _ROOMIEST)
    return msgspec.msgpack.decode(plain, type=ReadSheet)


def _about(body: BodyId, actor: Actor) -> str:
    return f"{body}/sheet/{actor.role}/{actor.login}"
