"""A letter as a message (RFC 5322), with its iCalendar object as an invitation (RFC 6047): from us,
to whom it is sent, as a request and a cancellation have to say (RFC 5546, 3.2.2 and 3.2.5).
"""

import logging
import re
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import Final

from icalendar import Calendar
from typing_extensions import override

from diemcau.app.ports.letters import AS_SET, Letter, LetterSender, MailRefused
from diemcau.app.text.plain_text import on_one_line, plain

log = logging.getLogger(__name__)

_ADDRESS: Final = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,253}")
"""In ASCII, with nothing that begins another address or another header."""


_LONGEST_WORD: Final = 75
"""Signs of an encoded word (RFC 2047, 2)."""


class _Ascii(EmailPolicy):
    """Not every server on the way passes on eight bits (RFC 6152). What people wrote is encoded
    here and never read as a header first: the library takes an encoded word for what it means, and
    where it folds words that are not ASCII it loses a blank here and there.
    """

    @override
    def header_store_parse(self, name: str, value: str) -> tuple[str, str]:
        return (name, value) if name in _WRITTEN else super().header_store_parse(name, value)

    @override
    def fold(self, name: str, value: str) -> str:
        if name not in _WRITTEN:
            return str(super().fold(name, value))
        return f"{name}: {_WRITTEN[name](str(value), self.linesep)}{self.linesep}"

    @override
    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii")


def _encoded(text: str, linesep: str) -> str:
    """Encoded words alone (RFC 2047), also of plain ASCII: no word of the text is taken for one."""
    written = Header(text, "utf-8", header_name="Subject", maxlinelen=_LONGEST_WORD)
    return written.encode(linesep=linesep)


def _sender(text: str, linesep: str) -> str:
    """The name as a phrase of encoded words (RFC 2047, 5), the address on a line of its own."""
    name, address = parseaddr(text)
    return f"{_encoded(on_one_line(name), linesep)}{linesep} <{address}>" if name else address


_WRITTEN: Final = {"Subject": _encoded, "From": _sender}
_ASCII: Final = _Ascii(linesep="\r\n", cte_type="7bit")


def message_of(letter: Letter, sender: str, body: LetterSender = AS_SET) -> EmailMessage:
    """Under the name of the body, from the one address that the mail server lets us write from.

    The same letter is the same `Message-ID` however often it goes out, so that a mailbox that
    gets it twice can tell. No vacation notice is asked for (RFC 3834).
    """
    ours = parseaddr(sender)[1]
    if not _ADDRESS.fullmatch(letter.to):
        raise MailRefused("553 5.1.3 no address that a mail server can read", final=True)
    made = EmailMessage(policy=_ASCII)
    made["From"] = _named(body.name, ours) if body.name else sender
    made["To"] = letter.to
    if _ADDRESS.fullmatch(body.reply_to):
        made["Reply-To"] = body.reply_to
    made["Subject"] = on_one_line(letter.subject)
    made["Date"] = format_datetime(letter.made_at)
    made["Message-ID"] = f"<{name_of(letter)}@{ours.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(plain(letter.text))
    if letter.calendar and (invitation := _invitation(letter, ours)):
        text, method = invitation
        made.add_alternative(text, subtype="calendar", params={"method": method})
    return made


def _named(name: str, address: str) -> str:
    """Whatever stands in the name, it ends before the address."""
    told = on_one_line(name).replace("\\", " ").replace('"', " ")
    return f'"{told}" <{address}>'


def _invitation(letter: Letter, ours: str) -> tuple[str, str] | None:
    """The object and its method; a letter with one that nobody can read is still a letter."""
    lines = letter.calendar.decode(errors="replace").replace("\r\n", "\n").split("\n")
    try:
        calendar = Calendar.from_ical("\r\n".join(map(_unbroken, lines)))
        method = str(calendar["method"])
    except (ValueError, LookupError):
        log.exception("an invitation cannot be read", extra={"letter": letter.key})
        return None
    for event in calendar.walk("VEVENT"):
        event.add("organizer", f"mailto:{ours}")
        event.add("attendee", f"mailto:{letter.to}")
    return calendar.to_ical().decode(), method


def _unbroken(line: str) -> str:
    """Line of a calendar, with what begins it: a blank is the sign of one that goes on."""
    start = " " if line.startswith((" ", "\t")) else ""
    return start + plain(line[len(start) :]).replace("\n", " ")


def name_of(letter: Letter) -> str:
    """Short, and fit for any header and any file."""
    return sha256(letter.key.encode()).hexdigest()[:32]
