"""The two faces of a unit that is a site above and a body of its own: one sign-in, and a choice.

Nobody has both at once: as a site they are what any site is to the body above, and see nothing of
their own house (ADR 0060).
"""

from typing import Final

from msgspec import Struct

from diemcau.app.admission.refusals import NoOtherFace
from diemcau.app.ports.bodies import BodyBook
from diemcau.app.ports.people import Account, Post
from diemcau.domain.nouns.ids import BodyId, SiteCode

SPEAK_ABOVE: Final = frozenset({Post.CHAIR, Post.DEPUTY, Post.SECRETARY, Post.OPERATOR})
"""Of the people of a body, those who sit for it in the conference above."""


class Face(Struct, frozen=True):
    """As what somebody is inside."""

    post: Post
    body: BodyId
    site: SiteCode | None


def own(account: Account) -> Face:
    return Face(account.post, account.body, account.site)


async def above(account: Account, bodies: BodyBook) -> Face:
    """Raises `NoOtherFace`."""
    body = await bodies.get(account.body) if account.post in SPEAK_ABOVE else None
    if body is None or body.above is None:
        raise NoOtherFace
    return Face(Post.SITE, body.above, body.site)
