"""What a page is about, in the words of schema.org, for search engines (JSON-LD 1.1)."""

from diemcau.app.ports import PublishedPaper
from diemcau.domain.papers import Notice


def described(known: PublishedPaper, home: str) -> dict[str, object]:
    """A notice tells of an event; everything else is a document. Of what was withdrawn only that
    it is there.
    """
    address = f"{home.rstrip('/')}/published/{known.meeting}/{known.no}"
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "@id": address,
        "url": address,
        "name": known.paper.title,
        "datePublished": known.at.isoformat(),
        "inLanguage": "vi",
    }
    if known.withdrawn_at is None and isinstance(known.paper, Notice):
        about["about"] = {
            "@type": "Event",
            "name": known.paper.title,
            "startDate": known.paper.starts_at.isoformat(),
            "endDate": known.paper.ends_at.isoformat(),
            "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
            "location": {"@type": "Place", "name": known.paper.hub},
            "organizer": {"@type": "Organization", "name": known.paper.organiser},
        }
    return about
