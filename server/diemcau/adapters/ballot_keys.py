"""The keys of secret votes: AES-256-GCM (NIST SP 800-38D), each in a small file of its own.

The folder is no part of the store, and must be no part of a back-up of it: whoever holds a key
and a copy of the record made while its vote was open can open the envelopes. A file that is
destroyed is written over first, which is all that a file system can promise.
"""

import asyncio
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, ParamSpec, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from diemcau.app.ports.ballots import BallotKey, SealBroken
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.ids import SiteCode

Args = ParamSpec("Args")
Result = TypeVar("Result")

_BITS = 256
_NONCE = 12
"""Bytes; chosen at random, which is safe for billions of envelopes a key (SP 800-38D §8.3)."""


class AesBallotKey:
    """An envelope is nonce ‖ one sealed byte ‖ tag, bound to the site that cast it."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._cipher = AESGCM(raw)

    def seal(self, choice: int, site: SiteCode) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, bytes([choice]), site.encode())

    def open(self, sealed: bytes, site: SiteCode) -> int:
        nonce, closed = sealed[:_NONCE], sealed[_NONCE:]
        try:
            (choice,) = self._cipher.decrypt(nonce, closed, site.encode())
        except InvalidTag as broken:
            raise SealBroken from broken
        return choice


class MemoryBallotKeys:
    """For a store in memory: both are gone with the process."""

    def __init__(self) -> None:
        self._keys: dict[str, BallotKey] = {}

    def new(self) -> BallotKey:
        return new_key()

    async def keep(self, name: str, key: BallotKey) -> None:
        self._keys.setdefault(name, key)

    async def get(self, name: str) -> BallotKey | None:
        return self._keys.get(name)

    async def destroy(self, name: str) -> None:
        self._keys.pop(name, None)


class FileBallotKeys:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self) -> BallotKey:
        return new_key()

    async def keep(self, name: str, key: BallotKey) -> None:
        assert isinstance(key, AesBallotKey)
        await _on_disk(self._keep, self._file(name), key.raw)

    async def get(self, name: str) -> BallotKey | None:
        raw = await _on_disk(_read, self._file(name))
        return AesBallotKey(raw) if raw else None

    async def destroy(self, name: str) -> None:
        await _on_disk(_destroy, self._file(name))

    def _file(self, name: str) -> Path:
        """Names come from clients; a digest is always a good file name."""
        return self._folder / hashlib.sha256(name.encode()).hexdigest()

    def _keep(self, file: Path, raw: bytes) -> None:
        """Written whole before it bears its name, so that a power cut leaves no half a key."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = file.with_suffix(".half")
        with half.open("wb") as writing:
            _write(writing, raw)
        with suppress(FileExistsError):
            file.hardlink_to(half)
        half.unlink()
        _sync(self._folder)


def new_key() -> BallotKey:
    return AesBallotKey(AESGCM.generate_key(_BITS))


async def _on_disk(step: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
    try:
        return await asyncio.to_thread(step, *args, **kwargs)
    except OSError as away:
        raise Unavailable(str(away)) from away


def _write(writing: BinaryIO, raw: bytes) -> None:
    writing.write(raw)
    writing.flush()
    os.fsync(writing.fileno())


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _destroy(file: Path) -> None:
    with suppress(FileNotFoundError):
        with file.open("r+b") as writing:
            _write(writing, bytes(_BITS // 8))
        file.unlink()
        _sync(file.parent)


def _sync(folder: Path) -> None:
    """A name is on disk when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
