"""A file of keys, apart from the store: AES-256-GCM (NIST SP 800-38D).

How this works. A line is a key, 32 bytes in Base64; the last one seals, all of them open. What is
sealed names its key by the first bytes of a digest, so an older key is found without being tried.
The file is no part of the store and of no back-up of it. It is read anew every time, so that a key
that was added counts without a start.
"""

import binascii
import hashlib
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from diemcau.app.ports.world import Unavailable

_KEY: Final = 32
_NONCE: Final = 12
_NAMED: Final = 4
"""Bytes; a handful of keys is told apart by them."""


class Labelled(NamedTuple):
    """Bytes, and what they are about, which is no secret."""

    what: bytes
    about: str


class NoKeyOpens(Exception):  # noqa: N818 – states what was found
    """Not sealed by a key that is here, or about something else."""


class KeyFile:
    """Name of the key ‖ nonce ‖ what is sealed ‖ tag. The first to seal makes the first key."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def seal(self, secrets: Iterable[Labelled]) -> Sequence[bytes]:
        name, cipher = list((self._keys() or self._begun()).items())[-1]
        return [name + _closed(cipher, each) for each in secrets]

    def open(self, sealed: Iterable[Labelled]) -> Sequence[bytes]:
        """Raises `NoKeyOpens`."""
        keys = self._keys()
        try:
            return [_opened(keys[each.what[:_NAMED]], each) for each in sealed]
        except (KeyError, InvalidTag, ValueError) as broken:
            raise NoKeyOpens from broken

    def _keys(self) -> Mapping[bytes, AESGCM]:
        try:
            return _read(self._file.read_text(encoding="ascii").split())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as away:
            raise Unavailable(f"{self._file}: the keys in it") from away

    def _begun(self) -> Mapping[bytes, AESGCM]:
        """Written whole before it bears its name; of two that begin the first one's counts."""
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            half = self._file.with_name(f"{self._file.name}.{os.urandom(4).hex()}")
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
                new.write(b64encode(os.urandom(_KEY)) + b"\n")
                new.flush()
                os.fsync(new.fileno())
            with suppress(FileExistsError):
                self._file.hardlink_to(half)
            half.unlink()
        except OSError as away:
            raise Unavailable(f"{self._file}: the keys in it") from away
        return self._keys()


def _closed(cipher: AESGCM, secret: Labelled) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, secret.what, secret.about.encode())


def _opened(cipher: AESGCM, sealed: Labelled) -> bytes:
    nonce, closed = sealed.what[_NAMED:][:_NONCE], sealed.what[_NAMED + _NONCE :]
    return cipher.decrypt(nonce, closed, sealed.about.encode())


def _read(lines: Iterable[str]) -> Mapping[bytes, AESGCM]:
    """By name, in the order of the file. Raises `ValueError`."""
    keys = {}
    for line in lines:
        try:
            raw = b64decode(line, validate=True)
        except binascii.Error as wrong:
            raise ValueError(line[:4]) from wrong
        if len(raw) != _KEY:
            raise ValueError(len(raw))
        keys[hashlib.sha256(raw).digest()[:_NAMED]] = AESGCM(raw)
    return keys
