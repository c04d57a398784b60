"""Writes what should have been written by now, and carries the outbox to the mail server."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from yarl import URL

from diemcau.app.calendar.calendars import by_meeting
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.letters.figures import figures
from diemcau.app.letters.invitations import invitations
from diemcau.app.letters.news import is_new, news
from diemcau.app.letters.reminders import reminders
from diemcau.app.letters.shapes import Called, Desk, Draft
from diemcau.app.letters.tasks import tasks
from diemcau.app.letters.way_in import WaysIn
from diemcau.app.library.anchors import Anchors
from diemcau.app.live.rooms import Rooms
from diemcau.app.office.own_settings import WaysOfBodies
from diemcau.app.ports.letters import Letter, Letters, Mail, MailRefused
from diemcau.app.ports.library import Library, Wanted
from diemcau.app.ports.sites import Addresses
from diemcau.app.ports.world import Clock, Unavailable, WorkingDays
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.domain.nouns.ids import BodyId, MeetingId
from diemcau.domain.nouns.terms import Readers

log = logging.getLogger(__name__)

KINDS: Final[Sequence[Callable[[Desk], Iterator[Draft]]]] = (
    invitations,
    reminders,
    figures,
    tasks,
    news,
)
"""Every kind of letter that is written without anybody's pressing a button."""
LEASE: Final = timedelta(minutes=5)
"""How long one letter may take; after that its sender counts as gone."""
NEWS: Final = Wanted(readers=Readers.PUBLIC)
LONGEST_WAIT: Final = timedelta(hours=1)


class Correspondence(NamedTuple):
    """What it takes to write and to send."""

    rooms: Rooms
    library: Library
    anchors: Anchors
    letters: Letters
    addresses: Addresses
    mail: Mail
    clock: Clock
    working_days: WorkingDays
    home: URL
    ways_in: WaysIn
    ways: WaysOfBodies
    listener: str = ""


class Errand:
    """Done again and again; twice at once does no harm."""

    def __init__(self, world: Correspondence) -> None:
        self._world = world

    async def run(self) -> None:
        await self.write()
        await self.send()

    async def write(self) -> None:
        """A site without an address gets its letter once it has one, if that makes sense then."""
        world, now = self._world, self._world.clock.now()
        desk = await self._desk(now)
        drafts = {draft.about: draft for each in desk.apart() for draft in _drafts(each)}
        missing = await world.letters.missing(drafts)
        new = [draft for about, draft in drafts.items() if about in missing]
        written = [(draft, desk.holder(draft.meeting)) for draft in new]
        addresses = {body: await world.addresses.all(body) for body in {b for _, b in written}}
        await world.letters.post(
            _letter(draft, to, now, body)
            for draft, body in written
            if (to := draft.to or addresses[body].get(draft.site, ""))
        )

    async def send(self) -> None:
        """Until nothing is due, or nobody answers: then there is always a next time."""
        world = self._world
        while letter := await world.letters.claim(now := world.clock.now(), now + LEASE):
            try:
                given = await world.ways_in.given(letter)
                await world.mail.send(given, (await world.ways.of(letter.body)).sender)
            except MailRefused as refused:
                again = letter.until if refused.final else now + waiting(letter.tries)
                await world.letters.failed(letter.key, plain(str(refused)), again)
            except Unavailable as away:
                log.warning("no mail goes out: %s", away)
                await world.letters.failed(
                    letter.key, plain(str(away)), now + waiting(letter.tries)
                )
                return
            except Exception as fault:
                log.exception("a letter cannot be sent", extra={"letter": letter.key})
                await world.letters.failed(letter.key, type(fault).__name__, letter.until)
            else:
                await world.letters.sent(letter.key, world.clock.now())

    async def _desk(self, now: datetime) -> Desk:
        world, library = self._world, self._world.library
        headlines = await library.headlines(None)
        ahead = [each.meeting for each in headlines if each.starts_at > now]
        published = await library.listed(NEWS) if world.listener else ()
        return Desk(
            now=now,
            home=world.home,
            called=[called async for called in self._called(ahead)],
            tasks=await library.tasks(None),
            titles={each.meeting: each.title for each in headlines},
            holders={each.meeting: each.body for each in headlines},
            calendar=world.working_days.around(now.astimezone(HOME_ZONE).date()),
            listener=world.listener,
            published=published,
            anchors={
                (each.meeting, each.no): await world.anchors.of(each.meeting, each.no)
                for each in published
                if is_new(each, now)
            },
            by_calendar=world.ways_in.answers.by_calendar,
        )

    async def _called(self, ahead: Sequence[MeetingId]) -> AsyncIterator[Called]:
        """A conference that does not wake must not keep the letters of the others back."""
        for meeting in ahead:
            for notices in by_meeting(await self._world.library.publications(meeting)):
                try:
                    state = await self._world.rooms.state(meeting)
                except Unavailable:
                    raise
                except Exception:
                    log.exception("no letters about a conference", extra={"meeting": meeting})
                else:
                    anchor = await self._world.anchors.of(meeting, notices[-1].no)
                    yield Called(state, notices, anchor)


def _drafts(desk: Desk) -> Iterator[Draft]:
    for kind in KINDS:
        try:
            yield from kind(desk)
        except Exception:
            log.exception("letters cannot be written", extra={"letters": kind.__name__})


def waiting(tries: int) -> timedelta:
    """A minute after the first try, then twice as long each time, an hour at most."""
    return min(timedelta(minutes=2 ** min(tries - 1, 10)), LONGEST_WAIT)


def _letter(draft: Draft, address: str, now: datetime, body: BodyId) -> Letter:
    return Letter(
        key=draft.about,
        meeting=draft.meeting,
        site=draft.site,
        to=address,
        subject=on_one_line(draft.subject),
        text=plain("\n".join(draft.lines)) + "\n",
        calendar=draft.calendar,
        made_at=now,
        due_at=now,
        until=draft.until,
        body=body,
    )
