"""The bodies of an installation: which there are, what each calls itself, and which one holds a
conference. They are closed to each other: what is one's is to another as if it were not (ADR 0056).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from diemcau.app.live.rooms import Rooms
from diemcau.app.office.founding import CurrentOffice
from diemcau.app.ports.bodies import BodyBook, HostBody
from diemcau.app.ports.library import Library
from diemcau.app.ports.office import Office
from diemcau.app.ports.world import Clock
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId, SiteCode
from diemcau.domain.nouns.refusals import NameMissing

_ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_ID: Final = 24


class NoSuchBody(Refused):
    code = "no_such_body"


class BadBodyId(Refused):
    """Small letters, digits and dashes between them: it stands in addresses."""

    code = "bad_body_id"


class BodyTaken(Refused):
    """Another body stands at that address."""

    code = "body_taken"


class SeatTaken(Refused):
    """Another body is that site of that body."""

    code = "seat_taken"


class AboveItself(Refused):
    """A body above that is below it as well."""

    code = "above_itself"


@dataclass(frozen=True)
class Bodies:
    book: BodyBook
    first: CurrentOffice
    clock: Clock

    async def others(self) -> Sequence[HostBody]:
        """All but the first."""
        return await self.book.all()

    async def one(self, id_: str) -> HostBody:
        """Raises `NoSuchBody`."""
        if (found := await self.book.get(BodyId(id_))) is None:
            raise NoSuchBody
        return found

    async def office(self, body: BodyId) -> Office:
        """Raises `NoSuchBody`."""
        return await self.first.now() if body == FIRST_BODY else (await self.one(body)).office

    async def name(self, body: BodyId) -> str:
        """As its invitations have it, else as its papers do."""
        office = await self.office(body)
        return office.organiser or " ".join(office.letterhead.body)

    async def make(self, id_: str, name: str, office: Office) -> HostBody:
        """Never replaces. Raises `BadBodyId`, `BodyTaken` and `NameMissing`."""
        if not _ID.fullmatch(id_) or len(id_) > LONGEST_ID:
            raise BadBodyId
        if id_ == FIRST_BODY or await self.book.get(BodyId(id_)):
            raise BodyTaken
        made = HostBody(id=BodyId(id_), name=name, office=office, since=self.clock.now())
        return await self._keep(made)

    async def change(self, body: BodyId, office: Office) -> None:
        """What was signed keeps the letterhead under which it was. Raises `NoSuchBody`."""
        if body == FIRST_BODY:
            await self.first.book.put(office)
        else:
            await self._keep(replace(await self.one(body), name=office.organiser, office=office))

    async def seat(self, id_: str, above: BodyId, site: SiteCode) -> None:
        """As which site of which body it sits above. Raises `NoSuchBody`, `SeatTaken` and
        `AboveItself`.
        """
        body, others = await self.one(id_), await self.others()
        if any((each.above, each.site) == (above, site) and each.id != id_ for each in others):
            raise SeatTaken
        if body.id in await self._upwards(above):
            raise AboveItself
        await self._keep(replace(body, above=above, site=site))

    async def stand_alone(self, id_: str) -> None:
        """A site of nobody. Raises `NoSuchBody`."""
        await self._keep(replace(await self.one(id_), above=None, site=None))

    async def _upwards(self, body: BodyId) -> Sequence[BodyId]:
        """It, and those above it. Raises `NoSuchBody`."""
        line = [body]
        while line[-1] != FIRST_BODY and (up := (await self.one(line[-1])).above):
            line.append(up)
        return line

    async def _keep(self, body: HostBody) -> HostBody:
        if not body.name:
            raise NameMissing
        await self.book.put(body)
        return body


@dataclass(frozen=True)
class Holders:
    """Which body holds a conference: said when it was planned, and never changed."""

    library: Library
    rooms: Rooms
    _known: dict[MeetingId, BodyId] = field(default_factory=dict, init=False, repr=False)

    async def of(self, meeting: MeetingId) -> BodyId:
        """Raises `NoSuchConference`."""
        if (known := await self.known(meeting)) is None:
            raise NoSuchConference
        return known

    async def known(self, meeting: MeetingId) -> BodyId | None:
        """The tables follow the log by a moment: what they do not know yet its room does."""
        if (body := self._known.get(meeting)) is not None:
            return body
        if (headline := await self.library.headline(meeting)) is not None:
            body = headline.body
        else:
            try:
                body = (await self.rooms.state(meeting)).body
            except NoSuchConference:
                return None
        return self._known.setdefault(meeting, body)
