"""Devices that were inside before: a mark in a cookie says so, and nobody else can write one.

A mark is an id and an HMAC of it by a key that lies in the store, for one account or one site.
It opens nothing. Whoever shows it is counted by this device and not by the network, so that
what others get wrong keeps this device out of nothing.
"""

import hmac
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from diemcau.app.ports.security import Secrets
from diemcau.app.ports.world import Chance

_LONGEST_MARK: Final = 200


class Device(Struct, frozen=True):
    """What knocks: the browser's own name, kept with the session, its network address, and the
    marks of those as whom it was inside before.
    """

    name: str = ""
    address: str = ""
    marks: tuple[str, ...] = ()


NOWHERE: Final = Device()
"""Where nobody asks from where."""


@dataclass(eq=False)
class KnownDevices:
    """`whose` names the account or the site; `grain` is what ends all its marks by changing."""

    secrets: Secrets
    chance: Chance
    _key: bytes | None = field(default=None, init=False, repr=False)

    async def mark(self, whose: str, grain: str, id_: str | None = None) -> str:
        """A device that is known already keeps its id, and with it what it got wrong."""
        id_ = id_ or self.chance.new_token()
        return f"{id_}.{await self._seal(id_, whose, grain)}"

    async def known(self, marks: tuple[str, ...], whose: str, grain: str) -> str | None:
        """The id of the device, if one of its marks is for this account or site."""
        for mark in marks:
            id_, _, seal = mark[:_LONGEST_MARK].partition(".")
            if hmac.compare_digest(_raw(seal), _raw(await self._seal(id_, whose, grain))):
                return id_
        return None

    async def _seal(self, id_: str, whose: str, grain: str) -> str:
        if self._key is None:
            self._key = await self.secrets.kept("devices", self.chance.new_token().encode())
        return hmac.digest(self._key, _raw(f"{id_}\x00{whose}\x00{grain}"), "sha256").hex()


def _raw(text: str) -> bytes:
    return text.encode(errors="replace")
