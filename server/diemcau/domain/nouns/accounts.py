"""To whose account an event is written, and which of its words count there.

Every event says so of itself (`charged`), beside the name under which it is stored. How much an
account holds is said by `rules.bounds`.
"""

from enum import StrEnum
from typing import Final, NamedTuple


class Entries(StrEnum):
    """What is counted together."""

    OPINIONS = "opinions"
    REQUESTS = "requests"
    INCIDENTS = "incidents"
    REPORTS = "reports"
    ROSTERS = "rosters"
    ATTENDANCE = "attendance"
    SELF = "self"
    FIGURES = "figures"
    PRESSES = "presses"
    SITES = "sites"
    AGENDA = "agenda"
    DOCUMENTS = "documents"
    PLANS = "plans"
    MESSAGES = "messages"
    NOTES = "notes"
    CONCLUSIONS = "conclusions"
    VOTES = "votes"
    SPEECHES = "speeches"
    CONDUCT = "conduct"
    PAPERS = "papers"


class Charged(NamedTuple):
    """`words` are the fields whose text is counted; with `of_site` the account is one of the site
    in the field `site`, and with `many` every entry of the field is one.
    """

    entries: Entries
    words: tuple[str, ...] = ()
    of_site: bool = False
    many: bool = False


def by_whom(entries: Entries, *words: str) -> tuple[Charged, ...]:
    """To the account of whoever did it."""
    return (Charged(entries, words),)


def about_site(entries: Entries, *words: str) -> tuple[Charged, ...]:
    """To an account of the site it is about."""
    return (Charged(entries, words, of_site=True),)


def each(entries: Entries, words: str) -> tuple[Charged, ...]:
    """To the account of whoever did it, one entry for each in a list."""
    return (Charged(entries, (words,), many=True),)


UNCHARGED: Final[tuple[Charged, ...]] = ()
"""To nobody's: it only follows what was counted."""
