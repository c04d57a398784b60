"""What `diemcau doctor` says on a terminal and a page says to the admin, found by one function."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diemcau import resources
from diemcau.adapters import janus, machine
from diemcau.adapters.back_ups import newest as newest_back_up
from diemcau.adapters.mail import open_mailbox
from diemcau.adapters.store import revision
from diemcau.adapters.store.migrate import newest
from diemcau.adapters.versions import versions
from diemcau.app.ports.installation import Installation, Lack
from diemcau.app.ports.world import Clock, Unavailable
from diemcau.config import Configuration
from diemcau.edge.showing.words import Words


async def lacking(settings: Configuration, clock: Clock, *, running: bool) -> Sequence[Lack]:
    """Where the server runs, its ports are its own."""
    wrong = await asyncio.to_thread(_of_the_machine, settings, clock, running=running)
    mailbox = open_mailbox(settings.mailbox.url, settings.mailbox.trust)
    silent = machine.silent(settings.store.url, settings.signals.url, settings.mail.url, mailbox)
    wrong = wrong or [each async for each in silent]
    return wrong or await janus.silent_relay(settings.media, clock)


def said(lacking: Iterable[Lack], lang: str = "en") -> list[str]:
    """A sentence for each; a terminal speaks English."""
    say = Words(resources.WEB / "i18n").spoken(lang)
    return [say(f"lack.{each.what}", **each.told) for each in lacking]


def _of_the_machine(settings: Configuration, clock: Clock, *, running: bool) -> list[Lack]:
    seal, at = settings.signature, settings.server
    wrong = [*machine.missing(settings.store.url)]
    wrong += [] if running else machine.taken(at.host, at.port)
    wrong += machine.unsealed(seal.pkcs12, seal.password, seal.trust)
    wrong += janus.lacking(settings.media)
    wrong += [] if running else janus.ports_taken(settings.media)
    wrong += machine.outdated(settings.backups, clock.now())
    return wrong


@dataclass(frozen=True)
class Inspecting:
    """`app.ports.installation.Inspection`, of the server that runs."""

    settings: Configuration
    clock: Clock

    async def look(self) -> Installation:
        settings = self.settings
        return Installation(
            lacking=await lacking(settings, self.clock, running=True),
            versions=await versions(settings.store.url, settings.signals.url, settings.media),
            tables=await self._tables(),
            wanted=newest() or "",
            back_ups=settings.backups.folder,
            back_up=await asyncio.to_thread(newest_back_up, settings.backups.folder)
            if settings.backups.folder
            else None,
        )

    async def _tables(self) -> str:
        try:
            return await revision(self.settings.store.url) or ""
        except Unavailable:
            return ""
