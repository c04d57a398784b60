"""The consultations of a body as somebody works on them: which they know of, and their acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.consultation.kind import ConsultationLogs
from diemcau.app.live.seats import ROLES
from diemcau.app.ports.people import Session
from diemcau.app.ports.world import Clock, WorkingDays
from diemcau.domain.consultation.nouns.acting import Today
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.setting import NoSuchConsultation
from diemcau.domain.consultation.rules.sight import knows
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId, DossierId
from diemcau.domain.nouns.refusals import NotAllowed

_CODE: Final = "LYK-{year}-{number:02}"


@dataclass(frozen=True)
class DraftDesk:
    logs: ConsultationLogs
    clock: Clock
    working_days: WorkingDays

    def today(self) -> Today:
        day = self.clock.now().astimezone(HOME_ZONE).date()
        return Today(day, self.working_days.around(day))

    async def all_of(self, body: BodyId) -> Sequence[Consultation]:
        return [await self.logs.state(each) for each in await self.logs.ids(body)]

    async def known_to(self, actor: Actor, body: BodyId) -> Sequence[Consultation]:
        """The newest first."""
        return [each for each in reversed(await self.all_of(body)) if knows(each, actor)]

    async def one(self, actor: Actor, body: BodyId, code: str) -> Consultation:
        """Raises `NoSuchConsultation`, also of one that they know nothing of."""
        state = await self.logs.state(self.logs.id(body, code))
        if state.plan is None or not knows(state, actor):
            raise NoSuchConsultation
        return state

    async def submit(self, which: DossierId, command: ConsultationCommand) -> Consultation:
        return await self.logs.submit(which, command)

    async def free(self, body: BodyId) -> DossierId:
        """The next in the order of the year."""
        year, known = self.today().date.year, set(await self.logs.ids(body))
        codes = (_CODE.format(year=year, number=count) for count in range(1, len(known) + 2))
        ids = (self.logs.id(body, code) for code in codes)
        return next(each for each in ids if each not in known)


def drafting_actor(session: Session) -> Actor:
    """As whom somebody acts on drafts. A site that was let into a conference has a part in that
    alone. Raises `NotAllowed`.
    """
    role = ROLES[session.post]
    if role is None or session.meeting is not None:
        raise NotAllowed
    return Actor(role=role, name=session.name, site=session.site, login=session.login or "")


def code_of(state: Consultation) -> str:
    return state.id.rpartition("/")[2]
