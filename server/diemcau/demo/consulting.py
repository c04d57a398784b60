"""What stands in the demo: the regulation of 2024, answered, and its second version on its way."""

from diemcau.demo.regulation import Telling, told
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.edge.product import Product


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
