"""The answer of a calendar program out of a letter: MIME (RFC 2045) and iCalendar (RFC 5545), both
from a stranger, so this runs in a process with limits.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any, Final

from icalendar import Calendar

from diemcau.app.ports.replies import CalendarReply
from diemcau.app.text.plain_text import on_one_line

_COMING: Final[Mapping[str, bool]] = {"ACCEPTED": True, "DECLINED": False}
"""RFC 5545, 3.2.12; of the others none is an answer."""
_LONGEST: Final = 500
_UNREADABLE: Final = (ValueError, LookupError, TypeError, AttributeError, OverflowError)


def reply_in(letter: bytes) -> CalendarReply | None:
    """The first of them: a reply is about one event, of one attendee."""
    try:
        return next((_reply(each) for each in _replies(letter)), None)
    except (*_UNREADABLE, RecursionError):
        return None


def _replies(letter: bytes) -> Iterator[Any]:
    for part in message_from_bytes(letter, policy=policy.default).walk():
        if part.get_content_type() == "text/calendar":
            content: Any = part.get_payload(decode=True)
            calendar = Calendar.from_ical(content)
            if str(calendar["method"]).upper() == "REPLY":
                yield from calendar.walk("VEVENT")


def _reply(event: Any) -> CalendarReply:  # noqa: ANN401 – icalendar is untyped
    attendee, stamp = event["attendee"], event["dtstamp"].dt
    return CalendarReply(
        uid=str(event["uid"]),
        attendee=str(attendee).lower().removeprefix("mailto:"),
        coming=_COMING.get(str(attendee.params.get("partstat", "")).upper()),
        sequence=int(event.get("sequence", 0)),
        stamped=datetime.fromtimestamp(stamp.replace(tzinfo=stamp.tzinfo or UTC).timestamp(), UTC),
        comment=on_one_line(str(event.get("comment", "")))[:_LONGEST],
    )
