"""What it costs us to answer each question: a row for every address that can be asked for.

A question without a row counts as one that is read; a law in the tests wants the row.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from aiohttp import web


class Cost(Enum):
    """`HELD` lies in memory; `READ` asks the store for a little and draws a page; `MADE` prints,
    searches, counts, or goes through papers: a hundred times an ordinary page.
    """

    HELD = "held"
    READ = "read"
    MADE = "made"


_CONFERENCE: Final = "/conferences/{meeting}"
_DRAFT: Final = "/consultations/{draft}"
_PAPER: Final = "/published/{meeting}/{no}"

COSTS: Final[Mapping[str, Cost]] = {
    "/": Cost.READ,
    "/answer/{meeting}/{site}/{seal}": Cost.READ,
    "/assets/{path}": Cost.HELD,
    "/bodies": Cost.READ,
    "/bodies/new": Cost.READ,
    "/bodies/{body}": Cost.READ,
    "/calendar": Cost.READ,
    "/calendar/{token}.ics": Cost.MADE,
    "/conferences": Cost.READ,
    "/conferences/new": Cost.READ,
    _CONFERENCE: Cost.READ,
    f"{_CONFERENCE}/answers": Cost.READ,
    f"{_CONFERENCE}/boards/{{item}}": Cost.READ,
    f"{_CONFERENCE}/boards/{{item}}/petitions/{{petition}}": Cost.READ,
    f"{_CONFERENCE}/delegations": Cost.READ,
    f"{_CONFERENCE}/drafts/{{item}}/clauses/{{clause}}": Cost.READ,
    f"{_CONFERENCE}/drafts/{{item}}/comments": Cost.READ,
    f"{_CONFERENCE}/drafts/{{item}}/weights": Cost.READ,
    f"{_CONFERENCE}/edit": Cost.READ,
    f"{_CONFERENCE}/edit/{{step}}": Cost.READ,
    f"{_CONFERENCE}/figures": Cost.MADE,
    f"{_CONFERENCE}/figures.csv": Cost.MADE,
    f"{_CONFERENCE}/figures.xlsx": Cost.MADE,
    f"{_CONFERENCE}/floor/events": Cost.READ,
    f"{_CONFERENCE}/floor/socket": Cost.READ,
    f"{_CONFERENCE}/invitation": Cost.READ,
    f"{_CONFERENCE}/live": Cost.READ,
    f"{_CONFERENCE}/machines": Cost.READ,
    f"{_CONFERENCE}/minutes": Cost.MADE,
    f"{_CONFERENCE}/minutes/{{number}}": Cost.MADE,
    f"{_CONFERENCE}/papers": Cost.MADE,
    f"{_CONFERENCE}/passes": Cost.READ,
    f"{_CONFERENCE}/pictures": Cost.MADE,
    f"{_CONFERENCE}/spoken": Cost.READ,
    f"{_CONFERENCE}/spoken/waiting": Cost.READ,
    f"{_CONFERENCE}/texts/{{family}}/{{which}}": Cost.READ,
    f"{_CONFERENCE}/understood": Cost.READ,
    f"{_CONFERENCE}/view": Cost.READ,
    f"{_CONFERENCE}/view/rest": Cost.READ,
    f"{_CONFERENCE}/{{screen}}": Cost.READ,
    "/consultations": Cost.MADE,
    "/consultations/new": Cost.READ,
    "/consultations/schema.json": Cost.MADE,
    _DRAFT: Cost.READ,
    f"{_DRAFT}/carry": Cost.MADE,
    f"{_DRAFT}/clauses/{{clause}}": Cost.READ,
    f"{_DRAFT}/compare": Cost.MADE,
    f"{_DRAFT}/edit": Cost.READ,
    f"{_DRAFT}/files/{{digest}}": Cost.MADE,
    f"{_DRAFT}/table": Cost.MADE,
    f"{_DRAFT}/table.{{form}}": Cost.MADE,
    f"{_DRAFT}/text": Cost.READ,
    f"{_DRAFT}/text.{{form}}": Cost.MADE,
    "/files/{meeting}/{digest}": Cost.MADE,
    "/follow-up": Cost.MADE,
    "/follow-up/letter.pdf": Cost.MADE,
    "/follow-up/{meeting}/{conclusion}": Cost.READ,
    "/gallery": Cost.MADE,
    "/from-above": Cost.MADE,
    "/healthz": Cost.READ,
    "/invited/{token}": Cost.READ,
    "/join": Cost.READ,
    "/join/link/{token}": Cost.READ,
    "/join/{meeting}": Cost.READ,
    "/letters": Cost.MADE,
    "/letters/addresses": Cost.READ,
    "/letters/letter": Cost.READ,
    "/manual": Cost.READ,
    "/manual/{role}": Cost.READ,
    "/me": Cost.READ,
    "/me/codes": Cost.READ,
    "/me/passkeys": Cost.READ,
    "/me/prove": Cost.READ,
    "/me/prove/passkey": Cost.READ,
    "/metrics": Cost.READ,
    "/oparl": Cost.MADE,
    "/oparl/list/{list}": Cost.MADE,
    "/oparl/{path}": Cost.MADE,
    "/office": Cost.READ,
    "/office/new": Cost.READ,
    "/people": Cost.READ,
    "/people/{login}": Cost.READ,
    "/people/{login}/remove": Cost.READ,
    "/petitions": Cost.MADE,
    "/petitions/batches": Cost.READ,
    "/petitions/board": Cost.MADE,
    "/petitions/bring": Cost.READ,
    "/petitions/list.{form}": Cost.MADE,
    "/petitions/competent": Cost.READ,
    "/petitions/letters": Cost.MADE,
    "/petitions/letters/{kind}.{form}": Cost.MADE,
    "/petitions/overview": Cost.MADE,
    "/petitions/overview.{form}": Cost.MADE,
    "/petitions/schema.json": Cost.MADE,
    "/petitions/statements": Cost.MADE,
    "/petitions/statements/new": Cost.READ,
    "/petitions/statements/{statement}": Cost.MADE,
    "/petitions/statements/{statement}/petitioner": Cost.READ,
    "/petitions/{petition}": Cost.MADE,
    "/published": Cost.MADE,
    "/published.atom": Cost.MADE,
    "/published.ics": Cost.MADE,
    "/published/schema.json": Cost.HELD,
    _PAPER: Cost.MADE,
    f"{_PAPER}.akn.xml": Cost.MADE,
    f"{_PAPER}.json": Cost.MADE,
    f"{_PAPER}.zip": Cost.MADE,
    f"{_PAPER}.{{form}}": Cost.MADE,
    f"{_PAPER}/signature": Cost.MADE,
    f"{_PAPER}/to-sign.pdf": Cost.MADE,
    f"{_PAPER}/{{table}}.csv": Cost.MADE,
    f"{_PAPER}/{{which}}.{{form}}": Cost.MADE,
    "/robots.txt": Cost.HELD,
    "/security": Cost.MADE,
    "/series": Cost.READ,
    "/series/new": Cost.READ,
    "/series/new/dates": Cost.READ,
    "/series/{series}": Cost.READ,
    "/series/{series}/dates": Cost.READ,
    "/series/{series}/edit": Cost.READ,
    "/session": Cost.READ,
    "/sign-in": Cost.READ,
    "/sign-in/back/{provider}": Cost.READ,
    "/sign-in/code": Cost.READ,
    "/sign-in/code/passkey": Cost.READ,
    "/sign-in/passkey": Cost.READ,
    "/sign-in/with/{provider}": Cost.READ,
    "/sign-out": Cost.READ,
    "/sign-out-everywhere": Cost.READ,
    "/sitemap.xml": Cost.MADE,
    "/units": Cost.READ,
    "/voters": Cost.MADE,
    "/voters.atom": Cost.MADE,
    "/voters.{form}": Cost.MADE,
    "/voters/{petition}": Cost.READ,
}
"""By the address as its row writes it, without the patterns in its braces."""


def cost_of(request: web.Request) -> Cost:
    resource = request.match_info.route.resource
    return COSTS.get(resource.canonical if resource else "", Cost.READ)
