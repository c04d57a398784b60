"""Signatures in documents: read, checked, and made with the office's seal where the server has one.

PAdES (ETSI EN 319 142-1) in a PDF: whoever has the file can check it without us.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from diemcau.app.ports.files import Brought
from diemcau.app.ports.world import Unavailable


class Signature(Struct, frozen=True):
    """`sound`: what was signed is what is there, to the last byte. `trusted`: by somebody whom an
    authority vouches for that the operator has named. `at` is what the signer's machine said, or,
    `stamped`, what an authority for times says that the operator trusts (RFC 3161).
    """

    by: str
    issuer: str
    at: datetime | None
    sound: bool
    trusted: bool
    stamped: bool = False


class AuthorityAway(Unavailable):
    """The authority that is to say when something is sealed says nothing: it is not sealed."""

    code = "authority_away"


def holds(found: Sequence[Signature]) -> bool:
    """Whether what is there was signed, by whomever, and by nobody in vain. Beside one who is
    trusted nobody may have signed who is not: what they added would look vouched for.
    """
    trusted = sum(each.trusted for each in found)
    return bool(found) and all(each.sound for each in found) and trusted in {0, len(found)}


class Signatures(Protocol):
    """`seal` is the name in the server's own certificate; empty, where it has none."""

    seal: str

    async def of(
        self, digest: str, opened: Callable[[], AbstractAsyncContextManager[Brought]]
    ) -> Sequence[Signature]:
        """Those in a file, in their order; none for what cannot be read. `digest` names the file,
        so that one that was checked is not opened again.
        """

    async def sealed(self, pdf: bytes, reason: str) -> bytes:
        """Raises `NoSeal` and `AuthorityAway`."""

    async def attested(self, text: bytes) -> bytes:
        """A seal for it that lies apart; empty where there is none. Raises `AuthorityAway`."""

    async def attests(self, text: bytes, seal: bytes) -> Signature:
        """Whether such a seal is one for this text; what is none is not sound."""
