"""An Atom feed (RFC 4287) of what is published to everybody, newest news first.

A withdrawal is news of the same entry: its title says so and its text is gone. Left out is what
is for sites alone, signed in or not, for a feed is read by machines that pass it on. Each entry has
the anchor of its publication, so that whoever keeps the feed keeps the log to what it was.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from aiohttp import web

from diemcau.app.plain_text import on_one_line, plain
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.papers import Conclusions, Documents, Minutes, Notice, Paper
from diemcau.edge import readable
from diemcau.edge.exports.linked_data import address_of
from diemcau.edge.exports.spared import each_written
from diemcau.edge.identity import IDENTITY
from diemcau.edge.readers import product
from diemcau.edge.rendering import vietnamese
from diemcau.edge.words import Voice

log = logging.getLogger(__name__)

PATH: Final = "/published.atom"
MOST: Final = 50
"""Entries; a reader that was away for longer has the list."""
_ATOM: Final = "http://www.w3.org/2005/Atom"
ET.register_namespace("", _ATOM)


async def feed(request: web.Request) -> web.Response:
    home = request.app[IDENTITY].public_url.rstrip("/")
    voice = vietnamese(request)
    known = sorted(await readable.public(request), key=_changed_at, reverse=True)[:MOST]
    root, named = _feed(known, home, voice), {address_of(each, home): each for each in known}
    for entry in root.iterfind(f"{{{_ATOM}}}entry"):
        anchor = await _anchor(request, named[str(entry.findtext(f"{{{_ATOM}}}id"))])
        _say(entry, "category", term=anchor, scheme=f"{home}/anchor")
    return web.Response(
        body=ET.tostring(root, encoding="utf-8", xml_declaration=True),
        content_type="application/atom+xml",
        charset="utf-8",
    )


async def _anchor(request: web.Request, known: PublishedPaper) -> str:
    """Nothing where the log of one conference cannot be read: the feed is everybody's."""
    try:
        return await product(request).anchors.of(known.meeting, known.no)
    except Unavailable:
        raise
    except Exception:
        log.exception("an anchor cannot be read", extra={"meeting": known.meeting})
        return ""


def _feed(known: Sequence[PublishedPaper], home: str, voice: Voice) -> ET.Element:
    root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "vi"})
    _say(root, "title", f"{voice('page.published.title')} – {voice('page.product')}")
    _say(root, "id", f"{home}/published")
    _say(
        root,
        "updated",
        _stamp(max(map(_changed_at, known), default=datetime(1970, 1, 1, tzinfo=UTC))),
    )
    _say(root, "link", rel="self", href=f"{home}{PATH}")
    _say(root, "link", rel="alternate", href=f"{home}/published", type="text/html")
    _say(_say(root, "author"), "name", voice("page.product"))
    root.extend(each_written(known, lambda each: _entry(each, home, voice)))
    return root


def _entry(known: PublishedPaper, home: str, voice: Voice) -> ET.Element:
    address = address_of(known, home)
    title = f"{voice(f'stage.{known.stage}')} – {known.paper.title}"
    gone = known.withdrawn_at is not None
    entry = ET.Element(f"{{{_ATOM}}}entry")
    _say(entry, "id", address)
    withdrawn = f"[{voice('page.publication.withdrawn')}] " if gone else ""
    _say(entry, "title", on_one_line(f"{withdrawn}{title}"))
    _say(entry, "published", _stamp(known.at))
    _say(entry, "updated", _stamp(_changed_at(known)))
    _say(entry, "link", rel="alternate", href=address, type="text/html")
    _say(entry, "category", term=known.stage.value, label=voice(f"stage.{known.stage}"))
    _say(entry, "summary", known.reason if gone else summary(known.paper))
    return entry


def summary(paper: Paper) -> str:
    """A line for each thing that stands in it."""
    match paper:
        case Notice():
            return "\n".join(f"{line.number}. {line.title}" for line in paper.agenda)
        case Documents():
            return "\n".join(line.title for line in paper.documents)
        case Minutes():
            return "\n".join(f"{line.number}. {line.title}" for line in paper.items)
        case Conclusions():
            return "\n".join(
                f"{line.number}. {line.text} – {line.lead}" for line in paper.conclusions
            )


def _say(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = plain(text) or None
    return made


def _changed_at(known: PublishedPaper) -> datetime:
    return known.withdrawn_at or known.at


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


ROUTES: Final = (web.get(PATH, feed),)
