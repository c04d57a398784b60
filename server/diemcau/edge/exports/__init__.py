"""What is published, for programs: one module for each form, and their addresses in one list."""

from aiohttp import web

from diemcau.edge.exports import (
    akoma_ntoso,
    archive,
    calendar,
    documents,
    drafts,
    feed,
    figures,
    files,
    oparl,
    over_time,
    package,
    people,
    petitions,
    schema,
    sitemap,
    tables,
    voters,
)
from diemcau.edge.who.noting import noted


def export_routes() -> list[web.RouteDef]:
    return noted(_routes())


def _routes() -> list[web.RouteDef]:
    return [
        *documents.ROUTES,
        *feed.ROUTES,
        *calendar.ROUTES,
        *sitemap.ROUTES,
        *schema.ROUTES,
        *tables.ROUTES,
        *files.ROUTES,
        *akoma_ntoso.ROUTES,
        *oparl.ROUTES,
        *package.ROUTES,
        *people.ROUTES,
        *archive.ROUTES,
        *figures.ROUTES,
        *over_time.ROUTES,
        *petitions.ROUTES,
        *voters.ROUTES,
        *drafts.ROUTES,
    ]
