"""What a page is about, in the words of schema.org, for search engines (JSON-LD 1.1)."""

from urllib.parse import quote

from diemcau.app.ports.library import KnownPaper, PublishedPaper
from diemcau.app.text.plain_text import on_one_line
from diemcau.domain.nouns.papers import Notice


def described(known: PublishedPaper, home: str) -> dict[str, object]:
    """A notice tells of an event; everything else is a document. Of what was withdrawn only that
    it is there.
    """
    address = address_of(known, home)
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "@id": address,
        "url": address,
        "name": on_one_line(known.paper.title),
        "datePublished": known.at.isoformat(),
        "inLanguage": "vi",
    }
    if known.withdrawn_at is None and isinstance(known.paper, Notice):
        about["about"] = {
            "@type": "Event",
            "name": on_one_line(known.paper.title),
            "startDate": known.paper.starts_at.isoformat(),
            "endDate": known.paper.ends_at.isoformat(),
            "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
            "location": {"@type": "Place", "name": on_one_line(known.paper.hub)},
            "organizer": {"@type": "Organization", "name": on_one_line(known.paper.organiser)},
        }
    return about


def address_of(known: KnownPaper, home: str) -> str:
    """For good: whatever the conference is called, it is an address (RFC 3986)."""
    meeting = quote(known.meeting, safe="", errors="replace")
    return f"{home.rstrip('/')}/published/{meeting}/{known.no}"
