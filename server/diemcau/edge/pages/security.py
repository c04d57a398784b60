"""The security log, for the admin: the newest first, a hundred at a time, or those that are sought.

What an address asks for and cannot be is not asked for.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from aiohttp import web
from multidict import MultiMapping
from yarl import URL

from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted, Sought
from diemcau.app.zones import HOME_ZONE
from diemcau.edge.readers import product, reader
from diemcau.edge.rendering import page
from diemcau.protocol import door

HERE: Final = "/security"
AT_ONCE: Final = 100
_DIGITS: Final = 9
_LONGEST: Final = 200
_DAY: Final = timedelta(days=1)


async def show(request: web.Request) -> web.Response:
    reader(request, Post.ADMIN)
    asked = request.query
    sought, log = _sought(asked), product(request).admission.security.log
    notes = await log.before(_number(asked.get("before", "")), AT_ONCE, sought)
    older = _older(asked, notes[-1].no) if len(notes) == AT_ONCE else None
    return page(
        request,
        "security.html",
        zone=HOME_ZONE,
        notes=notes,
        older=older,
        kinds=[*Noted],
        sought=sought,
        days=[str(_day(asked.get(name, "")) or "") for name in ("from", "to")],
    )


def _sought(asked: MultiMapping[str]) -> Sought:
    what, last = asked.get("what", ""), _day(asked.get("to", ""))
    return Sought(
        what=Noted(what) if what in {*Noted} else None,
        text=door.line(asked.get("text", "")).strip()[:_LONGEST],
        since=_midnight(_day(asked.get("from", ""))),
        until=_midnight(last and last + _DAY),
    )


def _older(asked: MultiMapping[str], no: int) -> str:
    same = {name: asked[name] for name in ("what", "text", "from", "to") if name in asked}
    return str(URL(HERE).with_query({**same, "before": no}))


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else None


def _day(said: str) -> date | None:
    """The last there is has no day after it."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if date.min < day < date.max else None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), HOME_ZONE) if day else None


ROUTES: Final = (web.get(HERE, show),)
