"""The pages: whole before any script runs, one module for each noun."""

from aiohttp import web

from diemcau.edge.pages import (
    conferences,
    consultation,
    gallery,
    language,
    manual,
    petitions,
    start,
)
from diemcau.edge.pages.account import (
    factors,
    invited,
    openid,
    own,
    passkeys,
    personal,
    second_step,
    signing,
)
from diemcau.edge.pages.after import (
    below,
    files,
    follow_up,
    handover,
    minutes,
    published,
    recordings,
    signatures,
)
from diemcau.edge.pages.ahead import (
    answers,
    beginning,
    calendar,
    delegations,
    editor,
    invitation,
    letters,
    machines,
    passes,
    series,
)
from diemcau.edge.pages.live import boards, discussing, figures, joining, pictures, texts
from diemcau.edge.pages.live import screens as live
from diemcau.edge.pages.office import (
    bodies,
    faces,
    founding,
    from_above,
    installation,
    locks,
    people,
    security,
    units,
)


def page_routes() -> list[web.AbstractRouteDef]:
    """Every page and every form that is not an act of a conference."""
    return [
        *start.ROUTES,
        *founding.ROUTES,
        *language.ROUTES,
        *signing.ROUTES,
        *second_step.ROUTES,
        *own.ROUTES,
        *factors.ROUTES,
        *openid.ROUTES,
        *passkeys.ROUTES,
        *invited.ROUTES,
        *people.ROUTES,
        *personal.ROUTES,
        *joining.ROUTES,
        *published.ROUTES,
        *signatures.ROUTES,
        *beginning.ROUTES,
        *bodies.ROUTES,
        *units.ROUTES,
        *consultation.ROUTES,
        *discussing.ROUTES,
        *boards.ROUTES,
        *conferences.ROUTES,
        *faces.ROUTES,
        *from_above.ROUTES,
        *series.ROUTES,
        *handover.ROUTES,
        *below.ROUTES,
        *follow_up.ROUTES,
        *petitions.ROUTES,
        *letters.ROUTES,
        *editor.ROUTES,
        *delegations.ROUTES,
        *invitation.ROUTES,
        *passes.ROUTES,
        *locks.ROUTES,
        *manual.ROUTES,
        *answers.ROUTES,
        *calendar.ROUTES,
        *figures.ROUTES,
        *machines.ROUTES,
        *files.ROUTES,
        *minutes.ROUTES,
        *recordings.ROUTES,
        *texts.ROUTES,
        *pictures.ROUTES,
        *live.ROUTES,
        *security.ROUTES,
        *installation.ROUTES,
        *gallery.ROUTES,
    ]
