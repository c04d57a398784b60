"""The list of what is handed over (levels §8): open tasks whose lead ended, each with those who may
take it – by place, the largest part first – and what became of the offer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from diemcau.app.live.rooms import Rooms
from diemcau.app.office.units import UnitDesk
from diemcau.app.ports.library import FollowedTask, Library
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId, CommandId, ConclusionId, MeetingId, SiteCode
from diemcau.domain.nouns.tasks import AnswerHandover, Handover, ProposeHandover
from diemcau.domain.rules.following import OVER
from diemcau.domain.units.nouns import UnitCode
from diemcau.domain.units.tree import UnitOn, UnitTree, standing, successors

LATEST: Final = timedelta(days=30)
"""After the day on which its lead ended; what is in nobody's hands then is shown in red."""


class HandedOver(NamedTuple):
    """`was` is the lead that ended, on the day `ended`; `offer` what stands in the log."""

    task: FollowedTask
    was: str
    ended: date
    successors: Sequence[UnitOn]
    offer: Handover | None
    late: bool


class Succession(NamedTuple):
    meeting: MeetingId
    conclusion: ConclusionId
    to: UnitCode


@dataclass(frozen=True)
class HandingOver:
    rooms: Rooms
    library: Library
    units: UnitDesk
    clock: Clock

    async def lines(self, body: BodyId) -> Sequence[HandedOver]:
        """In the order of the tasks; none where every lead still stands."""
        tree, today = await self.units.tree(), self.units.today()
        open_ = [each for each in await self.library.tasks(body) if each.state not in OVER]
        ended = [(each, day) for each in open_ if (day := _ended(tree, each.site, today))]
        offers = {each: await self._offer(each) for each, _ in ended}
        return [
            HandedOver(
                task=each,
                was=_called(tree, each.site),
                ended=day,
                successors=successors(tree, each.site or "", today),
                offer=offers[each],
                late=today > day + LATEST,
            )
            for each, day in ended
        ]

    async def propose(self, id_: str, actor: Actor, chosen: Iterable[Succession]) -> None:
        """Each under the name that the unit has today. Raises `Rejected`."""
        tree, today = await self.units.tree(), self.units.today()
        for number, each in enumerate(chosen):
            if (state := standing(tree, each.to, today)) is not None:
                asked = ProposeHandover(
                    id=CommandId(f"{id_}-{number}"),
                    at=self.clock.now(),
                    actor=actor,
                    conclusion=each.conclusion,
                    to=SiteCode(each.to),
                    name=state.full_name,
                )
                await self.rooms.submit(each.meeting, asked)

    async def accept_all(self, body: BodyId, id_: str, actor: Actor) -> None:
        """Whatever is offered to the unit that acts."""
        tasks = [each for each in await self.library.tasks(body) if each.offered == actor.site]
        for number, each in enumerate(tasks):
            taken = AnswerHandover(
                id=CommandId(f"{id_}-{number}"),
                at=self.clock.now(),
                actor=actor,
                conclusion=each.conclusion,
                accepted=True,
            )
            await self.rooms.submit(each.meeting, taken)

    async def _offer(self, task: FollowedTask) -> Handover | None:
        known = (await self.rooms.state(task.meeting)).conclusions[task.conclusion].task
        return known.handover if known else None


def _ended(tree: UnitTree, site: SiteCode | None, today: date) -> date | None:
    """The day from which it was no more; none for what stands, or is no unit."""
    unit = tree.units.get(UnitCode(site or ""))
    until = unit.last.until if unit else None
    return until if until and until <= today else None


def _called(tree: UnitTree, site: SiteCode | None) -> str:
    return tree.units[UnitCode(site or "")].last.full_name


def offered(tasks: Iterable[FollowedTask], site: SiteCode | None) -> int:
    """How many wait for the answer of a unit."""
    return sum(each.offered == site for each in tasks if site)


def choices(said: Mapping[str, str]) -> Sequence[Succession]:
    """From the fields of the list; a line without a successor says nothing."""
    rows = (name.removeprefix("to.") for name in said if name.startswith("to."))
    return [
        Succession(
            MeetingId(said.get(f"meeting.{row}", "")),
            ConclusionId(said.get(f"conclusion.{row}", "")),
            UnitCode(said[f"to.{row}"]),
        )
        for row in rows
        if said[f"to.{row}"]
    ]
