"""How nodes call to each other; `open_signals` gives it to the composition root."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from diemcau.adapters.signalling.local import Alone, Apart
from diemcau.adapters.signalling.redis import answers, calling, version
from diemcau.app.live.signals import Signals

__all__ = ["answers", "open_signals", "version"]


@asynccontextmanager
async def open_signals(url: str, store: str) -> AsyncIterator[Signals]:
    """`rediss://…`; with none, a store that others can share has to be looked at every second."""
    if url:
        async with calling(url) as signals:
            yield signals
    else:
        yield Apart() if store.startswith("postgresql") else Alone()
