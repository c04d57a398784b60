"""What goes on in the background ends with its block, and hides nothing that the block says."""

import asyncio

import pytest

from diemcau.app.background import in_background, task_group
from diemcau.app.ports.media import MediaAway
from tests.support.patience import unless_it_hangs


async def for_ever() -> None:
    await asyncio.Event().wait()


async def fails() -> None:
    raise LookupError


async def test_what_the_block_says_comes_out_as_it_is() -> None:
    with pytest.raises(MediaAway, match="gone"):
        async with unless_it_hangs(), in_background(for_ever(), for_ever()):
            raise MediaAway("gone")


async def test_however_many_blocks_it_comes_through() -> None:
    with pytest.raises(MediaAway, match="gone"):
        async with unless_it_hangs(), task_group(), in_background(for_ever()):
            raise MediaAway("gone")


async def test_when_it_says_something_its_tasks_are_over() -> None:
    async def says(tasks: asyncio.TaskGroup) -> None:
        tasks.create_task(for_ever())
        raise MediaAway("gone")

    async with unless_it_hangs():
        with pytest.raises(MediaAway, match="gone"):
            async with task_group() as tasks:
                await says(tasks)


async def test_what_a_task_raises_ends_the_block_and_is_told_as_a_mistake() -> None:
    with pytest.raises(ExceptionGroup) as told:
        async with unless_it_hangs(), in_background(fails(), for_ever()):
            await for_ever()
    assert [type(each) for each in told.value.exceptions] == [LookupError]


async def test_of_both_neither_is_lost() -> None:
    async def gives_up_as_well() -> None:
        try:
            await for_ever()
        except asyncio.CancelledError:
            raise MediaAway("gone") from None

    with pytest.raises(ExceptionGroup) as told:
        async with in_background(fails()):
            await gives_up_as_well()
    assert {type(each) for each in told.value.exceptions} == {LookupError, MediaAway}


async def test_a_group_that_the_block_raises_is_its_own() -> None:
    with pytest.raises(ExceptionGroup, match="of the block"):
        async with in_background(for_ever()):
            raise ExceptionGroup("of the block", [MediaAway("gone")])


async def test_they_end_with_the_block() -> None:
    ended = []

    async def goes_on() -> None:
        try:
            await for_ever()
        finally:
            ended.append(True)

    async with unless_it_hangs(), in_background(goes_on()):
        await asyncio.sleep(0)
    assert ended == [True]
