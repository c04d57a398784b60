"""Letters that come in, read from a mailbox of the office's over verified TLS (IMAP, RFC 3501).

Letters are looked at without a mark (`BODY.PEEK`); only what was taken is marked as read. Which
were looked at in vain is remembered until the next start, so that each is given once.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from imaplib import IMAP4, IMAP4_SSL
from typing import Any, Final, ParamSpec, TypeVar

from yarl import URL

from diemcau.app.ports.replies import Take
from diemcau.app.ports.world import Unavailable

_How = ParamSpec("_How")
_Told = TypeVar("_Told")

TIMEOUT: Final = 30.0
"""Seconds for each step."""
LARGEST: Final = 256 * 1024
"""Bytes of a letter; an answer has some two thousand."""
AT_ONCE: Final = 100
"""Letters of one look; the others wait for the next."""
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")


class ImapMailbox:
    """`imaps://name:password@host:993/folder`, `imap://` with STARTTLS; without a folder `INBOX`.
    `trust` is a PEM file with its authority, where the machine does not know it.
    """

    def __init__(self, url: str, trust: str = "") -> None:
        self._url = URL(url)
        self._tls = ssl.create_default_context(cafile=trust or None)
        self._passed: set[str] = set()

    async def read(self, take: Take) -> None:
        async with self._open() as box:
            unread = await _asked(_unread, box)
            self._passed &= set(unread)
            for uid in [each for each in unread if each not in self._passed][:AT_ONCE]:
                self._passed.add(uid)
                letter = await _asked(_letter, box, uid)
                if letter and await take(letter):
                    await _asked(_mark, box, uid)

    async def greet(self) -> None:
        """Whether it lets us in; raises `Unavailable`."""
        async with self._open():
            pass

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[IMAP4]:
        box = await _asked(self._connected)
        try:
            yield box
        finally:
            with suppress(OSError, IMAP4.error):
                await asyncio.to_thread(box.logout)

    def _connected(self) -> IMAP4:
        url, folder = self._url, self._url.path.strip("/") or "INBOX"
        if url.scheme == "imaps":
            box: IMAP4 = IMAP4_SSL(
                url.host or "", url.port or 993, ssl_context=self._tls, timeout=TIMEOUT
            )
        else:
            box = IMAP4(url.host or "", url.port or 143, timeout=TIMEOUT)
        try:
            if url.scheme == "imap":
                box.starttls(self._tls)
            box.login(url.user or "", url.password or "")
            _well(box.select(f'"{folder}"'))
        except BaseException:
            with suppress(OSError):  # a line that TLS has closed already hides no reason
                box.shutdown()
            raise
        return box


async def _asked(ask: Callable[_How, _Told], *args: _How.args, **kwargs: _How.kwargs) -> _Told:
    """In a thread, for the library waits; whoever does not answer is away."""
    try:
        return await asyncio.to_thread(ask, *args, **kwargs)
    except (OSError, UnicodeError, IMAP4.error) as wrong:
        raise Unavailable(str(wrong)) from wrong


def _unread(box: IMAP4) -> Sequence[str]:
    """Their UIDs, which a letter keeps as long as the folder lives (RFC 3501, 2.3.1.1)."""
    [found] = _well(box.uid("SEARCH", "UNSEEN"))
    return found.decode().split() if isinstance(found, bytes) else ()


def _letter(box: IMAP4, uid: str) -> bytes:
    """Nothing of one that is larger than any answer."""
    [told] = _well(box.uid("FETCH", uid, "(RFC822.SIZE)"))
    size = _SIZE.search(told) if isinstance(told, bytes) else None
    if not size or int(size[1]) > LARGEST:
        return b""
    parts = _well(box.uid("FETCH", uid, "(BODY.PEEK[])"))
    return next((each[1] for each in parts if isinstance(each, tuple)), b"")


def _mark(box: IMAP4, uid: str) -> None:
    _well(box.uid("STORE", uid, "+FLAGS", r"(\Seen)"))


def _well(answer: tuple[str, list[Any]]) -> list[Any]:
    """What was told, if it was done (RFC 3501, 7.1)."""
    status, told = answer
    if status != "OK":
        raise IMAP4.error(str(told))
    return told
