"""To whose account something is written, and under what it is counted (`charges`)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.lengths import length


class Family(StrEnum):
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


class Charge(NamedTuple):
    """What an event writes to an account."""

    family: Family
    account: str
    words: int = 0
    entries: int = 1

    @property
    def key(self) -> str:
        return f"{self.family}/{self.account}"


def account_of(by: Actor, site: SiteCode | None = None) -> str:
    """A site's own, the one for what the hall enters for it, or that of a role."""
    if by.role is Role.SITE:
        return f"site/{by.site}"
    return str(by.role) if site is None else f"for/{site}"


def by_whom(family: Family, event: AnyEvent, *words: str) -> Iterator[Charge]:
    """To the account of whoever did it."""
    yield Charge(family, account_of(event.by), length(words))


def about(family: Family, event: AnyEvent, site: SiteCode | None, *words: str) -> Iterator[Charge]:
    """To an account of the site it is about."""
    yield Charge(family, account_of(event.by, site), length(words))
