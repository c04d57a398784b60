"""How often somebody may ask: a bucket of tokens for each."""

import math
from datetime import datetime

from msgspec import Struct

from diemcau.app.admission.settings import AtLeastOne
from diemcau.edge.refusing.refusals import TooManyRequests
from diemcau.protocol.bucket import Bucket


class Rate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many at once, then so many a minute."""

    burst: AtLeastOne
    per_minute: AtLeastOne


class RateLimiter:
    """Memory is bounded: of more than `most`, the one who was silent longest is forgotten, that is,
    starts afresh.
    """

    def __init__(self, rate: Rate, most: int = 10_000) -> None:
        self._rate = rate
        self._most = most
        self._buckets: dict[str, Bucket] = {}

    def take(self, who: str, now: datetime, many: float = 1.0) -> None:
        """So many tokens, or `TooManyRequests` with the seconds until there are as many."""
        bucket = self._buckets.pop(who, None) or self._full(now)
        wait = bucket.take(now, many)
        self._buckets[who] = bucket
        if len(self._buckets) > self._most:
            del self._buckets[next(iter(self._buckets))]
        if wait:
            raise TooManyRequests(math.ceil(wait))

    def _full(self, now: datetime) -> Bucket:
        return Bucket(float(self._rate.burst), self._rate.per_minute / 60, now)
