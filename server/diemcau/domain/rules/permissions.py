"""Who may do what: the first column of the table of rights (rules §1).

A site acts for itself alone; chair, secretary and operator act for a site that phoned. The
clock (`SYSTEM`) does what `deadlines` says is due. A deputy has the chair's column for as
long as the console is handed over, and the chair looks on meanwhile: one of them leads.
`admin` of the accounts has no role here at all.
"""

from datetime import datetime
from typing import Final

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, ForSite
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import HandConsole, NotLeading, TakeConsoleBack
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import NotAllowed, SiteMissing
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.rights import RIGHTS

MAY: dict[type[AnyCommand], frozenset[Role]] = {act: right.who for act, right in RIGHTS.items()}


THE_CHAIRS_OWN: Final[frozenset[type[AnyCommand]]] = frozenset({HandConsole, TakeConsoleBack})
"""What the chair does also while a deputy leads, so that a console always comes back."""


def leader(meeting: Meeting, at: datetime) -> Actor:
    """Whoever leads then: the deputy while the console is theirs, else the chair.

    Theirs is their account's: a namesake holds nothing, nor does a deputy without an account.
    """
    deputy = meeting.deputy
    if deputy is None or not deputy.login or at >= deputy.until:
        return Actor(Role.CHAIR)
    return Actor(Role.DEPUTY, deputy.name, login=deputy.login)


def leads(meeting: Meeting, actor: Actor, at: datetime) -> bool:
    now = leader(meeting, at)
    return actor.role is now.role and (now.role is Role.CHAIR or actor.login == now.login)


def role_of(meeting: Meeting, actor: Actor, at: datetime) -> Role:
    """The column of the table that counts now: a deputy is chair while the console is theirs.

    A chair who looks on is still the chair: in stored logs both acted while one was handed over.
    """
    handed = actor.role is Role.DEPUTY and leads(meeting, actor, at)
    return Role.CHAIR if handed else actor.role


def check(meeting: Meeting, command: AnyCommand) -> None:
    """Raise `NotAllowed` unless the table, and for a site its own name, say yes; `NotLeading` if
    the table says yes to whoever leads, and that is the other of chair and deputy.
    """
    act, actor = type(command), command.actor
    if actor.role in (Role.CHAIR, Role.DEPUTY) and Role.CHAIR in MAY[act]:
        own = actor.role is Role.CHAIR and act in THE_CHAIRS_OWN
        if not own and not leads(meeting, actor, command.at):
            raise NotLeading
        return
    if actor.role not in MAY[act]:
        raise NotAllowed
    if actor.role is Role.SITE:
        named = command.site if isinstance(command, ForSite) else None
        if actor.site is None or named not in (None, actor.site):
            raise NotAllowed


def subject(command: ForSite) -> SiteCode:
    """The site a command is about: the one named, else the one that acts."""
    site = command.site or command.actor.site
    if site is None:
        raise SiteMissing
    return site
