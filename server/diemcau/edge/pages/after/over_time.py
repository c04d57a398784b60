"""The figures over the quarters, with a break at the day on which units changed."""

from typing import Final

from aiohttp import web

from diemcau.edge.exports.over_time import HERE, asked_for, days, note, sentences
from diemcau.edge.showing.rendering import PAGES, page
from diemcau.edge.showing.words import language_of


async def show(request: web.Request) -> web.Response:
    asked = await asked_for(request)
    voice, table = request.app[PAGES].words.spoken(language_of(request)), asked.table
    return page(
        request,
        "over_time.html",
        asked=asked,
        table=table,
        notes=[note(row, voice) for row in table.rows] if table else (),
        said=sentences(table, voice) if table else (),
        days=days,
    )


ROUTES: Final = (web.get(HERE, show),)
