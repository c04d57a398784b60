"""Who leads, chair or deputy, as a reader's view says it: `lead.js` for pages without scripts."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.conference import Console
from diemcau.domain.views.keys import View


class Leading(NamedTuple):
    """`deputy` leads in the chair's place `until` then, empty while the chair leads; `here` is
    whether that is whoever reads.
    """

    deputy: str
    until: datetime | None
    here: bool


def lead(actor: Actor, view: Mapping[str, View], now: datetime) -> Leading:
    """As `rules.permissions.leader` has it, seen from outside: at `until` the chair leads again."""
    console = view.get("console")
    if not isinstance(console, Console) or console.until is None or now >= console.until:
        return Leading("", None, here=actor.role is Role.CHAIR)
    theirs = actor.role is Role.DEPUTY and actor.login == console.login
    return Leading(console.deputy, console.until, here=theirs)
