"""Who reads a page about a draft, which one it is, and as what they may act on it."""

from typing import NamedTuple

from aiohttp import web

from diemcau.app.consultation.desk import DraftDesk, drafting_actor
from diemcau.domain.consultation.rules.permissions import may
from diemcau.domain.consultation.rules.rights import DRAFT_RIGHTS
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.act import Actor, name_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.who.readers import product, reader


class DraftReader(NamedTuple):
    actor: Actor
    state: Consultation
    desk: DraftDesk

    @property
    def offers(self) -> frozenset[str]:
        """What they may do now, by name."""
        return frozenset(name_of(act) for act in DRAFT_RIGHTS if may(self.state, self.actor, act))


def reading_as(request: web.Request) -> Actor:
    """Raises `NotAllowed` for whoever has no part in drafts."""
    return drafting_actor(reader(request))


async def opened(request: web.Request) -> DraftReader:
    """Raises `NoSuchConsultation`."""
    actor, desk = reading_as(request), product(request).drafts
    code = request.match_info["draft"]
    return DraftReader(actor, await desk.one(actor, await body_of(request), code), desk)
