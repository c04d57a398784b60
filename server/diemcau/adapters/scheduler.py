"""What comes round by the clock of the wall: APScheduler, which remembers nothing (house §1).

Its jobs are set anew at every start. The deadlines of a running conference are not here:
those follow from its state (`domain.deadlines`) and are the waker's.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Job = Callable[[], Awaitable[None]]


@asynccontextmanager
async def hourly(*jobs: Job) -> AsyncIterator[None]:
    """Run each job once an hour while the block lasts; one that fails is logged and tried again."""
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in jobs:
        scheduler.add_job(job, "interval", hours=1, coalesce=True)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
