"""How the jobs of this node fare that come round by the clock: run, failed, and when it last went
well.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import wraps

from msgspec import Struct

from diemcau.app.ports.world import Clock


class JobRuns(Struct):
    """Mutable: of one job since the start of the server."""

    done: int = 0
    failed: int = 0
    went_well_at: datetime | None = None


class JobTally:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: dict[str, JobRuns] = {}

    @property
    def told(self) -> Mapping[str, JobRuns]:
        """By the name of the job."""
        return self._told

    def counted(self, job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        """The same job; how it fares is told from now on."""
        runs = self._told.setdefault(job.__qualname__, JobRuns())

        @wraps(job)
        async def run() -> None:
            try:
                await job()
            except Exception:
                runs.failed += 1
                raise
            runs.done += 1
            runs.went_well_at = self._clock.now()

        return run
