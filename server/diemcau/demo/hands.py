"""A hand on a screen: presses buttons a moment too late now and then, and is told so."""

import logging
import random
from collections import Counter
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from diemcau.demo.client import Client, SaidNo
from diemcau.demo.pace import Tempo
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.views.conference import Conference

log = logging.getLogger(__name__)


class Hand:
    """`lot` is its own chance: the same name and seed make the same person."""

    def __init__(self, name: str, client: Client, pace: Tempo, seed: int) -> None:
        self.name, self.client, self.pace = name, client, pace
        self.lot = random.Random(f"{seed}/{name}")
        self.refused: Counter[str] = Counter()

    async def do(self, act: str, /, **args: Any) -> None:  # noqa: ANN401
        """What must succeed. Raises `SaidNo`."""
        await self.client.do(act, **args)

    async def try_to(self, act: str, /, **args: Any) -> bool:  # noqa: ANN401
        """What may come too late."""
        try:
            await self.do(act, **args)
        except SaidNo as no:
            self.refused[f"{act}: {no.code}"] += 1
            log.info("%s may not %s: %s %s", self.name, act, no.code, no.detail)
            return False
        except TimeoutError:
            self.refused[f"{act}: no answer"] += 1
            return False
        return True

    async def hesitate(self, least: float, most: float) -> None:
        await self.pace.wait(self.lot.uniform(least, most))

    def conference(self) -> Conference:
        conference = self.client.get("conference", Conference)
        assert conference is not None, "everybody sees it"
        return conference

    def today(self) -> date:
        """Where the conference is, by the server's clock."""
        welcome, zone = self.client.welcome, ZoneInfo(self.conference().timezone)
        assert welcome is not None, "the first frame"
        return welcome.now.astimezone(zone).date()

    def running(self) -> bool:
        return self.conference().phase is Phase.RUNNING
