"""News handed to another system by POST, signed so that it knows from whom (HMAC-SHA256, RFC 2104).

`X-DiemCau-Signature: t=<seconds>,v1=<hex>` is over `<seconds>.<body>`; who listens compares it, and
the time, before it believes a word. `Idempotency-Key` is the same however often news comes again.
"""

import hmac
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request

from diemcau.adapters.http import TIMEOUT, Asking
from diemcau.adapters.mail.message import name_of
from diemcau.app.ports.letters import AS_SET, Letter, LetterSender, MailRefused

_AGAIN: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


class Listener:
    """A system that is away keeps no letter back: each of its news is tried again by itself."""

    def __init__(
        self, secret: str, seconds: Callable[[], float], patience: float = TIMEOUT
    ) -> None:
        self._secret, self._seconds = secret.encode(), seconds
        self._asking = Asking("listener", patience)

    async def send(self, letter: Letter, sender: LetterSender = AS_SET) -> None:  # noqa: ARG002 – the port's
        """What it says to it is not read."""
        body = letter.text.strip().encode()
        try:
            await self._asking.answer(self._request(letter, body), most=0)
        except HTTPError as wrong:
            final = wrong.code < HTTPStatus.INTERNAL_SERVER_ERROR and wrong.code not in _AGAIN
            raise MailRefused(f"{wrong.code} {wrong.reason}", final=final) from wrong
        except (OSError, HTTPException) as wrong:
            raise MailRefused(str(wrong), final=False) from wrong

    def _request(self, letter: Letter, body: bytes) -> Request:
        return Request(  # noqa: S310 – the setting allows http and https alone
            letter.to,
            data=body,
            headers={
                "Content-Type": "application/json",
                "Idempotency-Key": name_of(letter),
                "User-Agent": "DiemCau",
                "X-DiemCau-Signature": signature(self._secret, int(self._seconds()), body),
            },
        )


def signature(secret: bytes, seconds: int, body: bytes) -> str:
    made = hmac.new(secret, f"{seconds}.".encode() + body, "sha256").hexdigest()
    return f"t={seconds},v1={made}"
