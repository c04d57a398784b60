"""What conferences concluded of petitions: by the tasks of the conclusions that are published."""

from collections.abc import Container, Sequence
from itertools import chain
from typing import Final

from diemcau.app.ports.library import FollowedTask, Headline, Library
from diemcau.domain.nouns.ids import BodyId
from diemcau.domain.nouns.terms import TaskState
from diemcau.domain.petitions.nouns.terms import PetitionCode
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.rules.standing import UNANSWERED

_DONE: Final = frozenset({TaskState.DONE, TaskState.PARTLY})
_WHOLE: Final = 100


def drawn_from(tasks: Sequence[FollowedTask], petition: PetitionCode) -> Sequence[FollowedTask]:
    return [each for each in tasks if petition in _petitions(each)]


def is_reported(task: FollowedTask) -> bool:
    """Done, by the word of its lead or of the office: what is missing is the final answer."""
    return task.state in _DONE or task.per_cent == _WHOLE


def asked_for(register: PetitionRegister, tasks: Sequence[FollowedTask]) -> Sequence[PetitionCode]:
    """Petitions whose final answer is missing though a task that was drawn from them is reported
    done (rules §11.5).
    """
    reported = chain.from_iterable(_petitions(each) for each in tasks if is_reported(each))
    return [code for code in sorted({*reported}) if _unanswered(register, code)]


async def of_the_last(library: Library, body: BodyId) -> Sequence[PetitionCode]:
    """Petitions of which the last conference that named any concluded something (rules §11.7)."""
    tasks = [each for each in await library.tasks(body) if each.petitions]
    meeting = _last({each.meeting for each in tasks}, await library.headlines(body))
    named = chain.from_iterable(_petitions(each) for each in tasks if each.meeting == meeting)
    return list(dict.fromkeys(named))


def _last(meetings: Container[str], headlines: Sequence[Headline]) -> str:
    """`headlines` stand with the latest first."""
    return next((each.meeting for each in headlines if each.meeting in meetings), "")


def _petitions(task: FollowedTask) -> Sequence[PetitionCode]:
    return [PetitionCode(each) for each in task.petitions.split()]


def _unanswered(register: PetitionRegister, code: PetitionCode) -> bool:
    return code in register.petitions and register.petitions[code].state in UNANSWERED
