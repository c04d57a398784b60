"""A letter as a message (RFC 5322), with its iCalendar object as an invitation (RFC 6047): from us,
to whom it is sent, as a request and a cancellation have to say (RFC 5546, 3.2.2 and 3.2.5).
"""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import Final

from icalendar import Calendar

from diemcau.app.ports import Letter

_ASCII: Final = SMTP.clone(cte_type="7bit")
"""Not every server on the way passes on eight bits (RFC 6152)."""


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The same letter is the same `Message-ID` however often it goes out, so that a mailbox that
    gets it twice can tell. No vacation notice is asked for (RFC 3834).
    """
    ours = parseaddr(sender)[1]
    made = EmailMessage(policy=_ASCII)
    made["From"] = sender
    made["To"] = letter.to
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(letter.made_at)
    made["Message-ID"] = f"<{name_of(letter)}@{ours.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    if letter.calendar:
        calendar = Calendar.from_ical(letter.calendar)
        for event in calendar.walk("VEVENT"):
            event.add("organizer", f"mailto:{ours}")
            event.add("attendee", f"mailto:{letter.to}")
        text, method = calendar.to_ical().decode(), str(calendar["method"])
        made.add_alternative(text, subtype="calendar", params={"method": method})
    return made


def name_of(letter: Letter) -> str:
    """Short, and fit for any header and any file."""
    return sha256(letter.key.encode()).hexdigest()[:32]
