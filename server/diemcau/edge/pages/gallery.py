"""Every component with every example, light beside dark: for whoever builds the screens.

Only where `[edge] gallery` says so; elsewhere there is no such page.
"""

from typing import Any, Final

import msgspec
from aiohttp import web

from diemcau import resources
from diemcau.edge.showing.rendering import PAGES, island, page
from diemcau.edge.showing.words import language_of
from diemcau.edge.who.readers import product

COMPONENTS: Final = resources.WEB / "js" / "components"


async def show(request: web.Request) -> web.Response:
    if not product(request).settings.gallery:
        raise web.HTTPNotFound
    lang, components = language_of(request), _components()
    words = request.app[PAGES].assets.words(lang)
    facts = {"words": words, "lang": lang, "components": components}
    return page(request, "gallery.html", components=components, facts=island(facts))


def _components() -> dict[str, list[dict[str, Any]]]:
    """Component → its examples, read anew each time: whoever writes one wants to see it."""
    folders = sorted(each for each in COMPONENTS.iterdir() if each.is_dir())
    return {each.name: _examples(each.name) for each in folders}


def _examples(name: str) -> list[dict[str, Any]]:
    file = COMPONENTS / name / f"{name}.examples.json"
    return (
        msgspec.json.decode(file.read_bytes(), type=list[dict[str, Any]]) if file.exists() else []
    )


ROUTES: Final = (web.get("/gallery", show),)
