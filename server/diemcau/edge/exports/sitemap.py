"""For search engines: which pages there are (sitemaps.org 0.9) and which are nobody's but ours."""

from datetime import UTC
from typing import Final
from xml.etree import ElementTree as ET

from aiohttp import web

from diemcau.app.ports.library import ListedPaper
from diemcau.edge.exports.linked_data import address_of
from diemcau.edge.exports.spared import each_written
from diemcau.edge.showing.unchanged import unless_known
from diemcau.edge.who import readable
from diemcau.edge.who.identity import IDENTITY

PATH: Final = "/sitemap.xml"
OURS: Final = ("/conferences", "/follow-up", "/join", "/sign-in", "/sign-out")
"""Nothing there is for the public."""
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


async def sitemap(request: web.Request) -> web.Response:
    """What was withdrawn or replaced keeps its address but is not looked for."""
    home = request.app[IDENTITY].public_url.rstrip("/")
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    for path in ("/", "/published"):
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{home}{path}"
    standing = (
        known
        for known in await readable.public(request)
        if known.withdrawn_at is None and known.replaced_by is None
    )
    root.extend(each_written(standing, lambda known: _url(known, home)))
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return web.Response(body=text, content_type="application/xml", charset="utf-8")


def _url(known: ListedPaper, home: str) -> ET.Element:
    url = ET.Element("url")
    ET.SubElement(url, "loc").text = address_of(known, home)
    ET.SubElement(url, "lastmod").text = known.at.astimezone(UTC).date().isoformat()
    return url


async def robots(request: web.Request) -> web.Response:
    """RFC 9309."""
    home = request.app[IDENTITY].public_url.rstrip("/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in OURS), f"Sitemap: {home}{PATH}"]
    return web.Response(text="\n".join([*lines, ""]))


ROUTES: Final = (web.get(PATH, unless_known(sitemap)), web.get("/robots.txt", robots))
