"""The pages: whole before any script runs, one module for each noun."""

from aiohttp import web

from diemcau.edge.pages import (
    answers,
    calendar,
    conferences,
    editor,
    figures,
    files,
    follow_up,
    founding,
    gallery,
    invitation,
    joining,
    language,
    letters,
    live,
    locks,
    manual,
    minutes,
    passes,
    pictures,
    published,
    security,
    series,
    signatures,
    signing,
    start,
    texts,
)


def page_routes() -> list[web.AbstractRouteDef]:
    """Every page and every form that is not an act of a conference."""
    return [
        *start.ROUTES,
        *founding.ROUTES,
        *language.ROUTES,
        *signing.ROUTES,
        *joining.ROUTES,
        *published.ROUTES,
        *signatures.ROUTES,
        *conferences.ROUTES,
        *series.ROUTES,
        *follow_up.ROUTES,
        *letters.ROUTES,
        *editor.ROUTES,
        *invitation.ROUTES,
        *passes.ROUTES,
        *locks.ROUTES,
        *manual.ROUTES,
        *answers.ROUTES,
        *calendar.ROUTES,
        *figures.ROUTES,
        *files.ROUTES,
        *minutes.ROUTES,
        *texts.ROUTES,
        *pictures.ROUTES,
        *live.ROUTES,
        *security.ROUTES,
        *gallery.ROUTES,
    ]
