"""Letters through a mail server (SMTP, RFC 5321), with TLS unless it is said otherwise."""

from email.utils import parseaddr
from typing import Final

import aiosmtplib
from yarl import URL

from diemcau.adapters.mail.message import message_of
from diemcau.app.ports.letters import AS_SET, Letter, LetterSender, MailRefused
from diemcau.app.ports.world import Unavailable

TIMEOUT: Final = 30.0
"""Seconds for each step; a whole letter stays within the lease of its claim."""
_FOR_GOOD: Final = 500
"""From here on the server's answers are final (RFC 5321, 4.2.1)."""


class SmtpMail:
    def __init__(self, url: URL, sender: str) -> None:
        self._url, self._sender = url, sender

    async def send(self, letter: Letter, sender: LetterSender = AS_SET) -> None:
        """A wrong name or password is the office's to mend, and no fault of the letter. The message
        goes out as it is folded here.
        """
        try:
            async with self._connected() as server:
                message = message_of(letter, self._sender, sender).as_bytes()
                await server.sendmail(parseaddr(self._sender)[1], [letter.to], message)
        except aiosmtplib.SMTPRecipientsRefused as wrong:
            raise _named(wrong.recipients[0]) from wrong
        except aiosmtplib.SMTPDataError as wrong:
            raise _named(wrong) from wrong
        except (aiosmtplib.SMTPException, OSError) as wrong:
            raise Unavailable(str(wrong)) from wrong

    async def greet(self) -> None:
        """Whether it would take a letter from us; raises `Unavailable`."""
        try:
            async with self._connected() as server:
                await server.noop()
        except (aiosmtplib.SMTPException, OSError) as wrong:
            raise Unavailable(str(wrong)) from wrong

    def _connected(self) -> aiosmtplib.SMTP:
        url = self._url
        return aiosmtplib.SMTP(
            hostname=url.host,
            port=url.port,
            username=url.user,
            password=url.password,
            use_tls=url.scheme == "smtps",
            start_tls=url.scheme == "smtp",
            timeout=TIMEOUT,
        )


def _named(wrong: aiosmtplib.SMTPResponseException) -> MailRefused:
    return MailRefused(f"{wrong.code} {wrong.message}", final=wrong.code >= _FOR_GOOD)
