"""Another system asked over HTTP: where the operator said, and nowhere else.

A socket has a limit of time between two bytes only, so whoever sends one now and then would hold
its reader for ever. Here a whole exchange has one, and each system has threads of its own.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from time import monotonic
from typing import Final
from urllib.request import HTTPRedirectHandler, Request, build_opener

from typing_extensions import override

TIMEOUT: Final = 10.0
"""Seconds in which an answer has to be there."""
AT_ONCE: Final = 4


class _Stay(HTTPRedirectHandler):
    """A redirection is an error."""

    @override
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class Asking:
    """Of one system; when it hangs it holds no thread that anything else needs."""

    def __init__(self, name: str, patience: float = TIMEOUT) -> None:
        self._patience = patience
        self._threads = ThreadPoolExecutor(AT_ONCE, name)
        self._opener = build_opener(_Stay)

    async def answer(self, asked: Request, most: int) -> bytes:
        """Its body; more than `most` bytes of it are not read to the end.

        Raises `OSError`, of which `HTTPError` and `TimeoutError` are, and `HTTPException`.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._patience):
                return await loop.run_in_executor(self._threads, self._exchanged, asked, most)
        except TimeoutError as slow:
            raise TimeoutError("takes too long") from slow

    def _exchanged(self, asked: Request, most: int) -> bytes:
        with self._opener.open(asked, timeout=self._patience) as answer:
            return self._read_to_its_end(answer, most)

    def _read_to_its_end(self, answer: HTTPResponse, most: int) -> bytes:
        """Or until nobody waits for it any more."""
        body, until = b"", monotonic() + self._patience
        while len(body) <= most and monotonic() < until and (more := answer.read1(most + 1)):
            body += more
        return body
