"""Somebody who may write in the database writes there. Each forgery is found and named: from the
database alone where the chain or a table gives it away, and otherwise by one anchor kept elsewhere.
"""

import hashlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import asdict, replace
from sqlalchemy import delete, insert, select, text, update

from diemcau.adapters.anchors import kept_in
from diemcau.adapters.ledger import FileLedger
from diemcau.adapters.signatures import PadesSignatures
from diemcau.adapters.store import Store, open_store
from diemcau.adapters.store import tables as t
from diemcau.adapters.store.engine import Database
from diemcau.app.library.following import Follower
from diemcau.app.ports.files import StoredFile, in_pieces
from diemcau.app.ports.people import Account, Post
from diemcau.app.verification import Flaw, FlawKind, against, since, verify_store
from diemcau.app.verification.anchoring import Anchoring, Chains
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.publishing import FileSignedCopy
from diemcau.protocol import account_changes
from diemcau.protocol.account_changes import AccountChange
from diemcau.protocol.anchors import Anchor
from diemcau.protocol.chain import Head
from diemcau.protocol.records import GENESIS, Record, digest, seal
from tests.support.entrance import TurnedClock
from tests.support.meeting import START, WHOLE_CONFERENCE, Step, history
from tests.support.room import MEETING, room_over, running
from tests.support.store import DURABLE, fresh

COPY = b"%PDF-1.7 as the office signed it"
FILE = StoredFile(
    meeting=MEETING,
    digest=hashlib.sha256(COPY).hexdigest(),
    name="Thông báo.pdf",
    media_type="application/pdf",
    size=len(COPY),
    at=START,
    by="Văn phòng",
)
LAN = Account(login="lan", name="Trần Thị Lan", post=Post.OPERATOR, password="hash")
OPINION = b'"text":"'


