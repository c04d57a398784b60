"""Which conclusions of conferences were drawn from a petition, and how far their tasks are."""

from collections.abc import Sequence
from typing import Final

from aiohttp import web

from diemcau.app.ports.library import FollowedTask
from diemcau.domain.nouns.ids import BodyId
from diemcau.domain.nouns.terms import TaskState
from diemcau.domain.petitions.nouns.terms import PetitionCode
from diemcau.edge.readers import product

DONE: Final = frozenset({TaskState.DONE, TaskState.PARTLY})
WHOLE: Final = 100


async def drawn_from(
    request: web.Request, body: BodyId, petition: PetitionCode
) -> Sequence[FollowedTask]:
    """Those that are published."""
    tasks = await product(request).library.tasks(body)
    return [each for each in tasks if petition in each.petitions.split()]


def is_reported(task: FollowedTask) -> bool:
    """Done, by the word of its lead or of the office: what is missing is the final answer."""
    return task.state in DONE or task.per_cent == WHOLE
