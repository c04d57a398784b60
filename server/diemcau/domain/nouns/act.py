"""What every act and every event have in common: who, when, and the id that makes a retry the
same act.

A command is an intention in the imperative. Who asks, when, and its id are stamped on it at the
edge and are never part of what a browser sends. An event carries its consequence, complete enough
to replay alone: the deadline, not the preset it came from. A refusal leaves everything as it was.
"""

import re
from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.domain.nouns.terms import Role


class Actor(Struct, frozen=True, omit_defaults=True):
    """Who acts, and for a site which one; all devices of a site act as that site.

    `login` is the account of a person of the hall: two of them may have one name.
    """

    role: Role
    name: str = ""
    site: SiteCode | None = None
    login: str = ""


class Command(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`stamped` are the fields that the server sets and never takes from the wire: who and when,
    and what it counted or keeps.
    """

    stamped: ClassVar[frozenset[str]] = frozenset({"id", "at", "actor"})
    id: CommandId
    at: datetime
    actor: Actor


def name_of(act: type[Command]) -> str:
    """`AskToSpeak` is `ask_to_speak` on the wire and in the words."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", act.__name__).lower()


class ForSite(Command, frozen=True, kw_only=True):
    """Given by a site for itself, or for it."""

    site: SiteCode | None = None


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    at: datetime
    by: Actor


class Rejected(Exception):  # noqa: N818 – a refusal is a state of affairs, not an error
    """`code` is what the wire carries; a class without one is a family, never raised."""

    code: ClassVar[str] = ""
