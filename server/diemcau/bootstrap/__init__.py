"""The composition root: the one package that knows every adapter and puts them together."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from yarl import URL

from diemcau import resources
from diemcau.adapters import indicators, listings, outlines, petition_fields
from diemcau.adapters.chance import SystemChance
from diemcau.adapters.clock import SystemClock
from diemcau.adapters.documents import Decree30
from diemcau.adapters.examining import ChildExaminer, ReaderProcesses
from diemcau.adapters.janus import shelved, staged
from diemcau.adapters.petitioner_keys import PetitionerKeys
from diemcau.adapters.scheduler import repeating
from diemcau.adapters.signalling import open_signals
from diemcau.adapters.signatures import PadesSignatures
from diemcau.adapters.store import Store, migrate, open_store
from diemcau.adapters.tray import DiskTray
from diemcau.adapters.units import shipped
from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.app.admission.handing_out import HandingOut
from diemcau.app.background import task_group
from diemcau.app.calendar.feeds import SecretFeeds
from diemcau.app.consultation.desk import DraftDesk
from diemcau.app.consultation.kind import CONSULTATION
from diemcau.app.documents.issuing import Issuing
from diemcau.app.dossiers import Dossiers
from diemcau.app.files.bringing import Bringing
from diemcau.app.files.keeping import Keeping
from diemcau.app.job_tally import JobTally
from diemcau.app.letters.addresses import AddressBook
from diemcau.app.letters.answer_links import AnswerLinks
from diemcau.app.letters.way_in import WaysIn
from diemcau.app.library.anchors import Anchors
from diemcau.app.library.drawing import draw_anew
from diemcau.app.library.figures_over_time import FiguresOverTime
from diemcau.app.library.following import Follower
from diemcau.app.library.handing_over import HandingOver
from diemcau.app.library.reading import Reading
from diemcau.app.live.hearing import Hearing
from diemcau.app.live.neighbours import Neighbours
from diemcau.app.live.rooms import Rooms, World
from diemcau.app.media.keeping import KeepingRecordings
from diemcau.app.media.machines import Machines
from diemcau.app.office.bodies import Bodies, Holders
from diemcau.app.office.difficulties import DIFFICULTIES, DifficultyDesk
from diemcau.app.office.founding import CurrentOffice
from diemcau.app.office.from_unit import FromUnit
from diemcau.app.office.own_settings import Ways, WaysOfBodies
from diemcau.app.office.units import UNITS, UnitDesk
from diemcau.app.personal.telling import PersonalFile
from diemcau.app.petitions.connecting import Connecting
from diemcau.app.petitions.desk import PetitionDesk
from diemcau.app.petitions.envelopes import Envelopes
from diemcau.app.petitions.freezing import Freezing
from diemcau.app.petitions.kind import PETITIONS
from diemcau.app.petitions.petitioners import PetitionerDesk
from diemcau.app.petitions.submitting import Submitting
from diemcau.app.ports.office import Office
from diemcau.app.ports.world import Clock
from diemcau.app.security import Sentry
from diemcau.bootstrap.entrance import admission, founding, guarding, openid, people
from diemcau.bootstrap.inspecting import Inspecting
from diemcau.bootstrap.jobs import errand, jobs, planner
from diemcau.config import Configuration
from diemcau.edge.door import taking
from diemcau.edge.door.once import ANSWERS, Answers
from diemcau.edge.door.security import Entrance, install
from diemcau.edge.exports.aside import DESK
from diemcau.edge.live.porch import Patience, Porch
from diemcau.edge.live.socket import carry_screens
from diemcau.edge.live.telling import carry_feeds
from diemcau.edge.page_again import page_again
from diemcau.edge.pages.refusals import say_in_words
from diemcau.edge.product import PRODUCT, Product
from diemcau.edge.pulse import PULSE, Pulse, beating
from diemcau.edge.refusing.errors import PAGE_AGAIN
from diemcau.edge.routes import routes
from diemcau.edge.showing.rendering import PAGES, Pages
from diemcau.edge.showing.unchanged import PROGRAM, Program

LARGEST_FORM = 1024 * 1024


@asynccontextmanager
async def stored(settings: Configuration) -> AsyncIterator[Store]:
    """The store with its tables at today's revision, and the lists of sites that we ship."""
    contacts = Path(settings.personal.keys)
    await migrate(settings.store.url, contacts=contacts)
    store = open_store(settings.store.url, contacts=contacts)
    try:
        await _furnish(store)
        yield store
    finally:
        await store.close()


