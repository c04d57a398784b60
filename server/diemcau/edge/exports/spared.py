"""Many publications in one answer: what cannot be written of one costs no other its place."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from aiohttp import web

from diemcau.app.ports.library import KnownPaper
from diemcau.app.ports.world import Unavailable
from diemcau.edge.who.readers import product

log = logging.getLogger(__name__)
Known = TypeVar("Known")
Made = TypeVar("Made")


def each_written(known: Iterable[Known], write: Callable[[Known], Made]) -> Iterator[Made]:
    """Those that can be, in their order; of the others the operator is told which and why."""
    for one in known:
        try:
            made = write(one)
        except Exception:
            log.exception("a publication cannot be written", extra={"publication": _named(one)})
        else:
            yield made


async def anchor_of(request: web.Request, known: KnownPaper) -> str:
    """Nothing where the log of its conference cannot be read."""
    try:
        return await product(request).issuing.anchors.of(known.meeting, known.no)
    except Unavailable:
        raise
    except Exception:
        log.exception("an anchor cannot be read", extra={"meeting": known.meeting})
        return ""


def _named(one: object) -> str:
    """One publication, or the last of several."""
    last = one[-1] if isinstance(one, (list, tuple)) else one
    return f"{getattr(last, 'meeting', '?')}/{getattr(last, 'no', '?')}"
