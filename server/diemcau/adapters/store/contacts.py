r"""Telephones and mail addresses as they lie in the tables: sealed, by keys that are elsewhere.

How this works. A value is sealed where it stands, about the row it stands in: `\x01` and Base64,
which nobody can type and JSON never holds. In the body of a record, or of a snapshot, that is each
`phone`; whatever is read is opened again, byte for byte, so that the chain of digests is that of
what was said. Rows of before, and of a store that was given no keys, are read as they are.

Without its key a conference goes on, and its telephones are empty; an address cannot do without.
"""

import asyncio
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from msgspec.structs import replace

from diemcau.adapters.key_file import KeyFile, Labelled, NoKeyOpens
from diemcau.app.ports.world import Unavailable
from diemcau.protocol.records import Record
from diemcau.protocol.snapshots import Snapshot

_MARK: Final = "\x01"
_PHONE: Final = re.compile(rb'(?<="phone":")(?:[^"\\\x01]|\\.)+(?=")')
_SEALED: Final = re.compile(rb'(?<="phone":")\x01[A-Za-z0-9+/=]+(?=")')
_Kept = TypeVar("_Kept", Record, Snapshot)


class Placed(NamedTuple):
    """A text, and which row it stands in."""

    text: str
    about: str


class ContactSeal:
    def __init__(self, file: Path | None) -> None:
        self._keys = KeyFile(file) if file else None

    async def words(self, said: Sequence[Placed]) -> Sequence[str]:
        """Each as it is kept."""
        if self._keys is None or not said:
            return [each.text for each in said]
        return await asyncio.to_thread(words_sealed, self._keys, said)

    async def said(self, words: Sequence[Placed]) -> Sequence[str]:
        """Each as it was said. Raises `Unavailable` without its key."""
        if not any(each.text.startswith(_MARK) for each in words):
            return [each.text for each in words]
        try:
            return await asyncio.to_thread(_words_opened, self._keys, words)
        except NoKeyOpens as away:
            raise Unavailable("the key of contacts is not here") from away

    async def kept(self, which: str, bodies: Sequence[_Kept]) -> Sequence[_Kept]:
        """Of one log, as they are kept."""
        if self._keys is None or not any(map(_speaks, bodies)):
            return bodies
        return await asyncio.to_thread(_all_sealed, self._keys, which, bodies)

    async def told(self, which: str, bodies: Sequence[_Kept]) -> Sequence[_Kept]:
        """Of one log, as they were written; empty what no key opens."""
        if not any(_MARK.encode() in each.body for each in bodies if _is_ours(each)):
            return bodies
        return await asyncio.to_thread(_all_opened, self._keys, which, bodies)


def _is_ours(each: Record | Snapshot) -> bool:
    """Whoever owns the database may write what no column should hold."""
    body: object = each.body
    return isinstance(body, bytes)


def _speaks(each: Record | Snapshot) -> bool:
    return b'"phone":"' in each.body


def place(table: str, *key: str) -> str:
    """What a sealed value is about."""
    return "/".join((table, *key))


def words_sealed(keys: KeyFile, said: Sequence[Placed]) -> Sequence[str]:
    """What is empty stays so."""
    sealed = iter(
        keys.seal([Labelled(each.text.encode(), each.about) for each in said if each.text])
    )
    return [_MARK + b64encode(next(sealed)).decode() if each.text else "" for each in said]


def _words_opened(keys: KeyFile | None, words: Sequence[Placed]) -> Sequence[str]:
    if keys is None:
        raise NoKeyOpens
    closed = [each for each in words if each.text.startswith(_MARK)]
    opened = iter(keys.open([Labelled(b64decode(each.text[1:]), each.about) for each in closed]))
    return [next(opened).decode() if each.text.startswith(_MARK) else each.text for each in words]


def _all_sealed(keys: KeyFile, which: str, bodies: Iterable[_Kept]) -> Sequence[_Kept]:
    return [
        replace(each, body=body_sealed(keys, each.body, _about(which, each))) for each in bodies
    ]


def _all_opened(keys: KeyFile | None, which: str, bodies: Iterable[_Kept]) -> Sequence[_Kept]:
    return [
        replace(each, body=_body_opened(keys, each.body, _about(which, each)))
        if _is_ours(each)
        else each
        for each in bodies
    ]


def _about(which: str, each: Record | Snapshot) -> str:
    return place("log", which, str(each.seq))


def body_sealed(keys: KeyFile, body: bytes, about: str) -> bytes:
    if not (found := _PHONE.findall(body)):
        return body
    sealed = iter(keys.seal(Labelled(each, about) for each in found))
    return _PHONE.sub(lambda _: _MARK.encode() + b64encode(next(sealed)), body)


def _body_opened(keys: KeyFile | None, body: bytes, about: str) -> bytes:
    if not (found := [Labelled(b64decode(each[1:]), about) for each in _SEALED.findall(body)]):
        return body
    try:
        said = iter(keys.open(found) if keys else ())
    except NoKeyOpens:
        said = iter(())
    return _SEALED.sub(lambda _: next(said, b""), body)
