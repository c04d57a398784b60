"""Passes that were handed out to sites (rules §1)."""

from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from diemcau.domain.nouns.accounts import Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Role


class PassIssue(Struct, frozen=True, omit_defaults=True):
    """When the passes of a site were last handed out, and by whom."""

    at: datetime
    role: Role
    name: str = ""


class IssuePasses(Command, frozen=True, kw_only=True):
    """Hand out new passes; the older ones of these sites, and whoever is in by them, are out.

    Only the server hands out what it has made: a record of passes that nobody holds would end those
    that somebody does. So to whom they go is never taken from the wire.
    """

    stamped: ClassVar = Command.stamped | {"sites"}
    sites: Annotated[tuple[SiteCode, ...], Meta(max_length=10_000)]


class PassesIssued(Event, frozen=True, kw_only=True):
    """To which sites; what is on a pass is on no record."""

    stored: ClassVar = "site.passes_issued"
    charged: ClassVar = by_whom(Entries.CONDUCT, "sites")
    sites: tuple[SiteCode, ...]


class NoSiteChosen(Rejected):
    """Passes are for somebody."""

    code = "no_site_chosen"


class PassWhileVoting(Rejected):
    """A new pass is a new key to a seat that votes just now."""

    code = "pass_while_voting"


PassCommand = IssuePasses
PassEvent = PassesIssued
PassRefusal = NoSiteChosen | PassWhileVoting
