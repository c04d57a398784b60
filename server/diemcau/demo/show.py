"""`diemcau demo`, from the command line to its exit code."""

import argparse
import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from diemcau.adapters.store import Store
from diemcau.bootstrap import serving, until_told_to_stop
from diemcau.config import Configuration, LogSettings
from diemcau.demo import place, report
from diemcau.demo.cameras.studio import Studio, open_studio
from diemcau.demo.guests import Guests
from diemcau.demo.letterbox import Letterbox
from diemcau.demo.options import Options, options_of
from diemcau.demo.seeding import furnish, seed
from diemcau.demo.stage import Ending, Theatre
from diemcau.edge.live.porch import address
from diemcau.edge.product import Product


async def run(settings: Configuration, asked: argparse.Namespace) -> int:
    """0 when it went as it should, 1 when the place is taken or the conference did not end well."""
    if settings.log == LogSettings():
        logging.getLogger().setLevel(logging.WARNING)
    options, code = options_of(asked), 1
    try:
        with place.taken(settings, options) as own:
            code = await _until_stopped(own, options)
    except* place.AlreadyRunning:
        print(report.ANOTHER_RUNS, file=sys.stderr)
    except* place.NotOurs:
        print(report.NOT_OURS, file=sys.stderr)
    except* OSError as why:
        print(f"{report.CANNOT_LISTEN} {_first(why)}", file=sys.stderr)
    return code


def _first(group: BaseException) -> BaseException:
    """The cause itself, however many tasks it came through."""
    while isinstance(group, BaseExceptionGroup):
        group = group.exceptions[0]
    return group


async def _until_stopped(settings: Configuration, options: Options) -> int:
    async with asyncio.TaskGroup() as tasks:
        stopped = tasks.create_task(until_told_to_stop())
        shown = tasks.create_task(show(settings, options))
        await asyncio.wait({stopped, shown}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not shown.done():
            shown.cancel()
            return 0
    ending = shown.result()
    return 0 if ending and ending.finding.proven else 1


async def _begin(
    settings: Configuration,
    options: Options,
    product: Product,
    store: Store,
    home: str,
    studio: Studio | None,
) -> None:
    """An office that somebody founds on its page; its sites read their letters, if they lie in a
    folder.
    """
    await furnish(store)
    print(report.beginning(home, await product.founding.code()), flush=True)
    letterbox = Letterbox(Path(settings.mail.url.removeprefix("folder:")))
    await Guests(home, product, options, letterbox, studio).live()


@asynccontextmanager
async def _filmed(settings: Configuration) -> AsyncIterator[Studio | None]:
    """Cameras for the sites, where there is a media server to film for."""
    if not settings.media.janus:
        yield None
        return
    async with open_studio(place.CAMERAS, settings.media.program) as studio:
        yield studio


async def show(settings: Configuration, options: Options) -> Ending | None:
    """Until cancelled; with `play` and without `stay` until the conference is over."""
    await place.check(settings)
    async with serving(settings) as (product, store, port), _filmed(settings) as studio:
        await store.secrets.kept(place.MARK, b"made by the demo")
        home = address(settings.server.host, port)
        if options.empty:
            await _begin(settings, options, product, store, home, studio)
            return None
        seeded = await seed(product, store, options)
        stage = Theatre(home, product, store, options, seeded, studio)
        state = await product.rooms.state(seeded.meeting)
        print(report.welcome(home, seeded, state, options), flush=True)
        async with asyncio.TaskGroup() as tasks:
            background = [tasks.create_task(each) for each in stage.background()]
            ending = await stage.play() if options.play else None
            if options.stay or not options.play:
                await asyncio.Event().wait()
            for each in background:
                each.cancel()
        return ending
