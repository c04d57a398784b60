"""For whoever watches the server: does it answer, does its store, and how late is its loop."""

from collections.abc import Iterator, Mapping
from hmac import compare_digest
from typing import Final

from aiohttp import hdrs, web

from diemcau.app.job_tally import JobRuns
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.live.socket import SCREENS
from diemcau.edge.product import PRODUCT
from diemcau.edge.pulse import PULSE
from diemcau.edge.who.identity import require

_BEARER: Final = "Bearer "


async def health(request: web.Request) -> web.Response:
    """200 when a conference could be run here; 503 `unavailable` when the store is away.

    The smallest question a store can be asked, and no word about what is in it.
    """
    await request.app[PRODUCT].accounts.by_login("")
    return web.json_response({"status": "up"})


async def metrics(request: web.Request) -> web.Response:
    """In the text format of Prometheus, for the admin of the installation and for whatever holds
    the token: what other bodies do is nobody else's to count.
    """
    if not _holds_token(request) and require(request, Post.ADMIN).body != FIRST_BODY:
        raise NotAllowed
    waiting = await request.app[PRODUCT].letters.waiting(request.app[PRODUCT].clock.now())
    text = "".join(f"{line}\n" for line in _lines(request.app, waiting))
    return web.Response(text=text, headers={hdrs.CONTENT_TYPE: "text/plain; version=0.0.4"})


def _holds_token(request: web.Request) -> bool:
    """A setting that is empty opens to nobody."""
    wanted = request.app[PRODUCT].settings.metrics_token
    given = request.headers.get(hdrs.AUTHORIZATION, "")
    fits = compare_digest(given.encode(errors="replace"), f"{_BEARER}{wanted}".encode())
    return bool(wanted) and fits


def _lines(app: web.Application, letters: int) -> Iterator[str]:
    yield from _of_the_loop(app)
    rooms = app[PRODUCT].rooms
    yield from _single("screens", "gauge", "Open sockets of screens.", len(app[SCREENS]))
    yield from _single("rooms", "gauge", "Conferences that are awake here.", len(rooms.awake))
    yield from _single("events_total", "counter", "Put on record by this node.", rooms.written)
    yield from _single("letters_waiting", "gauge", "Letters that have not gone out yet.", letters)
    yield from _of_the_jobs(app[PRODUCT].jobs.told)


def _of_the_loop(app: web.Application) -> Iterator[str]:
    pulse, name = app[PULSE], "diemcau_loop_lag_seconds"
    yield f"# HELP {name} How late the loop came to a beat of its own."
    yield f"# TYPE {name} histogram"
    count = 0
    for most, count in pulse.histogram():
        yield f'{name}_bucket{{le="{most}"}} {count}'
    yield f"{name}_sum {pulse.total:.6f}"
    yield f"{name}_count {count}"
    yield from _single("loop_lag_worst_seconds", "gauge", "The latest it came.", pulse.worst)


def _of_the_jobs(told: Mapping[str, JobRuns]) -> Iterator[str]:
    """A job that never went well has no time at which it last did."""
    yield from _head("job_runs_total", "counter", "Jobs that went well, and that failed.")
    for job, runs in told.items():
        for outcome, count in (("done", runs.done), ("failed", runs.failed)):
            yield f'diemcau_job_runs_total{{job="{job}",outcome="{outcome}"}} {count}'
    yield from _head("job_went_well_seconds", "gauge", "When it last went well, in Unix time.")
    for job, runs in told.items():
        if runs.went_well_at is not None:
            at = runs.went_well_at.timestamp()
            yield f'diemcau_job_went_well_seconds{{job="{job}"}} {at:.3f}'


def _single(name: str, kind: str, help_: str, value: float) -> Iterator[str]:
    yield from _head(name, kind, help_)
    yield f"diemcau_{name} {value:.15g}"


def _head(name: str, kind: str, help_: str) -> Iterator[str]:
    yield f"# HELP diemcau_{name} {help_}"
    yield f"# TYPE diemcau_{name} {kind}"
