"""How often is too often: tokens that come back with time."""

from datetime import datetime
from math import inf


class Bucket:
    """What is not used is saved up to one `burst`. Mutable, for it is emptied and fills again; a
    clock that is set back fills nothing.
    """

    __slots__ = ("_burst", "_level", "_per_second", "_since")

    def __init__(self, burst: float, per_second: float, at: datetime) -> None:
        self._burst, self._per_second = burst, per_second
        self._level, self._since = burst, at

    def take(self, at: datetime, many: float = 1.0) -> float:
        """The seconds until there are so many tokens; none if they have been taken, and without
        end where nothing comes back.

        What is more than a bucket ever holds takes all there is.
        """
        gained = max((at - self._since).total_seconds(), 0.0) * self._per_second
        self._level, self._since = min(self._level + gained, self._burst), at
        many = min(many, self._burst)
        if self._level < many:
            return (many - self._level) / self._per_second if self._per_second else inf
        self._level -= many
        return 0.0
