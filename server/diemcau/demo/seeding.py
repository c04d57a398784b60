"""What the demo finds when it opens: lists of sites, accounts, and a conference in its lobby."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace as with_

from diemcau import resources
from diemcau.adapters import listings
from diemcau.adapters.passwords import Argon2Passwords
from diemcau.adapters.store import Store
from diemcau.app.admission.handing_out import HandingOut
from diemcau.app.admission.passes import IssuedPass
from diemcau.app.ports.library import Headline
from diemcau.app.ports.people import Account, Post
from diemcau.demo import quarter, retelling
from diemcau.demo.consulting import consult, lay_on_agenda
from diemcau.demo.letterbox import MAIL
from diemcau.demo.logins import LOGINS, PASSWORD
from diemcau.demo.options import Options
from diemcau.demo.pace import Tempo
from diemcau.demo.script import Occasion, plan, script
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.conference import AnnounceConference, OpenLobby
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, MeetingId, SiteCode
from diemcau.domain.nouns.petitions import CarryBoard
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import ItemKind, Phase, Role, Stage
from diemcau.domain.rules.petitions import possible
from diemcau.domain.rules.rights import UNTIL_ENDED
from diemcau.edge.product import Product

PRINTED_ANYWAY = Argon2Passwords(passes=1, kibibytes=1024)
"""Nothing is guarded by slow hashes of what stands on the terminal."""
PETITIONS = resources.CONFIG / "demo" / "petitions-2024-q1.json"
STARTS_IN = timedelta(minutes=5)
TO_GO_ON = frozenset({Phase.ANNOUNCED, Phase.LOBBY, Phase.RUNNING, Phase.BREAK, Phase.ENDED})
SECRETARY = Actor(Role.SECRETARY, LOGINS["thu-ky"][1])
OPERATOR = Actor(Role.OPERATOR, LOGINS["ky-thuat"][1])


class Seeded(Struct, frozen=True, kw_only=True):
    """`passes` in the order of the list; `kept_logins` had been there, with their passwords."""

    meeting: MeetingId
    title: str
    passes: Mapping[SiteCode, IssuedPass]
    kept_logins: frozenset[str]


async def seed(parts: Product, store: Store, options: Options) -> Seeded:
    """Doing it again adds nothing but, unless the last is kept, a conference."""
    await furnish(store)
    meeting = await _last(store) if options.keep else None
    meeting = meeting or await _planned(parts, store, options)
    state = await parts.rooms.state(meeting)
    admission = replace(parts.admission, passwords=PRINTED_ANYWAY)
    handing = HandingOut(parts.rooms, admission, parts.chance)
    issued = await handing.hand_out(meeting, state.site_order, SECRETARY)
    kept = await _accounts(parts, state.site_order[0])
    await petitions(parts)
    await consult(parts)
    await lay_on_agenda(parts, meeting)
    await lay_board(parts, meeting)
    passes = {each.site: each for each in issued}
    return Seeded(meeting=meeting, title=state.title, passes=passes, kept_logins=kept)


async def furnish(store: Store) -> None:
    """The lists that we ship, and where each of their sites reads its letters."""
    known = await store.addresses.all(FIRST_BODY)
    for name in listings.SHIPPED:
        sites = listings.shipped(name)
        await store.directory.put(sites)
        new = {each.code: f"{each.code}@{MAIL}" for each in sites if each.code not in known}
        await store.addresses.put(FIRST_BODY, new)


async def _accounts(parts: Product, ba_dinh: SiteCode) -> frozenset[str]:
    """Those that were there before stay as they are."""
    kept = set()
    for login, (post, name) in LOGINS.items():
        site = ba_dinh if post is Post.SITE else None
        if await parts.accounts.by_login(login):
            kept.add(login)
            continue
        hashed = await PRINTED_ANYWAY.hashed(PASSWORD)
        new = Account(login=login, name=name, post=post, password=hashed, site=site)
        await parts.accounts.put(new)
    return frozenset(kept)


async def petitions(parts: Product) -> None:
    """The register of the first quarter of 2024, told again; the same file twice adds nothing."""
    if (await parts.petitions.register(FIRST_BODY)).order:
        return
    told = retelling.read(PETITIONS.read_bytes())
    acts = retelling.acts(
        told,
        parts.clock.now(),
        parts.working_days.around(told.as_of),
        secretary=LOGINS["thu-ky"][1],
        chair=LOGINS["chu-tri"][1],
    )
    await parts.petitions.submit(FIRST_BODY, *acts)


async def lay_board(parts: Product, meeting: MeetingId) -> None:
    """On the item on which the committee replies; one that lies there already stays."""
    state = await parts.rooms.state(meeting)
    free = (state.items[each] for each in possible(state) if each not in state.boards)
    items = [each.id for each in free if each.kind is ItemKind.REPLY]
    if not items or state.phase not in UNTIL_ENDED:
        return
    command = CarryBoard(
        id=_new(parts),
        at=parts.clock.now(),
        actor=SECRETARY,
        item=items[0],
        figures=await parts.petitions.figures(FIRST_BODY, await parts.addresses.listed()),
    )
    await parts.rooms.submit(meeting, command)


async def _last(store: Store) -> MeetingId | None:
    """The newest of ours that is not over."""
    ours = [each for each in await _ours(store) if each.phase in TO_GO_ON]
    return max(ours, key=lambda each: each.starts_at).meeting if ours else None


async def _ours(store: Store) -> list[Headline]:
    return [h for h in await store.library.headlines(None) if h.meeting.startswith(script().id)]


async def _planned(parts: Product, store: Store, options: Options) -> MeetingId:
    """Planned, announced to the public, with the figures of the quarter, and its lobby open."""
    number = len(await _ours(store)) + 1
    meeting = MeetingId(script().id if number == 1 else f"{script().id}-{number}")
    now = parts.clock.now()
    occasion = Occasion(
        command=CommandId(parts.chance.new_id()),
        now=now,
        starts_at=now.replace(second=0, microsecond=0) + STARTS_IN,
        sites=(await store.directory.listing(options.listing))[: options.sites],
        settings=with_(Tempo(options.speed).settings(), video=parts.media.there),
        seed=options.seed,
    )
    await parts.rooms.submit(meeting, plan(occasion))
    announce = AnnounceConference(id=_new(parts), at=parts.clock.now(), actor=SECRETARY)
    await parts.rooms.submit(meeting, announce)
    notice = Publish(id=_new(parts), at=parts.clock.now(), actor=SECRETARY, stage=Stage.NOTICE)
    await parts.rooms.submit(meeting, notice)
    wanted = (await parts.ways.of(FIRST_BODY)).indicators
    asked = quarter.asked(wanted, SECRETARY, parts.clock, parts.chance)
    await parts.rooms.submit(meeting, asked)
    state = await parts.rooms.state(meeting)
    for one in quarter.handed_in(state, SECRETARY, parts.clock, parts.chance, options.seed):
        await parts.rooms.submit(meeting, one)
    with suppress(Rejected):  # the clock may have been faster
        lobby = OpenLobby(id=_new(parts), at=parts.clock.now(), actor=OPERATOR)
        await parts.rooms.submit(meeting, lobby)
    return meeting


def _new(parts: Product) -> CommandId:
    return CommandId(parts.chance.new_id())
