"""A letter as a message (RFC 5322), with its iCalendar object as an invitation (RFC 6047)."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from icalendar import Calendar

from diemcau.app.ports import Letter


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The same letter is the same `Message-ID` however often it goes out, so that a mailbox that
    gets it twice can tell. No vacation notice is asked for (RFC 3834).
    """
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = letter.to
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(letter.made_at)
    made["Message-ID"] = f"<{name_of(letter)}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = "vi"
    made.set_content(letter.text)
    if letter.calendar:
        method = str(Calendar.from_ical(letter.calendar)["method"])
        text = letter.calendar.decode()
        made.add_alternative(text, subtype="calendar", params={"method": method})
    return made


def name_of(letter: Letter) -> str:
    """Short, and fit for any header and any file."""
    return sha256(letter.key.encode()).hexdigest()[:32]
