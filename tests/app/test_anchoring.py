"""Heads of logs and accounts are noted elsewhere, as they grow and once a day."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from diemcau.adapters.anchors import kept_in
from diemcau.adapters.ledger import FileLedger
from diemcau.adapters.signatures import PadesSignatures
from diemcau.adapters.store import Store, open_store
from diemcau.app.library.following import Follower
from diemcau.app.verification import FlawKind, against
from diemcau.app.verification.anchoring import Anchoring, Chains
from diemcau.protocol.anchors import Anchor, found_in
from diemcau.protocol.ledger import sealed_in, to_be_sealed
from tests.support.dossiers import SLIP, slips, write
from tests.support.entrance import HOA, TurnedClock
from tests.support.meeting import BA_DINH, DISCUSSION, asked_to_speak
from tests.support.room import MEETING, room_over, running, take
from tests.support.seals import PASSWORD, seal


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = open_store("memory://")
    await opened.accounts.put(HOA)
    async with running(room_over(opened.events, Follower(opened.library))) as room:
        await take(room, DISCUSSION)
    yield opened
    await opened.close()


class Desk:
    def __init__(self, store: Store, path: Path) -> None:
        self.signatures = PadesSignatures()
        self.clock, self.path, self.store = TurnedClock(), path, store
        self.anchoring = self.begun_anew()

    def begun_anew(self) -> Anchoring:
        ledger = FileLedger(str(self.path))
        return Anchoring(Chains(self.store, ledger, self.signatures, self.clock))

    def lines(self) -> Sequence[Sequence[Anchor]]:
        return [found_in(line) for line in self.path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path / "ledger.jsonl")


async def test_the_first_line_is_of_everything(desk: Desk) -> None:
    await desk.anchoring.run()
    [line] = desk.lines()
    [change] = await desk.store.accounts.history()
    *_, last = await desk.store.events.read(MEETING)
    assert {each.meeting: each.head.digest for each in line} == {
        "": change.digest,
        MEETING: last.digest,
    }


async def test_nothing_new_is_not_noted_again_on_the_same_day(desk: Desk) -> None:
    await desk.anchoring.run()
    await desk.anchoring.run()
    assert len(desk.lines()) == 1


async def test_what_has_grown_is_noted_alone(desk: Desk) -> None:
    await desk.anchoring.run()
    async with running(room_over(desk.store.events)) as room:
        await take(room, asked_to_speak(BA_DINH))
    await desk.anchoring.run()
    assert [each.meeting for each in desk.lines()[1]] == [MEETING]


async def test_what_outlives_a_conference_is_noted_and_found_when_it_was_cut_off(
    desk: Desk,
) -> None:
    """Also after the ledger was read again, where its id stands among those of conferences."""
    logs = desk.store.dossiers
    await slips(logs).submit(SLIP, write("một"), write("hai"))
    await desk.anchoring.run()
    await slips(logs).submit(SLIP, write("ba"))
    await desk.begun_anew().run()
    kept = [each for line in desk.lines() for each in line if str(each.meeting) == SLIP]
    assert [each.head.seq for each in kept] == [2, 3]
    cut = open_store("memory://")
    await cut.dossiers.append(SLIP, (await logs.read(SLIP))[:1])
    [finding] = [each async for each in against(cut, kept)]
    assert (finding.about, [each.kind for each in finding.flaws]) == (SLIP, [FlawKind.CUT_OFF])


async def test_a_day_later_everything_is_noted_once_more(desk: Desk) -> None:
    await desk.anchoring.run()
    desk.clock.turn(days=1)
    await desk.anchoring.run()
    assert desk.lines()[1] == desk.lines()[0]


async def test_a_process_begun_anew_goes_on_from_the_ledger(desk: Desk) -> None:
    await desk.anchoring.run()
    again = desk.begun_anew()
    await again.run()
    await again.run()
    assert desk.lines()[1:] == [desk.lines()[0]]


async def test_a_log_that_was_cut_off_does_not_take_its_anchor_back(desk: Desk) -> None:
    await desk.anchoring.run()
    log = await desk.store.events.read(MEETING)
    forged = open_store("memory://")
    await forged.events.append(MEETING, log[:-2])
    desk.store = forged
    await desk.begun_anew().run()
    assert max(each.head.seq for line in desk.lines() for each in line) == len(log)


async def test_a_ledger_that_is_away_is_written_when_it_is_back(
    store: Store, tmp_path: Path
) -> None:
    desk = Desk(store, tmp_path / "mount" / "ledger.jsonl")
    await desk.anchoring.run()
    desk.path.parent.mkdir()
    await desk.anchoring.run()
    assert len(desk.lines()) == 1


def test_what_is_no_anchor_is_passed_over() -> None:
    good = f"diemcau:giao-ban:7:{'a' * 64}"
    [found] = found_in(f"{good}a diemcau:x:0:{'a' * 64} diemcau:y:7:{'A' * 64} {good}\n")
    assert str(found) == good


def test_a_pdf_that_is_broken_holds_none(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    assert kept_in(str(tmp_path / "broken.pdf")) == []


async def test_a_line_is_under_the_seal_where_there_is_one(desk: Desk, tmp_path: Path) -> None:
    office = seal(tmp_path)
    desk.signatures = PadesSignatures(office.pkcs12, PASSWORD, [office.trust])
    await desk.begun_anew().run()
    [(number, line)] = sealed_in(desk.path.read_bytes().splitlines())
    found = await desk.signatures.attests(to_be_sealed(line), line.seal)
    assert (number, found.by) == (1, "Văn phòng HĐND thành phố")
    assert (found.sound, found.trusted) == (True, True)


async def test_a_line_that_says_something_else_is_not_under_its_seal(
    desk: Desk, tmp_path: Path
) -> None:
    office = seal(tmp_path)
    desk.signatures = PadesSignatures(office.pkcs12, PASSWORD, [office.trust])
    await desk.begun_anew().run()
    [(_, line)] = sealed_in(desk.path.read_bytes().splitlines())
    other = replace(line, anchors=[f"diemcau:{MEETING}:1:{'0' * 64}"])
    assert not (await desk.signatures.attests(to_be_sealed(other), line.seal)).sound
    assert not (await desk.signatures.attests(to_be_sealed(line), b"no seal")).sound


def test_text_that_is_no_line_of_a_ledger_bears_no_seal() -> None:
    assert list(sealed_in([b"Kinh gui", b'{"at":"2026-11-29T00:00:00Z","anchors":[]}'])) == []