async def _furnish(store: Store) -> None:
    """A list that is there already is the office's own by now, and stays as it is. What was
    published before there was a search is made findable.
    """
    known = await store.directory.listings()
    for name in listings.SHIPPED:
        if name not in known:
            await store.directory.put(listings.shipped(name))
    await UnitDesk(Dossiers(UNITS, store.dossiers), SystemClock()).furnish(shipped())
    await draw_anew(store.events, store.library)
    await store.library.index()


def as_set(settings: Configuration) -> Office:
    own, at = settings.letterhead, settings.edge
    return Office(letterhead=own, listing=at.default_listing, hall_phone=at.hall_phone)


def usual_ways(settings: Configuration) -> Ways:
    """Of a body that says nothing else."""
    months = settings.personal.letter_months
    return Ways(settings.media.recording_days, months, indicators.shipped())


@asynccontextmanager
async def product(
    settings: Configuration, store: Store, clock: Clock | None = None
) -> AsyncIterator[Product]:
    """Everything but the web server; the rooms that may have something due are awake."""
    clock, chance, grace = clock or SystemClock(), SystemChance(), settings.presence.grace
    node = chance.new_id()
    readers = ReaderProcesses(settings.examining)
    working_days = VietnameseWorkingDays(settings.calendar.days_off, settings.calendar.days_worked)
    async with (
        open_signals(settings.signals.url, settings.store.url) as signals,
        guarding(settings, store, clock) as security,
        staged(settings.media, Follower(store.library), clock, grace) as (follow, media),
        task_group() as tasks,
    ):
        world = World(
            store=store.events,
            ballot_keys=store.ballot_keys,
            clock=clock,
            chance=chance,
            signals=signals,
            neighbours=Neighbours(node),
            node=node,
            follow=follow,
            grace=grace,
            told=Sentry(tasks, security).told,
        )
        rooms, anchors = Rooms(tasks, world), Anchors(store.events)
        holders = Holders(store.library, rooms)
        hearing = Hearing(rooms, store.library)
        listening = tasks.create_task(hearing.run())
        try:
            await hearing.rouse()
            issuing = Issuing(
                rooms=rooms,
                numbers=store.numbers,
                anchors=anchors,
                bodies=Bodies(store.bodies, CurrentOffice(store.office, as_set(settings)), clock),
                printer=Decree30(settings.documents),
                signatures=signatures(settings, readers),
                keeping=Keeping(store.files, rooms),
                clock=clock,
            )
            doors = admission(settings, store, security, clock)
            ways = WaysOfBodies(issuing.bodies, usual_ways(settings))
            ways_in = WaysIn(
                HandingOut(rooms, doors, chance),
                AnswerLinks(store.secrets, chance, by_calendar=bool(settings.mailbox.url)),
                URL(settings.identity.public_url),
            )
            registers = Dossiers(PETITIONS, store.dossiers)
            desk = PetitionDesk(registers, store.library, working_days, clock)
            units = UnitDesk(Dossiers(UNITS, store.dossiers), clock)
            persons = PetitionerKeys(Path(settings.petitions.keys))
            looked_at = (issuing.keeping, DiskTray(), ChildExaminer(readers))
            mailed = (store.addresses, store.letters, store.directory, store.library)
            addresses = AddressBook(*mailed, rooms, clock)
            rooms.told.append(Freezing(tasks, rooms, desk, addresses.listed).told)
            yield Product(
                rooms=rooms,
                library=store.library,
                reading=Reading(store.library, store.files, rooms, holders),
                issuing=issuing,
                letters=store.letters,
                series=store.series,
                files=store.files,
                bringing=Bringing(*looked_at, issuing.signatures, clock),
                drafts=DraftDesk(Dossiers(CONSULTATION, store.dossiers), clock, working_days),
                calendar_feeds=SecretFeeds(store.calendar_feeds, chance),
                planner=planner(store, rooms, working_days, clock),
                addresses=addresses,
                errand=errand(settings, store, working_days, anchors, ways_in, ways),
                answer_links=ways_in.answers,
                directory=store.directory,
                accounts=store.accounts,
                admission=doors,
                openid=openid(settings, store, doors),
                clock=clock,
                chance=chance,
                working_days=working_days,
                bodies=issuing.bodies,
                units=units,
                difficulties=DifficultyDesk(Dossiers(DIFFICULTIES, store.dossiers)),
                figures_over_time=FiguresOverTime(rooms, store.library),
                handing_over=HandingOver(rooms, store.library, units, clock),
                from_unit=FromUnit(issuing.bodies, units, store.directory),
                holders=holders,
                founding=founding(store, security),
                people=people(store, doors),
                ways=ways,
                petition_fields=petition_fields.shipped(),
                outlines=outlines.shipped(),
                media=media,
                recordings=KeepingRecordings(rooms, media, shelved(settings.media), clock, ways),
                machines=Machines(store.machine_passes, chance, clock),
                petitions=desk,
                envelopes=Envelopes(persons),
                petitioners=PetitionerDesk(desk, store.petitioners, persons, clock),
                connecting=Connecting(desk, clock, chance),
                submitting=Submitting(desk, clock, chance),
                personal=PersonalFile(store.personal, store.events, store.dossiers, store.library),
                jobs=JobTally(clock),
                inspection=Inspecting(settings, clock),
                settings=settings.edge,
                privacy=settings.personal,
            )
        finally:
            listening.cancel()
            rooms.close()


