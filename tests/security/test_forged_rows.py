"""Whatever table somebody writes in, it is named: from the database alone, or it has its reason."""

from collections.abc import Mapping, Sequence
from typing import Final

import pytest
from msgspec.structs import asdict
from sqlalchemy import LargeBinary, Table, delete, insert, literal, text, update

from diemcau.adapters.store import Store
from diemcau.adapters.store import body_tables as b
from diemcau.adapters.store import factor_tables as f
from diemcau.adapters.store import machine_tables as m
from diemcau.adapters.store import people_tables as p
from diemcau.adapters.store import petition_tables as q
from diemcau.adapters.store import tables as t
from diemcau.adapters.store.metadata import metadata
from diemcau.app.ports.security import Noted, SecurityNote
from diemcau.app.verification import Flaw, FlawKind, whole
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol.anchors import LISTS, SECURITY, Anchor
from diemcau.protocol.chain import Head
from diemcau.protocol.list_changes import change
from tests.security.test_forgeries import Forger, flaws, forger, store, url
from tests.support.dossiers import RULES
from tests.support.lists import fill
from tests.support.store import at

__all__ = ["forger", "store", "url"]

ALTERED: Final[Mapping[Table, Mapping[str, object]]] = {
    t.log: {"digest": b"\x07" * 32},
    t.dossier_log: {"digest": b"\x07" * 32},
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
    b.bodies: {"name": "Cơ quan khác"},
    b.office: {"office": b'{"hall_phone":"7"}'},
    t.series: {"id": "khac"},
    t.site_passes: {"pin": "a hash whose PIN is known"},
    m.machine_passes: {"key": b"\x07" * 32},
    t.security_log: {"who": "login/somebody-else"},
}
BESIDE: Final[Mapping[Table, str]] = {
    t.snapshots: "a log this short has none; tests/app/test_verification.py alters one",
    q.petitioners: "sealed; that somebody was noted or forgotten stands in the register",
    t.sessions: "they end within hours; what was done in them stands in the record",
    p.invitations: "they end within days; the password chosen behind one is in the security log",
    p.sign_ins: "they say when somebody came last, as the security log does",
    f.code_apps: "sealed; of whose app was turned on and off the security log tells",
    f.recovery_codes: "digests; that new ones were made stands in the security log",
    f.passkeys: "of each that was added or removed the security log tells",
    f.identities: "of each that was linked or taken away the security log tells",
    f.spent_tokens: "they end within minutes",
    t.attempts: "they count failures for a day",
    t.secrets: "whoever may write there may read them as well; another one only ends what it made",
}
"""Why what stands there is not proven, or not here."""


def test_of_every_table_it_is_said_what_proves_it() -> None:
    assert not ALTERED.keys() & BESIDE.keys()
    assert {*ALTERED, *BESIDE} == {*metadata.sorted_tables}


NOTES: Final = tuple(
    SecurityNote(at=at(n), what=Noted.FAILED, who=f"login/{n}", about="wrong_password")
    for n in range(4)
)
GUARDS: Final[Mapping[str, Sequence[str]]] = {
    "sqlite": (
        "DROP TRIGGER security_log_is_not_changed",
        "DROP TRIGGER security_log_is_not_removed",
    ),
    "postgresql": ("DROP TRIGGER security_log_stays ON security_log",),
}
"""What keeps everybody else from changing the security log; whoever owns the database is not."""


@pytest.fixture
async def filled(store: Store, forger: Forger, monkeypatch: pytest.MonkeyPatch) -> Store:
    """With something in every table."""
    monkeypatch.setattr(whole, "KINDS", (RULES,))
    await fill(store)
    for each in NOTES:
        await store.security_log.append(each)
    await forger.write(*map(text, GUARDS[forger.dialect]))
    return store


@pytest.mark.parametrize("table", ALTERED, ids=str)
async def test_a_row_that_was_altered_is_named(filled: Store, forger: Forger, table: Table) -> None:
    assert await flaws(filled) == {}
    [key, *_] = table.primary_key
    await forger.write(update(table).values(**{str(key.name): key, **ALTERED[table]}))
    assert await flaws(filled)


@pytest.mark.parametrize("table", ALTERED, ids=str)
async def test_rows_that_were_removed_are_named(
    filled: Store, forger: Forger, table: Table
) -> None:
    """All of the security log, or of a dossier, leaves nothing to tell of it but an anchor."""
    if table is t.files:
        await forger.write(delete(t.file_pieces))
    kept = [*await heads(filled)] if table in {t.security_log, t.dossier_log} else []
    await forger.write(delete(table))
    assert await flaws(filled, kept)


async def heads(store: Store) -> Sequence[Anchor]:
    """Of what no other table tells that it was there."""
    security, dossiers = await store.security_log.head(), await store.dossiers.heads()
    assert security is not None
    return [
        Anchor(SECURITY, security),
        *(Anchor(MeetingId(each), dossiers[each]) for each in dossiers),
    ]


async def test_a_row_of_a_list_that_cannot_be_read_is_named(filled: Store, forger: Forger) -> None:
    await forger.write(update(t.series).values(series=literal(b"words", LargeBinary)))
    assert await flaws(filled) == {"lists": [Flaw(FlawKind.LISTED, "series: giao-ban")]}


@pytest.mark.parametrize("gone", [1, 2, 3])
async def test_a_note_that_was_removed_from_the_security_log(
    filled: Store, forger: Forger, gone: int
) -> None:
    await forger.write(delete(t.security_log).where(t.security_log.c.no == gone))
    assert await flaws(filled) == {"security log": [Flaw(FlawKind.NOTE, str(gone + 1))]}


async def test_a_note_of_a_kind_that_nobody_knows_is_proven_like_any_other(
    filled: Store, forger: Forger
) -> None:
    await forger.write(text("UPDATE security_log SET what = 'nothing' WHERE no = 2"))
    assert await flaws(filled) == {"security log": [Flaw(FlawKind.NOTE, "2")]}


async def test_the_last_notes_cut_off_are_found_by_an_anchor(filled: Store, forger: Forger) -> None:
    head = await filled.security_log.head()
    assert head is not None
    await forger.write(delete(t.security_log).where(t.security_log.c.no > 2))
    assert await flaws(filled) == {}
    assert await flaws(filled, [Anchor(SECURITY, head)]) == {
        "security log": [Flaw(FlawKind.CUT_OFF, f"2 is the last here, {len(NOTES)}")]
    }


async def test_a_letter_sent_elsewhere_with_the_history_written_anew(
    filled: Store, forger: Forger
) -> None:
    [*history] = await filled.lists.history()
    kept = [Anchor(LISTS, Head(each.seq, each.digest)) for each in history[-1:]]
    assert await flaws(filled, kept) == {}
    await forger.write(update(t.letters).values(to="ke-gian@example.com"), delete(t.list_history))
    lines = await filled.lists.lines()
    await forger.write(insert(t.list_history).values(**asdict(change(None, lines))))
    assert await flaws(filled) == {}
    assert await flaws(filled, kept) == {
        "lists": [Flaw(FlawKind.CUT_OFF, f"1 is the last here, {len(history)}")]
    }
