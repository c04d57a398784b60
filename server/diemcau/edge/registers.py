"""Who reads a page of the register, as whom they act, and the words that all its pages share.

A site that was let into one conference by link or PIN has no part in a register: it is of a body,
and for its accounts.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from aiohttp import web

from diemcau.app.live.seats import ROLES
from diemcau.app.ports.people import Post, Session
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns import terms
from diemcau.domain.petitions.nouns.statements import Statement
from diemcau.domain.petitions.nouns.terms import FieldCode, LeadCode
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.rules.standing import overdue
from diemcau.edge.showing.rendering import PAGES, page
from diemcau.edge.showing.words import language_of
from diemcau.edge.who.readers import product, reader

READERS: Final = (Post.CHAIR, Post.SECRETARY, Post.SITE)
AT_ONCE: Final = 25


class AtDesk(NamedTuple):
    """A reader, as whom they act, and the register of their body today."""

    session: Session
    body: BodyId
    actor: Actor
    register: PetitionRegister
    today: date

    @property
    def fields(self) -> Mapping[FieldCode, str]:
        known = self.register.fields.values()
        return {each.code: each.name for each in sorted(known, key=lambda each: each.name)}

    @property
    def leads(self) -> Mapping[LeadCode, str]:
        known = self.register.bodies.values()
        return {each.code: each.name for each in sorted(known, key=lambda each: each.name)}

    @property
    def mirrors(self) -> bool:
        """Another register is the register."""
        return self.register.settings.mode is terms.RegisterMode.MIRROR

    @property
    def own_leads(self) -> Sequence[LeadCode]:
        """The bodies that a site answers for."""
        own = self.actor.site
        return sorted(self.register.body_of(own)) if own else ()


def acting(request: web.Request, *posts: Post) -> tuple[Session, Actor]:
    """Raises `NotAllowed`."""
    session = reader(request, *(posts or READERS))
    role = ROLES[session.post]
    if role is None or session.meeting is not None:
        raise NotAllowed
    login = "" if session.site else session.login or ""
    return session, Actor(role=role, name=session.name, site=session.site, login=login)


async def at_desk(request: web.Request, *posts: Post) -> AtDesk:
    session, actor = acting(request, *posts)
    desk = product(request).petitions
    register = await desk.register(session.body)
    return AtDesk(session, session.body, actor, register, desk.today())


async def shown(
    request: web.Request,
    template: str,
    desk: AtDesk,
    **context: Any,  # noqa: ANN401 – whatever a page shows
) -> web.Response:
    """A page of the register, with the words that all of them share."""
    t = request.app[PAGES].words.spoken(language_of(request))

    def named(prefix: str, kind: Iterable[str]) -> list[tuple[str, str]]:
        return [(each, t(f"{prefix}{each}")) for each in kind]

    def any_of(prefix: str, kind: Iterable[str]) -> list[tuple[str, str]]:
        return [("", t("page.petition.any")), *named(prefix, kind)]

    return page(
        request,
        f"petitions/{template}.html",
        desk=desk,
        units=await product(request).addresses.listed(),
        terms=terms,
        named=named,
        any_of=any_of,
        late=lambda each: overdue(each, desk.today),
        **context,
    )


def hears(desk: AtDesk, said: Statement) -> bool:
    """The office all, a site its own: what others said word for word is nobody else's."""
    return desk.actor.role is not Role.SITE or said.unit == desk.actor.site
