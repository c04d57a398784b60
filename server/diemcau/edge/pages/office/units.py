"""The units, for the admin of the installation: as they stood on a day, what became of them, and
the acts by which they change (levels §7).
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from aiohttp import web

from diemcau.app.office import unit_lines
from diemcau.app.office.units import UnitAct
from diemcau.app.ports.people import Post, Session
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.terms import Role
from diemcau.domain.units.nouns import UnitChange, UnitShare
from diemcau.domain.units.tree import UnitOn, UnitTree, all_on, standing, successors
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms import fields as forms
from diemcau.edge.forms.office import whole_line
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader
from diemcau.protocol.codec import Malformed

HERE: Final = "/units"
LONGEST_NUMBER: Final = 7
"""Digits of the number of an act."""


class ShownUnit(NamedTuple):
    """A unit of the day that is looked at: what it came from, and what it is today."""

    unit: UnitOn
    came_from: Sequence[UnitShare]
    now: Sequence[UnitOn]


async def show(request: web.Request) -> web.Response:
    _house(request)
    units = product(request).units
    tree, today = await units.tree(), units.today()
    day = _day(request.query.get("day", ""), today)
    shown = [_shown(tree, each, day, today) for each in all_on(tree, day)]
    levels = sorted({each.unit.state.level for each in shown})
    return page(
        request,
        "units.html",
        day=day,
        today=today,
        by_level=[(n, [each for each in shown if each.unit.state.level == n]) for n in levels],
        changes=list(enumerate(tree.changes, 1))[::-1],
        kinds=tuple(UnitChange),
        names={code: unit.last.full_name for code, unit in tree.units.items()},
    )


def _shown(tree: UnitTree, each: UnitOn, day: date, today: date) -> ShownUnit:
    unit = tree.units[each.code]
    came = unit.came_from if unit.states[0].on(day) else ()
    now = () if standing(tree, each.code, today) else successors(tree, each.code, today)
    return ShownUnit(each, came, now)


async def change(request: web.Request) -> web.Response:
    session, said = _house(request), await form_of(request)
    text = {name: str(value) for name, value in said.items()}
    act = UnitAct(
        what=_kind(text.get("what", "")),
        on=_given(text.get("on", "")),
        basis=whole_line(text, "basis"),
        ends=unit_lines.codes(text.get("ends", "")),
        after=unit_lines.plans(text.get("after", "")),
        shares=unit_lines.shares(text.get("shares", "")),
    )
    await product(request).units.change(forms.form_id(said), _actor(session), act)
    raise web.HTTPSeeOther(f"{HERE}?day={act.on}#changes")


async def take_back(request: web.Request) -> web.Response:
    session, said = _house(request), await form_of(request)
    number = str(said.get("number", ""))
    if not (number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER):
        raise Malformed("bad_args", "number")
    await product(request).units.take_back(forms.form_id(said), _actor(session), int(number))
    raise web.HTTPSeeOther(f"{HERE}#changes")


def _actor(session: Session) -> Actor:
    """Of no conference, so of none of its roles."""
    return Actor(Role.PUBLIC, session.name, login=session.login or "")


def _kind(said: str) -> UnitChange:
    try:
        return UnitChange(said)
    except ValueError:
        raise Malformed("bad_args", "what") from None


def _given(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Malformed("bad_args", "on") from None


def _day(said: str, today: date) -> date:
    """What is no day shows today."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return today


def _house(request: web.Request) -> Session:
    """Who looks after the installation. Raises `NotAllowed`."""
    session = reader(request, Post.ADMIN)
    if session.body != FIRST_BODY:
        raise NotAllowed
    return session


ROUTES: Final = (
    web.get(HERE, show),
    Taking(f"{HERE}/change", change, long(Post.ADMIN)),
    Taking(f"{HERE}/take-back", take_back, long(Post.ADMIN)),
)
