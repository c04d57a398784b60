"""Letters about a draft that goes round: the question as it opens, and reminders before its end.

Five and two working days before the deadline those are reminded who have not returned; whoever has
is not. A letter is written once for each of these days, whenever this runs; what was missed while
nobody was there is made up for by the latest alone. A body that has no address reads none.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from yarl import URL

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.consultation.desk import DraftDesk, code_of
from diemcau.app.office.bodies import Bodies
from diemcau.app.ports.letters import Letter, Letters
from diemcau.app.ports.sites import Addresses
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.domain import workdays
from diemcau.domain.consultation.nouns.acting import Today
from diemcau.domain.consultation.nouns.setting import InvitedBody
from diemcau.domain.consultation.nouns.terms import ConsultationState
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId

REMINDED_BEFORE: Final = (5, 2)
"""Working days before the deadline."""
_OPENS: Final = time(8)
_DAY: Final = timedelta(days=1)


class DraftMail(NamedTuple):
    """What it takes to write; whoever carries the outbox sends it."""

    desk: DraftDesk
    bodies: Bodies
    letters: Letters
    addresses: Addresses
    home: URL


class DraftReminders:
    """Done again and again; twice at once does no harm."""

    def __init__(self, world: DraftMail) -> None:
        self._world = world

    async def run(self) -> None:
        """In the hours of the office."""
        if self._world.desk.clock.now().astimezone(HOME_ZONE).time() < _OPENS:
            return
        for body in (FIRST_BODY, *(each.id for each in await self._world.bodies.others())):
            await self._of(body)

    async def _of(self, body: BodyId) -> None:
        world = self._world
        addresses, today = await world.addresses.all(body), world.desk.today()
        now, letters = world.desk.clock.now(), dict[str, Letter]()
        for state in await world.desk.all_of(body):
            for each in due(state, today):
                if to := addresses.get(each.code, ""):
                    letter = _letter(world.home, state, each, to, now, today)
                    letters[letter.key] = letter
        missing = await world.letters.missing(letters)
        await world.letters.post([letters[key] for key in missing])


def due(state: Consultation, today: Today) -> Iterator[InvitedBody]:
    """Those who are asked and have not returned, while the round is open."""
    if state.state is ConsultationState.OPEN and state.deadline and today.date <= state.deadline:
        yield from (each for each in state.planned.invited if each.code not in state.returns)


def told_on(state: Consultation, today: Today) -> date:
    """The latest day by now on which they are told: of its opening, or of its end that comes."""
    assert state.opens is not None, "it is open"
    assert state.deadline is not None, "it is open"
    before = (workdays.before(today.calendar, state.deadline, count) for count in REMINDED_BEFORE)
    return max([state.opens, *(day for day in before if day <= today.date)])


def _letter(
    home: URL, state: Consultation, to: InvitedBody, address: str, now: datetime, today: Today
) -> Letter:
    day, deadline = told_on(state, today), state.deadline
    assert deadline is not None, "it is open"
    left = workdays.left(today.calendar, today.date, deadline)
    asked = day == state.opens
    begins = "Lấy ý kiến" if asked else f"Nhắc góp ý, còn {left} ngày làm việc"
    return Letter(
        key=f"{state.id}/{state.round}/{deadline}/{to.code}/{day}",
        meeting=MeetingId(state.id),
        site=to.code,
        to=address,
        subject=on_one_line(f"{begins}: {state.planned.title}"[:200]),
        text=plain("\n".join(_lines(home, state, to, deadline, left))) + "\n",
        made_at=now,
        due_at=now,
        until=datetime.combine(deadline + _DAY, time(), HOME_ZONE),
        body=BodyId(state.id.split("/")[1]),
    )


def _lines(
    home: URL, state: Consultation, to: InvitedBody, deadline: date, left: int
) -> Iterator[str]:
    plan = state.planned
    yield f"Kính gửi: {to.name}"
    yield ""
    yield f"{plan.drafting_body or 'Cơ quan chủ trì soạn thảo'} xin ý kiến về:"
    yield plan.title
    yield f"Hạn góp ý: {deadline:%d/%m/%Y} (còn {left} ngày làm việc)."
    if plan.silence_agrees:
        yield "Đơn vị không gửi văn bản góp ý xem như thống nhất."
    yield ""
    yield f"Xem dự thảo và góp ý: {home / 'consultations' / code_of(state)}"
