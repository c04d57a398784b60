"""Who may do what: the first column of the table of rights (rules §1).

A site acts for itself alone; chair, secretary and operator act for a site that phoned. The
clock (`SYSTEM`) does what `deadlines` says is due. A deputy has the chair's column for as
long as the console is handed over. `admin` of the accounts has no role here at all.
"""

from datetime import datetime

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, ForSite
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import NotAllowed, SiteMissing
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.rights import RIGHTS

MAY: dict[type[AnyCommand], frozenset[Role]] = {act: right.who for act, right in RIGHTS.items()}


def role_of(meeting: Meeting, actor: Actor, at: datetime) -> Role:
    """The column of the table that counts now: a deputy is chair while the console is theirs.

    Theirs is their account's: a namesake holds nothing, nor does a deputy without an account.
    """
    if actor.role is not Role.DEPUTY or (deputy := meeting.deputy) is None:
        return actor.role
    theirs = actor.login != "" and deputy.login == actor.login
    return Role.CHAIR if theirs and at < deputy.until else actor.role


def check(meeting: Meeting, command: AnyCommand) -> None:
    """Raise `NotAllowed` unless the table, and for a site its own name, say yes."""
    role = role_of(meeting, command.actor, command.at)
    if role not in MAY[type(command)]:
        raise NotAllowed
    if role is Role.SITE:
        named = command.site if isinstance(command, ForSite) else None
        if command.actor.site is None or named not in (None, command.actor.site):
            raise NotAllowed


def subject(command: ForSite) -> SiteCode:
    """The site a command is about: the one named, else the one that acts."""
    site = command.site or command.actor.site
    if site is None:
        raise SiteMissing
    return site
