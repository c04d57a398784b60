"""What comes round by the clock of the wall: APScheduler, which remembers nothing (house §1).

Its jobs are set anew at every start. The deadlines of a running conference are not here:
those follow from its state (`domain.deadlines`) and are the waker's.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Job = Callable[[], Awaitable[None]]


@asynccontextmanager
async def repeating(jobs: Mapping[Job, timedelta]) -> AsyncIterator[None]:
    """Run each job every so often while the block lasts; one that fails is logged and tried again,
    one that is still at it when its time comes is not begun a second time.
    """
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job, every in jobs.items():
        seconds = every.total_seconds()
        scheduler.add_job(job, "interval", seconds=seconds, coalesce=True, max_instances=1)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
