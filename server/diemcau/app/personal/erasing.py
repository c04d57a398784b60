"""What has served long enough is emptied by itself, and the security log says how much it was."""

from datetime import datetime
from typing import Final

from diemcau.app.personal.table import PERSONAL
from diemcau.app.ports.personal import PersonalRows
from diemcau.app.ports.security import Noted
from diemcau.app.security import Security

BY_ITSELF: Final = "node/personal-data"


class Erasing:
    """Doing it twice does no harm."""

    def __init__(self, rows: PersonalRows, security: Security, months: int) -> None:
        self._rows, self._security, self._months = rows, security, months

    async def run(self) -> None:
        before = months_before(self._security.clock.now(), self._months)
        for kind in PERSONAL:
            if kind.erasure and (count := await self._rows.empty(kind.erasure, before)):
                await self._security.note(Noted.ERASED, BY_ITSELF, about=f"{kind.name} {count}")


def months_before(now: datetime, months: int) -> datetime:
    """The first of a month has its like in every month."""
    passed = now.year * 12 + now.month - 1 - months
    return now.replace(year=passed // 12, month=passed % 12 + 1, day=1)
