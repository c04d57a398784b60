"""All that is kept of one person, for them to take along: what the tables hold of their account,
and where the logs of a body name them.

Made from the table of personal fields: what it names is told, and nothing else.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from msgspec import Struct

from diemcau.app.dossier_kinds import KINDS
from diemcau.app.dossiers import dossier_id
from diemcau.app.personal.table import PERSONAL, columns_of, fields_of
from diemcau.app.ports.dossiers import DossierLogs
from diemcau.app.ports.library import Library
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.personal import PersonalRows
from diemcau.domain.names import words
from diemcau.domain.nouns.ids import BodyId
from diemcau.protocol import records

AT_ONCE: Final = 200
"""Records between two breaths of the loop."""
PROVES: Final = frozenset({"password", "secret", "key", "csrf", "public_key", "body", "id"})
"""Columns with which somebody shows who they are: a copy of one would open what it guards."""


class Mention(NamedTuple):
    """In which log somebody is named, as what, with which words beside, and how often."""

    log: str
    record: str
    said: Mapping[str, str]
    times: int


class PersonalFile(NamedTuple):
    rows: PersonalRows
    events: EventStore
    dossiers: DossierLogs
    library: Library

    async def of_account(self, login: str) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """By table; whatever proves who somebody is stays here."""
        tables = {each.partition(".")[0] for kind in PERSONAL for each in kind.columns}
        columns = {
            each: [name for name in columns_of(each) if name not in PROVES]
            for each in sorted(tables)
        }
        return await self.rows.of(login, columns)

    async def naming(self, body: BodyId, name: str) -> Sequence[Mention]:
        """In everything that a body holds; the same words of one log are told once, counted."""
        found = Counter[tuple[str, str, tuple[tuple[str, str], ...]]]()
        async for log, event in self._told(body):
            found.update((log, *each) for each in mentions(event, spoken(name)))
        return [
            Mention(log, record, dict(said), times) for (log, record, said), times in found.items()
        ]

    async def _told(self, body: BodyId) -> AsyncIterator[tuple[str, Struct]]:
        for each in await self.library.headlines(body):
            after = 0
            while page := await self.events.read(each.meeting, after, AT_ONCE):
                for record in page:
                    yield each.meeting, records.read(record)
                after = page[-1].seq
                await asyncio.sleep(0)
        for kind in KINDS:
            for dossier in await self.dossiers.dossiers(dossier_id(kind.kind, body)):
                for record in await self.dossiers.read(dossier):
                    yield dossier, kind.shapes.read(record)
                await asyncio.sleep(0)


def spoken(text: str) -> str:
    """Its words as one spells them, with a blank on either side: a name is found as a whole."""
    return f" {' '.join(words(text))} "


def mentions(value: Any, name: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:  # noqa: ANN401 – whatever an event holds
    """Each record in it that names them, with all that it says of a person."""
    if isinstance(value, Struct):
        owner = type(value).__name__
        said = {each: str(getattr(value, each) or "") for each in fields_of(owner)}
        if any(name in spoken(each) for each in said.values()):
            yield owner, tuple((each, text) for each, text in said.items() if text)
        for each in value.__struct_fields__:
            yield from mentions(getattr(value, each), name)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from mentions(each, name)
