"""What goes on beside a block of ours, and keeps nothing of what the block says to itself.

How this works. A `TaskGroup` hands on what its block raises within an `ExceptionGroup`, and an
`except MediaAway` further out passes it by. Here the block's own exception comes out as it is;
what a task raises ends the block and comes in a group, as a mistake of ours does.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def task_group() -> AsyncIterator[asyncio.TaskGroup]:
    """Of tasks that the block begins; it ends when all of them have, or when it raises."""
    raised: Exception | None = None
    try:
        async with asyncio.TaskGroup() as tasks:
            try:
                yield tasks
            except Exception as problem:
                raised = problem
                raise
    except BaseExceptionGroup as group:
        if raised is None or group.exceptions != (raised,):
            raise
    if raised is not None:
        raise raised


@asynccontextmanager
async def in_background(*going: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """All of them go on until the block ends, and are cancelled then."""
    async with task_group() as tasks:
        running = [tasks.create_task(each) for each in going]
        try:
            yield
        finally:
            for each in running:
                each.cancel()
