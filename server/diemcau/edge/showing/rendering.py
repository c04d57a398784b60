"""From a template to an answer: one Jinja environment, the words, and the reader's facts.

How this works: `Pages` is made once and kept in the application; `page` renders one template
for one request. Every template finds there `t` (the words), `lang`, `session`, `csrf()`,
`nonce`, `new_id()`, `act_id()` (of a form), `number()` (1, 2, 3 … on this page), `typed` (what a
refused form is shown again with), `here` (the path) and `zone`. Times are shown in the zone of the
conference, which the filters read from the context: macros are imported *with context*.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec
from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from diemcau.app.admission.secrets import grouped
from diemcau.app.calendar import days
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.domain.nouns.papers import AgendaLine, Notice
from diemcau.domain.views.clocks import left_at, spoken_at
from diemcau.domain.views.keys import View
from diemcau.edge.door.headers import nonce_of
from diemcau.edge.door.own_forms import csrf_of
from diemcau.edge.forms.typed_again import REFUSED, RefusedForm, TypedAgain, unfolded
from diemcau.edge.product import PRODUCT
from diemcau.edge.showing.assets import Assets
from diemcau.edge.showing.compiled import KeptCompiled
from diemcau.edge.showing.words import Voice, Words, language_of
from diemcau.edge.who.browsers import browser_called
from diemcau.edge.who.identity import session_of

LOOKS: Final = {"theme": ("light", "dark"), "size": ("s", "l")}
STAMP: Final = "%Y-%m-%dT%H:%M"
"""How a browser's field for date and time writes a local time."""


class Pages:
    """Templates, words and assets of one `web/` folder; the applications of a process share what is
    compiled and packed.
    """

    def __init__(self, web_folder: Path, *, strict: bool = False) -> None:
        self.words = Words(web_folder / "i18n", strict=strict)
        self.assets = _assets(web_folder)
        self.env = _environment(web_folder)

    def warm(self) -> None:
        """Every template compiled, which takes seconds, or found compiled: not on the loop, and not
        when somebody first asks for it.
        """
        for name in self.env.list_templates():
            self.env.get_template(name)

    def rendered(self, template: str, context: Mapping[str, object]) -> str:
        return self.env.get_template(template).render(context)


PAGES: Final = web.AppKey("pages", Pages)


def page(
    request: web.Request,
    template: str,
    *,
    status: int = 200,
    zone: tzinfo = HOME_ZONE,
    **context: object,
) -> web.Response:
    """The template for whoever asks."""
    pages = request.app[PAGES]
    voice = pages.words.spoken(language_of(request))
    facts = {
        "t": voice,
        "lang": voice.lang,
        "session": session_of(request),
        "csrf": lambda: csrf_of(request),
        "nonce": nonce_of(request),
        "new_id": request.app[PRODUCT].chance.new_id,
        "act_id": _numbered(request.app[PRODUCT].chance.new_id),
        "here": request.path_qs if request.method in {"GET", "HEAD"} else "/",
        "called": voice.listing,
        "zone": zone,
        "chosen_look": look_of(request),
        "importmap": Markup(pages.assets.importmap()),  # noqa: S704 – our own file
    }
    text = _written(pages, template, facts | context, request.get(REFUSED))
    return web.Response(status=status, text=text, content_type="text/html")


def _written(
    pages: Pages, template: str, context: Mapping[str, object], refused: RefusedForm | None
) -> str:
    """With the form that was refused; where the page has it no more, its head says so."""

    def written(typed: TypedAgain) -> str:
        once = {"number": count(1).__next__, "typed": typed}
        return pages.rendered(template, {**context, **once})

    text = written(typed := TypedAgain(refused))
    return written(TypedAgain(refused, at_head=True)) if typed.untold else unfolded(text)


def _numbered(new_id: Callable[[], str]) -> Callable[[], str]:
    """An id for each form of a page. They differ by a number alone: sixty that shared nothing would
    be a kilobyte that no compression takes away.
    """
    ids = (f"{new}-{n}" for new in (new_id(),) for n in count(1))
    return lambda: next(ids)


def vietnamese(request: web.Request) -> Voice:
    """The language of documents and of published data, whatever the reader's is."""
    return request.app[PAGES].words.spoken("vi")