class Forger:
    """Knows the tables, the rule of the chain, and the password of the database."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        self.close, self.dialect = self._database.close, self._database.dialect

    async def write(self, *statements: object) -> None:
        async with self._database.writing() as connection:
            for each in statements:
                await connection.execute(each)  # type: ignore[call-overload]

    async def log(self) -> list[Record]:
        columns = (t.log.c.seq, t.log.c.command, t.log.c.name, t.log.c.body, t.log.c.digest)
        wanted = select(*columns).where(t.log.c.meeting == MEETING).order_by(t.log.c.seq)
        async with self._database.reading() as connection:
            return [Record(*row) for row in await connection.execute(wanted)]

    async def chain_anew(self, log: Sequence[Record]) -> None:
        """As the product itself would have written it."""
        before = GENESIS
        for each in log:
            before = digest(MEETING, before, each.seq, each.command, each.name, each.body)
            this = (t.log.c.meeting == MEETING, t.log.c.seq == each.seq)
            change = update(t.log).where(*this).values(body=each.body, digest=before)
            await self.write(change, delete(t.snapshots))

    async def cut(self, after: int) -> None:
        for table in (t.log, t.snapshots):
            await self.write(delete(table).where(table.c.meeting == MEETING, table.c.seq > after))


@pytest.fixture(params=DURABLE)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return await fresh(request.param, tmp_path)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """A conference with opinions, publications and a signed copy, and an operator."""
    opened = open_store(url)
    await opened.accounts.put(LAN)
    await opened.files.put(FILE, in_pieces(COPY))
    events = history(with_the_copy(WHOLE_CONFERENCE))
    await opened.events.append(MEETING, seal(MEETING, GENESIS, 1, CommandId("scene"), events))
    async with running(room_over(opened.events, Follower(opened.library))):
        pass
    yield opened
    await opened.close()


def with_the_copy(step: Step) -> Step:
    """The scene names a file that is nowhere; here it is filed."""
    if isinstance(step, tuple):
        return tuple(map(with_the_copy, step))
    if isinstance(step, FileSignedCopy):
        return replace(step, copy=f"/files/{MEETING}/{FILE.digest}")
    return step


@pytest.fixture
async def anchors(store: Store, tmp_path: Path) -> Sequence[Anchor]:
    """What was noted elsewhere before anybody forged anything."""
    path = tmp_path / "ledger.jsonl"
    await noting(store, path).run()
    return kept_in(str(path))


@pytest.fixture
async def forger(url: str) -> AsyncIterator[Forger]:
    made = Forger(url)
    yield made
    await made.close()


def noting(store: Store, path: Path) -> Anchoring:
    return Anchoring(Chains(store, FileLedger(str(path)), PadesSignatures(), TurnedClock()))


async def flaws(store: Store, kept: Sequence[Anchor] = ()) -> dict[str, list[Flaw]]:
    """By what they are about; what is proven is left out."""
    found: dict[str, list[Flaw]] = {}
    async for finding in verify_store(store):
        found.setdefault(finding.about, []).extend(finding.flaws)
    async for finding in against(store, kept):
        found.setdefault(finding.about, []).extend(finding.flaws)
    return {about: each for about, each in found.items() if each}


async def test_what_nobody_touched_is_proven(store: Store, anchors: Sequence[Anchor]) -> None:
    assert len(anchors) == 2
    assert await flaws(store, anchors) == {}


async def test_an_opinion_rewritten_with_the_chain_computed_anew(
    store: Store, anchors: Sequence[Anchor], forger: Forger
) -> None:
    log = await forger.log()
    [seq] = [each.seq for each in log if each.name == "opinion.handed_in"][:1]
    forged = log[seq - 1].body.replace(OPINION, OPINION + b"Khong ", 1)
    assert forged != log[seq - 1].body
    log[seq - 1] = replace(log[seq - 1], body=forged)
    await forger.chain_anew(log)
    assert Flaw(FlawKind.REWRITTEN, str(len(log))) in (await flaws(store, anchors))[MEETING]


async def test_the_last_five_records_cut_off(
    store: Store, anchors: Sequence[Anchor], forger: Forger
) -> None:
    last = len(await forger.log())
    await forger.cut(last - 5)
    found = (await flaws(store, anchors))[MEETING]
    assert Flaw(FlawKind.CUT_OFF, f"{last - 5} is the last here, {last}") in found


async def test_a_whole_conference_deleted(
    store: Store, anchors: Sequence[Anchor], forger: Forger
) -> None:
    last = len(await forger.log())
    await forger.write(
        *(delete(each) for each in (t.log, t.snapshots, t.headlines, t.publications)),
        *(delete(each) for each in (t.publication_words, t.tasks, t.file_pieces, t.files)),
    )
    assert await flaws(store) == {}
    assert await flaws(store, anchors) == {MEETING: [Flaw(FlawKind.GONE, str(last))]}


async def test_a_conference_deleted_that_left_its_tables(store: Store, forger: Forger) -> None:
    await forger.write(delete(t.log), delete(t.snapshots))
    assert (await flaws(store))[MEETING] == [Flaw(FlawKind.NO_LOG)]


async def test_a_forged_row_of_the_publications(store: Store, forger: Forger) -> None:
    [known, *_] = await store.library.publications(MEETING)
    paper = replace(known.paper, title="Kết luận khác")
    await forger.write(
        update(t.publications)
        .where(t.publications.c.meeting == MEETING, t.publications.c.no == known.no)
        .values(paper=paper)
    )
    assert Flaw(FlawKind.PUBLICATION, str(known.no)) in (await flaws(store))[MEETING]


async def test_a_publication_that_lists_call_otherwise(store: Store, forger: Forger) -> None:
    [known, *_] = await store.library.publications(MEETING)
    await forger.write(
        update(t.publications).where(t.publications.c.no == known.no).values(title="Kết luận khác")
    )
    assert await flaws(store) == {MEETING: [Flaw(FlawKind.PUBLICATION, str(known.no))]}


async def test_a_publication_that_was_never_made(store: Store, forger: Forger) -> None:
    [known, *_] = await store.library.publications(MEETING)
    await forger.write(insert(t.publications).values(**asdict(replace(known, no=99))))
    assert Flaw(FlawKind.PUBLICATION, "99") in (await flaws(store))[MEETING]


async def test_a_publication_that_cannot_be_read(store: Store, forger: Forger) -> None:
    await forger.write(text("UPDATE publications SET stage = 'decree'"))
    [flaw] = (await flaws(store))[MEETING]
    assert flaw.kind is FlawKind.TABLES


async def test_a_conference_called_otherwise_in_the_list(store: Store, forger: Forger) -> None:
    await forger.write(update(t.headlines).values(title="Họp kín"))
    assert await flaws(store) == {MEETING: [Flaw(FlawKind.HEADLINE)]}


async def test_a_conclusion_called_done(store: Store, forger: Forger) -> None:
    await forger.write(update(t.tasks).values(per_cent=99))
    kinds = {flaw.kind for flaw in (await flaws(store))[MEETING]}
    assert kinds == {FlawKind.TASK}


async def test_a_publication_that_nobody_finds(store: Store, forger: Forger) -> None:
    await forger.write(delete(t.publication_words))
    assert {flaw.kind for flaw in (await flaws(store))[MEETING]} == {FlawKind.WORDS}


async def test_an_operator_made_chair(store: Store, forger: Forger) -> None:
    await forger.write(
        update(t.accounts).where(t.accounts.c.login == "lan").values(post=Post.CHAIR)
    )
    assert await flaws(store) == {"accounts": [Flaw(FlawKind.ACCOUNT, "lan")]}


async def test_an_account_out_of_nowhere_and_one_that_is_gone(store: Store, forger: Forger) -> None:
    stranger = {**asdict(LAN), "login": "minh", "post": Post.ADMIN}
    await forger.write(
        delete(t.accounts).where(t.accounts.c.login == "lan"),
        insert(t.accounts).values(**stranger),
    )
    assert (await flaws(store))["accounts"] == [
        Flaw(FlawKind.ACCOUNT, "lan"),
        Flaw(FlawKind.ACCOUNT, "minh"),
    ]


async def test_another_password_in_place_of_hers(store: Store, forger: Forger) -> None:
    await forger.write(update(t.accounts).values(password="$argon2id$known"))
    assert await flaws(store) == {"accounts": [Flaw(FlawKind.ACCOUNT, "lan")]}


async def test_a_post_that_there_is_not(store: Store, forger: Forger) -> None:
    await forger.write(text("UPDATE accounts SET post = 'emperor'"))
    [flaw] = (await flaws(store))["accounts"]
    assert flaw.kind is FlawKind.TABLES


async def test_an_operator_made_chair_with_the_history_written_anew(
    store: Store, anchors: Sequence[Anchor], forger: Forger
) -> None:
    [first] = await store.accounts.history()
    body = first.body.replace(b"operator", b"chair")
    await forger.write(
        update(t.accounts).values(post=Post.CHAIR),
        update(t.account_history).values(**asdict(account_changes.change(None, "lan", body))),
    )
    assert await flaws(store) == {}
    assert await flaws(store, anchors) == {"accounts": [Flaw(FlawKind.REWRITTEN, "1")]}


async def test_an_operator_made_chair_by_one_change_more_is_shown_since_the_anchor(
    store: Store, anchors: Sequence[Anchor], forger: Forger
) -> None:
    [first] = await store.accounts.history()
    body = first.body.replace(b"operator", b"chair")
    more = account_changes.change(Head(first.seq, first.digest), "lan", body)
    await forger.write(
        update(t.accounts).values(post=Post.CHAIR),
        insert(t.account_history).values(**asdict(more)),
    )
    assert await flaws(store, anchors) == {}
    assert list(since(await store.accounts.history(), anchors)) == ["lan: chair"]


async def test_a_history_with_a_change_altered(store: Store, forger: Forger) -> None:
    await forger.write(update(t.account_history).values(login="minh"))
    assert await flaws(store) == {"accounts": [Flaw(FlawKind.HISTORY, "1")]}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("opinion.handed_in", b'{"text":7}'),
        ("opinion.handed_in", b"not JSON"),
        ("opinion.shouted", b"{}"),
    ],
)
async def test_a_record_that_cannot_be_read_is_named(
    store: Store, forger: Forger, name: str, body: bytes
) -> None:
    [*_, last] = await forger.log()
    seq, command = last.seq + 1, CommandId("forged")
    sealed = digest(MEETING, last.digest, seq, command, name, body)
    record = asdict(Record(seq, command, name, body, sealed))
    await forger.write(insert(t.log).values(meeting=MEETING, **record))
    assert (await flaws(store))[MEETING] == [Flaw(FlawKind.UNREADABLE, str(seq))]


async def test_a_body_that_is_no_bytes_is_named(store: Store, forger: Forger, url: str) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL takes nothing but bytes there")
    await forger.write(text("UPDATE log SET body = 'words' WHERE seq = 3"))
    assert Flaw(FlawKind.RECORD, "3") in (await flaws(store))[MEETING]


async def test_a_history_of_what_is_no_bytes_is_named(
    store: Store, forger: Forger, url: str
) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL takes nothing but bytes there")
    await forger.write(text("UPDATE account_history SET body = 'words'"))
    assert await flaws(store) == {"accounts": [Flaw(FlawKind.HISTORY, "1")]}


async def test_a_file_with_other_content_than_its_digest(store: Store, forger: Forger) -> None:
    await forger.write(update(t.file_pieces).values(piece=COPY.replace(b"signed", b"forged")))
    assert await flaws(store) == {MEETING: [Flaw(FlawKind.FILE, FILE.digest)]}


async def test_a_file_that_the_log_names_and_nobody_has(store: Store, forger: Forger) -> None:
    await forger.write(delete(t.file_pieces), delete(t.files))
    assert await flaws(store) == {MEETING: [Flaw(FlawKind.FILE_MISSING, FILE.digest)]}


def test_every_change_of_an_account_is_a_link() -> None:
    first = account_changes.change(None, "lan", b"{}")
    second = account_changes.change(Head(first.seq, first.digest), "lan", b"")
    assert account_changes.first_broken([first, second]) is None
    assert account_changes.first_broken([second]) == 1
    assert account_changes.first_broken([AccountChange(1, "lan", b"[]", first.digest)]) == 1
