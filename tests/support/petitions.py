"""A product with the register of the first quarter of 2024 in it, and who reads there."""

from collections.abc import AsyncIterator
from functools import cache

from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace

from diemcau import resources
from diemcau.app.admission.secrets import key_of
from diemcau.app.dossiers import dossier_id
from diemcau.app.petitions.kind import CODE, PETITIONS
from diemcau.app.ports.people import Post
from diemcau.config import Configuration
from diemcau.demo import retelling
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, CommandId, SiteCode
from diemcau.domain.petitions.events import PetitionEvent
from diemcau.domain.workdays import Calendar
from diemcau.protocol.records import GENESIS
from tests.support.hall import Hall, hall, signed_in
from tests.support.room import morning

FILE = resources.WEB.parent / "config" / "demo" / "petitions-2024-q1.json"
CSRF = "csrf-at-the-desk"
ACCOUNTS = {
    "secretary": (Post.SECRETARY, None),
    "chair": (Post.CHAIR, None),
    "soc-son": (Post.SITE, "016"),
    "ba-dinh": (Post.SITE, "001"),
    "hoai-duc": (Post.SITE, "274"),
}


async def registered(
    body: BodyId = FIRST_BODY, url: str = "memory://", settings: Configuration | None = None
) -> AsyncIterator[Hall]:
    async with hall(url=url, settings=settings) as made:
        await retold(made, body)
        for who, (post, site) in ACCOUNTS.items():
            await account(made, who, post, site)
        await account(made, "elsewhere", Post.SECRETARY, None, BodyId("soc-son"))
        yield made


async def retold(made: Hall, body: BodyId = FIRST_BODY) -> None:
    """As if it had been submitted act by act, in one piece."""
    dossier = dossier_id(PETITIONS.kind, body, CODE)
    records = PETITIONS.shapes.seal(dossier, GENESIS, 1, CommandId("retold"), happened())
    await made.store.dossiers.append(dossier, records)


@cache
def happened() -> tuple[PetitionEvent, ...]:
    """On the morning of the briefing."""
    told, events = retelling.read(FILE.read_bytes()), list[PetitionEvent]()
    register, now = PETITIONS.begin(dossier_id(PETITIONS.kind, FIRST_BODY, CODE)), morning().now()
    for act in retelling.acts(told, now, Calendar(), secretary="Thư ký", chair="Chủ tọa"):
        for event in PETITIONS.decide(register, act):
            register = PETITIONS.evolve(register, event)
            events.append(event)
    return tuple(events)


async def account(
    made: Hall, who: str, post: Post, site: str | None, body: BodyId = FIRST_BODY
) -> None:
    """Signed in by password: a site that came in by its link has no part in a register."""
    known = signed_in("secretary", made.clock.now())
    own = SiteCode(site) if site else None
    session = replace(
        known,
        key=key_of(f"desk.{who}"),
        post=post,
        name=who,
        login=who,
        site=own,
        csrf=CSRF,
        body=body,
    )
    await made.store.sessions.put(session)


async def desk(made: Hall, who: str) -> ClientSession:
    """One of `ACCOUNTS`."""
    name = f"desk.{who}"
    if name not in made.browsers:
        jar = CookieJar(unsafe=True)
        made.browsers[name] = ClientSession(made.url, cookies={"diemcau": name}, cookie_jar=jar)
    return made.browsers[name]
