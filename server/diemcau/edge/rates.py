"""How often is too often: buckets of tokens, refilled with time."""

import math
from datetime import datetime

from msgspec import Struct

from diemcau.app.admission.settings import AtLeastOne
from diemcau.edge.errors import TooManyRequests


class Rate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many at once, then so many a minute."""

    burst: AtLeastOne
    per_minute: AtLeastOne


class RateLimiter:
    """A bucket of tokens for each who asks, refilled with time.

    Memory is bounded: of more than `most`, whoever was silent longest is forgotten,
    that is, starts afresh.
    """

    def __init__(self, rate: Rate, most: int = 10_000) -> None:
        self._rate = rate
        self._most = most
        self._buckets: dict[str, tuple[float, datetime]] = {}

    def take(self, who: str, now: datetime, many: float = 1.0) -> None:
        """So many tokens, or `TooManyRequests` with the seconds until there are as many.

        What is more than a bucket ever holds takes all there is.
        """
        level, many = self._level(who, now), min(many, float(self._rate.burst))
        allowed = level >= many
        self._buckets[who] = (level - many if allowed else level, now)
        if len(self._buckets) > self._most:
            del self._buckets[next(iter(self._buckets))]
        if not allowed:
            raise TooManyRequests(math.ceil((many - level) * 60 / self._rate.per_minute))

    def _level(self, who: str, now: datetime) -> float:
        level, since = self._buckets.pop(who, (float(self._rate.burst), now))
        refilled = (now - since).total_seconds() * self._rate.per_minute / 60
        return min(float(self._rate.burst), level + max(refilled, 0.0))