def signatures(settings: Configuration, readers: ReaderProcesses | None = None) -> PadesSignatures:
    how = settings.signature
    return PadesSignatures(how.pkcs12, how.password, how.trust, readers, authority=how.authority)


def application(settings: Configuration, parts: Product) -> web.Application:
    app = web.Application(client_max_size=LARGEST_FORM)
    app[PRODUCT] = parts
    app[DESK] = asyncio.Lock()
    app[PROGRAM] = Program(parts.chance.new_token())
    install(
        app,
        Entrance(
            admission=parts.admission,
            chance=parts.chance,
            clock=parts.clock,
            identity=settings.identity,
            security=settings.security,
        ),
    )
    app[PAGES] = Pages(resources.WEB)
    say_in_words(app)
    app[PAGE_AGAIN] = page_again
    app[ANSWERS] = Answers()
    taking.add(app, routes())
    app[PULSE] = Pulse()
    app.cleanup_ctx.append(beating)
    carry_screens(app)
    carry_feeds(app)
    return app


@asynccontextmanager
async def listening(settings: Configuration, app: web.Application) -> AsyncIterator[int]:
    """The port it listens on; port 0 asks the system for a free one."""
    runner = web.AppRunner(app, shutdown_timeout=5)
    await runner.setup()
    at = settings.server
    try:
        patience = Patience(head=at.head_seconds, idle=at.idle_seconds)
        limits = settings.edge.limits
        await Porch(runner, at.host, at.port, patience, settings.connections, limits).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving(settings: Configuration) -> AsyncIterator[tuple[Product, Store, int]]:
    """All of it, until the block ends."""
    async with stored(settings) as store, product(settings, store) as parts:
        app = application(settings, parts)
        await asyncio.to_thread(_warmed, app, parts)
        async with repeating(jobs(settings, store, parts)), listening(settings, app) as port:
            yield parts, store, port


def _warmed(app: web.Application, parts: Product) -> None:
    """What is slow the first time is done before anybody waits for it."""
    app[PAGES].warm()
    parts.working_days.around(parts.clock.now().date())


async def until_told_to_stop() -> None:
    """SIGTERM from the service manager, SIGINT from the keyboard."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()
