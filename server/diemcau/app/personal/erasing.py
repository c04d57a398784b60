"""What has served long enough is emptied by itself, and the security log says how much it was."""

from datetime import datetime
from typing import Final

from diemcau.app.office.own_settings import WaysOfBodies
from diemcau.app.personal.table import PERSONAL
from diemcau.app.ports.personal import Emptied, PersonalRows
from diemcau.app.ports.security import Noted
from diemcau.app.security import Security

BY_ITSELF: Final = "node/personal-data"


class Erasing:
    """Doing it twice does no harm."""

    def __init__(self, rows: PersonalRows, security: Security, ways: WaysOfBodies) -> None:
        self._rows, self._security, self._ways = rows, security, ways

    async def run(self) -> None:
        for kind in PERSONAL:
            if kind.erasure and (count := await self._emptied(kind.erasure)):
                await self._security.note(Noted.ERASED, BY_ITSELF, about=f"{kind.name} {count}")

    async def _emptied(self, what: Emptied) -> int:
        """Of each body what it no longer keeps."""
        now, count = self._security.clock.now(), 0
        for body in await self._ways.everyone():
            months = (await self._ways.of(body)).letter_months
            count += await self._rows.empty(what, body, months_before(now, months))
        return count


def months_before(now: datetime, months: int) -> datetime:
    """The first of a month has its like in every month."""
    passed = now.year * 12 + now.month - 1 - months
    return now.replace(year=passed // 12, month=passed % 12 + 1, day=1)