def look_of(request: web.Request) -> dict[str, str]:
    """Theme and text size as this reader chose them (`web/js/look.js`), for `<html>`."""
    chosen = {name: request.cookies.get(name, "") for name in LOOKS}
    return {name: value for name, value in chosen.items() if value in LOOKS[name]}


def island(value: object) -> Markup:
    """JSON for a `<script type="application/json">`: nothing in it can end the element."""
    text = msgspec.json.encode(value).decode().replace("<", "\\u003c")
    return Markup(text)  # noqa: S704 – escaped on the line above


# -- inside a template -----------------------------------------------------------------------------


def family(view: Mapping[str, View], name: str) -> list[View]:
    """All values under `name/…`, in the order of the view."""
    return [value for key, value in view.items() if key.startswith(f"{name}/")]


def typed_length(length: timedelta | float) -> str:
    """As it is typed into a field, minutes and seconds: `05:00`; hours run on as minutes."""
    seconds = int(length.total_seconds() if isinstance(length, timedelta) else length)
    return f"{seconds // 60:02}:{seconds % 60:02}"


def lasting(length: timedelta | float) -> str:
    """As it is read: `6′30″`, `5′`, `1h05′`. No hour of the day looks like one (in the browser
    `lasting` of `web/js/format.js`).
    """
    seconds = int(length.total_seconds() if isinstance(length, timedelta) else length)
    sign, (minutes, rest) = "−" if seconds < 0 else "", divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    told = f"{hours}h{minutes:02}′" if hours else f"{minutes}′" if minutes else ""
    if not told:
        return f"{sign}{rest}″"
    return f"{sign}{told}{rest:02}″" if rest else f"{sign}{told}"


@pass_context
def dmy(context: Context, day: date | None) -> str:
    return _local(context, day, "%d/%m/%Y")


@pass_context
def hm(context: Context, at: datetime | None, *, with_day: bool = False) -> str:
    return _local(context, at, "%H:%M %d/%m" if with_day else "%H:%M")


@pass_context
def several_days(context: Context, first: datetime, last: datetime | None) -> bool:
    """Whether what begins then goes on to another day; what has no end yet does not."""
    return last is not None and days.several(first, last, context["zone"])


@pass_context
def until(context: Context, first: datetime, last: datetime) -> str:
    """`08:00 – 11:30, 19/04/2024`, over several days `08:00 19/04/2024 – 11:30 20/04/2024`."""
    starts, ends = hm(context, first), hm(context, last)
    if several_days(context, first, last):
        return f"{starts} {dmy(context, first)} – {ends} {dmy(context, last)}"
    return f"{starts} – {ends}, {dmy(context, first)}"


@pass_context
def by_day(context: Context, paper: Notice) -> Iterator[tuple[date | None, Sequence[AgendaLine]]]:
    return days.by_day(paper, context["zone"])


@pass_context
def hms(context: Context, at: datetime | None) -> str:
    return _local(context, at, "%H:%M:%S")


@pass_context
def stamp(context: Context, at: datetime | None) -> str:
    """As the value of `<input type="datetime-local">`."""
    return _local(context, at, STAMP)


def _local(context: Context, at: date | None, form: str) -> str:
    """A day has no zone; a time is shown where the conference is."""
    if at is None:
        return ""
    shown = at.astimezone(context["zone"]) if isinstance(at, datetime) else at
    return shown.strftime(form)


_assets = cache(Assets)


_MANNER: Final[dict[str, Any]] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "optimized": False,  # no filter is asked ahead, so what is kept rests on the template alone
}
"""What decides to which code a template is compiled, beside its escaping, which is never off."""


@cache
def _environment(web_folder: Path) -> Environment:
    env = Environment(
        loader=FileSystemLoader(web_folder / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=KeptCompiled(web_folder / "__pycache__", _MANNER),
        **_MANNER,
    )
    filters: dict[str, Any] = {
        "browser_called": browser_called,
        "by_day": by_day,
        "dmy": dmy,
        "grouped": grouped,
        "hm": hm,
        "hms": hms,
        "left_at": left_at,
        "lasting": lasting,
        "ms": typed_length,
        "several_days": several_days,
        "spoken_at": spoken_at,
        "stamp": stamp,
        "until": until,
    }
    env.filters |= filters
    assets = _assets(web_folder)
    env.globals |= {
        "family": family,
        "assets": assets.prefix,
        "modules": assets.modules,
        "words": assets.words,
    }
    return env
