"""How fast people live: their waits, and the times the server allots them, divided by a speed."""

import asyncio

from msgspec import Struct

from diemcau.domain.nouns.conference import PRESETS, Settings

SHORTEST = 3
"""Seconds allotted at least, however fast: a clock nobody can see is none."""


class Tempo(Struct, frozen=True):
    speed: float = 1.0

    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(self.real(seconds))

    def real(self, seconds: float) -> float:
        return max(seconds, 0.0) / self.speed

    def allotted(self, seconds: float) -> int:
        """Whole seconds for a setting of the server."""
        return max(round(self.real(seconds)), SHORTEST)

    def settings(self) -> Settings:
        """The usual times of a conference at this speed."""
        usual = Settings()
        return Settings(
            presets={kind: self.allotted(seconds) for kind, seconds in PRESETS.items()},
            second_speech=self.allotted(usual.second_speech),
            warning=max(round(self.real(usual.warning)), 1),
        )
