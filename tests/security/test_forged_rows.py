"""Whatever table somebody writes in, it is named: from the database alone, or it has its reason."""

from collections.abc import Mapping
from typing import Final

import pytest
from msgspec.structs import asdict
from sqlalchemy import LargeBinary, Table, delete, insert, literal, update

from diemcau.adapters.store import Store
from diemcau.adapters.store import people_tables as p
from diemcau.adapters.store import tables as t
from diemcau.adapters.store.metadata import metadata
from diemcau.app.verification import Flaw, FlawKind
from diemcau.protocol.anchors import LISTS, Anchor
from diemcau.protocol.chain import Head
from diemcau.protocol.list_changes import change
from tests.security.test_forgeries import Forger, flaws, forger, store, url
from tests.support.lists import fill

__all__ = ["forger", "store", "url"]

ALTERED: Final[Mapping[Table, Mapping[str, object]]] = {
    t.log: {"digest": b"\x07" * 32},
    t.accounts: {"name": "Người khác"},
    t.account_history: {"body": b"{}"},
    t.list_history: {"body": b"[]"},
    t.headlines: {"organiser": "Nơi khác"},
    t.publications: {"reason": "Không có"},
    t.publication_words: {"no": 77},
    t.tasks: {"person": "Người khác"},
    t.files: {"size": 7},
    t.file_pieces: {"piece": b"other"},
    t.addresses: {"address": "ke-gian@example.com"},
    t.calendar_feeds: {"key": b"\x07" * 32},
    t.directory: {"name": "Nơi khác"},
    t.document_numbers: {"number": 77},
    t.letters: {"to": "ke-gian@example.com"},
    t.office: {"office": b'{"hall_phone":"7"}'},
    t.series: {"id": "khac"},
    t.site_passes: {"pin": "a hash whose PIN is known"},
}
BESIDE: Final[Mapping[Table, str]] = {
    t.snapshots: "a log this short has none; tests/app/test_verification.py alters one",
    t.sessions: "they end within hours; what was done in them stands in the record",
    p.invitations: "they end within days; the password chosen behind one is in the security log",
    p.sign_ins: "they say when somebody came last, as the security log does",
    t.attempts: "they count failures for a day",
    t.secrets: "whoever may write there may read them as well; another one only ends what it made",
    t.security_log: "the database takes nothing but additions; another system takes each as well",
}
"""Why what stands there is not proven, or not here."""


def test_of_every_table_it_is_said_what_proves_it() -> None:
    assert not ALTERED.keys() & BESIDE.keys()
    assert {*ALTERED, *BESIDE} == {*metadata.sorted_tables}


@pytest.mark.parametrize("table", ALTERED, ids=str)
async def test_a_row_that_was_altered_is_named(store: Store, forger: Forger, table: Table) -> None:
    await fill(store)
    assert await flaws(store) == {}
    [key, *_] = table.primary_key
    await forger.write(update(table).values(**{str(key.name): key, **ALTERED[table]}))
    assert await flaws(store)


@pytest.mark.parametrize("table", ALTERED, ids=str)
async def test_rows_that_were_removed_are_named(store: Store, forger: Forger, table: Table) -> None:
    await fill(store)
    if table is t.files:
        await forger.write(delete(t.file_pieces))
    await forger.write(delete(table))
    assert await flaws(store)


async def test_a_row_of_a_list_that_cannot_be_read_is_named(store: Store, forger: Forger) -> None:
    await fill(store)
    await forger.write(update(t.series).values(series=literal(b"words", LargeBinary)))
    assert await flaws(store) == {"lists": [Flaw(FlawKind.LISTED, "series: giao-ban")]}


async def test_a_letter_sent_elsewhere_with_the_history_written_anew(
    store: Store, forger: Forger
) -> None:
    await fill(store)
    [*history] = await store.lists.history()
    kept = [Anchor(LISTS, Head(each.seq, each.digest)) for each in history[-1:]]
    assert await flaws(store, kept) == {}
    await forger.write(update(t.letters).values(to="ke-gian@example.com"), delete(t.list_history))
    lines = await store.lists.lines()
    await forger.write(insert(t.list_history).values(**asdict(change(None, lines))))
    assert await flaws(store) == {}
    assert await flaws(store, kept) == {
        "lists": [Flaw(FlawKind.CUT_OFF, f"1 is the last here, {len(history)}")]
    }
