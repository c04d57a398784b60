"""What stands in the demo: the regulation of 2024, answered, and its second version on its way."""

from diemcau.app.consultation.carrying import outlined
from diemcau.demo.regulation import SECRETARY, Telling, told
from diemcau.domain.nouns.drafts import CarryDraft
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, MeetingId
from diemcau.domain.nouns.terms import ItemKind
from diemcau.domain.rules.drafts import possible
from diemcau.domain.rules.rights import UNTIL_ENDED
from diemcau.edge.product import Product


async def lay_on_agenda(parts: Product, meeting: MeetingId) -> None:
    """The regulation, on the item that is for a draft; one that lies there already stays."""
    state = await parts.rooms.state(meeting)
    free = (state.items[each] for each in possible(state) if each not in state.drafts)
    items = [each.id for each in free if each.kind is ItemKind.CONSULTATION]
    if not items or state.phase not in UNTIL_ENDED:
        return
    code = told().code
    regulation = await parts.drafts.logs.state(parts.drafts.logs.id(FIRST_BODY, code))
    command = CarryDraft(
        id=CommandId(parts.chance.new_id()),
        at=parts.clock.now(),
        actor=SECRETARY,
        item=items[0],
        consultation=code,
        outline=outlined(regulation),
    )
    await parts.rooms.submit(meeting, command)


async def consult(parts: Product) -> None:
    """Doing it again adds nothing."""
    desk = parts.drafts
    if await desk.logs.ids(FIRST_BODY):
        return
    regulation, today = desk.logs.id(FIRST_BODY, told().code), desk.today()
    for act in Telling(desk.working_days.around(told().opens)).acts():
        await desk.submit(regulation, act)
    second = await desk.free(FIRST_BODY)
    for act in Telling(today.calendar).again(today.date):
        await desk.submit(second, act)
