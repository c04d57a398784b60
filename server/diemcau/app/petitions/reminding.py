"""Mail to bodies that have petitions to answer: fifteen, seven and three working days before their
day, then every week. A body gets one letter for a day, whenever this runs; what was missed while
nobody was there is made up for by the latest day alone. A body without an address reads none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from yarl import URL

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.office.bodies import Bodies
from diemcau.app.petitions.desk import PetitionDesk
from diemcau.app.ports.letters import Letter, Letters
from diemcau.app.ports.sites import Addresses
from diemcau.app.ports.world import Clock
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId, SiteCode
from diemcau.domain.petitions.nouns.terms import RegisterMode
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.standing import WITH_LEAD
from diemcau.domain.workdays import Calendar, left, reminders

_OPENS: Final = time(8)
_WEEK: Final = timedelta(days=7)


class Reminded(NamedTuple):
    """A body that answers, by its site, and the day on which it is reminded of these."""

    site: SiteCode
    name: str
    on: date


class PetitionMail(NamedTuple):
    """What it takes to write; whoever carries the outbox sends it."""

    desk: PetitionDesk
    bodies: Bodies
    letters: Letters
    addresses: Addresses
    clock: Clock
    home: URL


class PetitionReminders:
    """Done again and again; twice at once does no harm."""

    def __init__(self, world: PetitionMail) -> None:
        self._world = world

    async def run(self) -> None:
        """In the hours of the office."""
        if self._world.clock.now().astimezone(HOME_ZONE).time() < _OPENS:
            return
        for body in (FIRST_BODY, *(each.id for each in await self._world.bodies.others())):
            await self._of(body)

    async def _of(self, body: BodyId) -> None:
        world = self._world
        register, today, days = await world.desk.register(body), world.desk.today(), world.desk
        if register.settings.mode is RegisterMode.MIRROR:
            return
        addresses, letters = await world.addresses.all(body), dict[str, Letter]()
        for to, those in due(register, today, days.days_off()).items():
            if address := addresses.get(to.site, ""):
                letter = self._letter(body, to, address, those)
                letters[letter.key] = letter
        missing = await world.letters.missing(letters)
        await world.letters.post([letters[key] for key in missing])

    def _letter(
        self, body: BodyId, to: Reminded, address: str, those: Sequence[Petition]
    ) -> Letter:
        now, today = self._world.clock.now(), self._world.desk.today()
        late = sum(each.due < today for each in those)
        told = f", {late} đã quá hạn" if late else ""
        return Letter(
            key=f"petitions/{body}/{to.site}/{to.on}",
            meeting=MeetingId(f"petitions/{body}/register"),
            site=to.site,
            to=address,
            subject=on_one_line(f"Nhắc trả lời {len(those)} kiến nghị cử tri{told}"),
            text=plain("\n".join(self._lines(to, those))) + "\n",
            made_at=now,
            due_at=now,
            until=now + _WEEK,
            body=body,
        )

    def _lines(self, to: Reminded, those: Iterable[Petition]) -> Iterator[str]:
        today, days_off = self._world.desk.today(), self._world.desk.days_off()
        yield f"Kính gửi: {to.name}"
        yield ""
        yield "Đề nghị trả lời các kiến nghị cử tri sau:"
        for each in those:
            days = left(days_off, today, each.due)
            stands = f"còn {days} ngày làm việc" if days >= 0 else f"quá hạn {-days} ngày làm việc"
            yield f"- {each.code}: {each.title} (hạn {each.due:%d/%m/%Y}, {stands})"
            yield f"  {self._world.home / 'petitions' / each.code}"


def due(
    register: PetitionRegister, today: date, calendar: Calendar
) -> Mapping[Reminded, Sequence[Petition]]:
    """The oldest first."""
    found = defaultdict[Reminded, list[Petition]](list)
    for code in register.order:
        petition = register.petitions[code]
        body = register.bodies.get(petition.lead) if petition.lead else None
        day = reminded_on(petition, today, calendar)
        if body and body.site and day:
            found[Reminded(body.site, body.name, day)].append(petition)
    return found


def reminded_on(petition: Petition, today: date, calendar: Calendar) -> date | None:
    """The latest day by now on which its lead is reminded, since it lies there."""
    if petition.state not in WITH_LEAD:
        return None
    since = petition.forwardings[-1].on
    days = [each for each in reminders(calendar, petition.due, today) if each > since]
    return max(days, default=None)
