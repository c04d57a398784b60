"""An Atom feed (RFC 4287) of what is published to everybody, newest news first.

A withdrawal is news of the same entry: its title says so and its text is gone. Left out is what
is for sites alone, signed in or not, for a feed is read by machines that pass it on. Each entry has
the anchor of its publication, so that whoever keeps the feed keeps the log to what it was.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from aiohttp import web

from diemcau.app.ports.library import ListedPaper
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.edge.exports.linked_data import address_of
from diemcau.edge.exports.spared import anchor_of, each_written
from diemcau.edge.showing.looking import FEED, Looking, wanted
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.showing.unchanged import unless_known
from diemcau.edge.showing.words import Voice
from diemcau.edge.who import readable
from diemcau.edge.who.identity import IDENTITY

PATH: Final = FEED
MOST: Final = 50
"""Entries; a reader that was away for longer has the list."""
_ATOM: Final = "http://www.w3.org/2005/Atom"
ET.register_namespace("", _ATOM)


async def feed(request: web.Request) -> web.Response:
    home = request.app[IDENTITY].public_url.rstrip("/")
    voice = vietnamese(request)
    looking = Looking.of(request.query)
    known = await _news(request, looking)
    whose = await readable.body_called(request, looking.body) or voice("page.product")
    root = _feed(known, looking, home, voice, whose)
    named = {address_of(each, home): each for each in known}
    for entry in root.iterfind(f"{{{_ATOM}}}entry"):
        anchor = await anchor_of(request, named[str(entry.findtext(f"{{{_ATOM}}}id"))])
        _say(entry, "category", term=anchor, scheme=f"{home}/anchor")
    return web.Response(
        body=ET.tostring(root, encoding="utf-8", xml_declaration=True),
        content_type="application/atom+xml",
        charset="utf-8",
    )


async def _news(request: web.Request, looking: Looking) -> Sequence[ListedPaper]:
    """Of a list that is narrowed, what is in it."""
    if looking.unreadable:
        return ()
    return await readable.public(request, wanted(request, looking), news=MOST)


def _feed(
    known: Sequence[ListedPaper], looking: Looking, home: str, voice: Voice, whose: str
) -> ET.Element:
    """`whose` papers they are."""
    root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "vi"})
    _say(root, "title", f"{voice('page.published.title')} – {whose}")
    _say(root, "id", f"{home}{looking.at()}")
    _say(
        root,
        "updated",
        _stamp(max(map(_changed_at, known), default=datetime(1970, 1, 1, tzinfo=UTC))),
    )
    _say(root, "link", rel="self", href=f"{home}{looking.at(PATH)}")
    _say(root, "link", rel="alternate", href=f"{home}{looking.at()}", type="text/html")
    _say(_say(root, "author"), "name", whose)
    root.extend(each_written(known, lambda each: _entry(each, home, voice)))
    return root


def _entry(known: ListedPaper, home: str, voice: Voice) -> ET.Element:
    address = address_of(known, home)
    title = f"{voice(f'stage.{known.stage}')} – {known.title}"
    gone = known.withdrawn_at is not None
    entry = ET.Element(f"{{{_ATOM}}}entry")
    _say(entry, "id", address)
    withdrawn = f"[{voice('page.publication.withdrawn')}] " if gone else ""
    _say(entry, "title", on_one_line(f"{withdrawn}{title}"))
    _say(entry, "published", _stamp(known.at))
    _say(entry, "updated", _stamp(_changed_at(known)))
    _say(entry, "link", rel="alternate", href=address, type="text/html")
    _say(entry, "category", term=known.stage.value, label=voice(f"stage.{known.stage}"))
    _say(entry, "summary", known.reason if gone else known.gist)
    return entry


def _say(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = plain(text) or None
    return made


def _changed_at(known: ListedPaper) -> datetime:
    return known.withdrawn_at or known.at


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


ROUTES: Final = (web.get(PATH, unless_known(feed)),)
