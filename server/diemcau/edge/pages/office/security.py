"""The security log, for the admin of the installation: the newest first, a hundred at a time, or
those that are sought.

What an address asks for and cannot be is not asked for.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from aiohttp import web
from multidict import MultiMapping
from yarl import URL

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted, Sought
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.showing.rendering import PAGES, page
from diemcau.edge.showing.words import Voice, language_of
from diemcau.edge.who.readers import product, reader
from diemcau.protocol import door

HERE: Final = "/security"
AT_ONCE: Final = 100
_NAMED: Final = re.compile(r"(?<!\S)(login|site|terminal|node)/(\S+)")
_WORDS: Final = {
    "login": "page.security.login",
    "site": "page.security.site",
    "terminal": "page.security.terminal",
    "node": "page.security.node",
}
_DIGITS: Final = 9
_LONGEST: Final = 200
_DAY: Final = timedelta(days=1)


async def show(request: web.Request) -> web.Response:
    if reader(request, Post.ADMIN).body != FIRST_BODY:
        raise NotAllowed
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
        told=partial(_told, _voice(request)),
        days=[str(_day(asked.get(name, "")) or "") for name in ("from", "to")],
    )


def _voice(request: web.Request) -> Voice:
    return request.app[PAGES].words.spoken(language_of(request))


def _told(t: Voice, text: str) -> str:
    """Whoever the log names by their kind and a name, in words."""
    return _NAMED.sub(lambda found: t(_WORDS[found[1]], name=found[2]), text)


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
