"""What outlives a conference: written once, level on every node, proven like a conference."""

import asyncio

import pytest

from diemcau.adapters.store import Store, open_store
from diemcau.app.dossiers import dossier_id
from diemcau.app.verification.dossiers import verify_dossiers
from diemcau.app.verification.findings import Flaw, FlawKind
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, CommandId
from diemcau.domain.nouns.refusals import IdUsed, NameMissing
from diemcau.protocol.records import GENESIS, Record, digest
from tests.support.dossiers import RULES, SLIP, Slip, slips, write
from tests.support.store import at


@pytest.fixture
def store() -> Store:
    return open_store("memory://")


async def test_what_was_written_is_there_also_after_a_restart(store: Store) -> None:
    assert (await slips(store.dossiers).submit(SLIP, write("một"))).lines == ("một",)
    again = slips(store.dossiers)
    assert (await again.state(SLIP)).lines == ("một",)
    assert (await again.submit(SLIP, write("hai"))).lines == ("một", "hai")


async def test_what_is_asked_for_and_never_was_is_as_it_begins(store: Store) -> None:
    dossiers = slips(store.dossiers)
    assert await dossiers.state(SLIP) == Slip(SLIP)
    assert await dossiers.ids(FIRST_BODY) == []


async def test_two_nodes_write_in_one_dossier_and_both_stand(store: Store) -> None:
    here, there = slips(store.dossiers), slips(store.dossiers)
    await here.submit(SLIP, write("một"))
    await there.submit(SLIP, write("hai"))
    assert (await here.state(SLIP)).lines == ("một", "hai")


async def test_many_at_once_over_two_nodes_lose_nothing(store: Store) -> None:
    nodes = slips(store.dossiers), slips(store.dossiers)
    lines = [f"dòng {n}" for n in range(40)]
    await asyncio.gather(*(nodes[n % 2].submit(SLIP, write(line)) for n, line in enumerate(lines)))
    assert sorted((await nodes[0].state(SLIP)).lines) == sorted(lines)


async def test_one_that_was_overtaken_is_decided_again(store: Store) -> None:
    """By another node, between its look and its word."""
    other = slips(store.dossiers)

    class Overtaken:
        def __init__(self) -> None:
            self.heads, self.dossiers = store.dossiers.heads, store.dossiers.dossiers
            self.read = store.dossiers.read

        async def append(self, _: str, records: list[Record]) -> None:
            await other.submit(SLIP, write("một", "of-another-node"))
            await store.dossiers.append(SLIP, records)

    state = await slips(Overtaken()).submit(SLIP, write("một"))  # type: ignore[arg-type]
    assert state.lines == ("một",)


async def test_several_are_written_as_one_or_not_at_all(store: Store) -> None:
    dossiers = slips(store.dossiers)
    with pytest.raises(NameMissing):
        await dossiers.submit(SLIP, write("một"), write("", "2"))
    assert (await dossiers.state(SLIP)).lines == ()
    both = [write("một"), write("hai")]
    assert (await dossiers.submit(SLIP, *both)).lines == ("một", "hai")
    assert (await dossiers.submit(SLIP, *both, write("ba"))).lines == ("một", "hai", "ba")
    assert (await slips(store.dossiers).state(SLIP)).lines == ("một", "hai", "ba")
    (finding,) = [each async for each in verify_dossiers(store.dossiers, [RULES], store.files)]
    assert finding.flaws == ()


async def test_several_that_were_overtaken_are_decided_again(store: Store) -> None:
    other, kept = slips(store.dossiers), slips(store.dossiers)
    await kept.state(SLIP)
    append = store.dossiers.append
    overtaken: list[Slip] = []

    class Overtaken:
        heads, dossiers, read = store.dossiers.heads, store.dossiers.dossiers, store.dossiers.read

        async def append(self, _: str, records: list[Record]) -> None:
            if not overtaken:
                overtaken.append(await other.submit(SLIP, write("một", "of-another-node")))
            await append(SLIP, records)

    state = await slips(Overtaken()).submit(SLIP, write("hai"))  # type: ignore[arg-type]
    assert state.lines == ("một", "hai")


async def test_a_retry_is_the_same_act_and_another_of_its_id_is_refused(store: Store) -> None:
    dossiers = slips(store.dossiers)
    await dossiers.submit(SLIP, write("một", "1"))
    assert (await dossiers.submit(SLIP, write("một", "1", 5))).lines == ("một",)
    with pytest.raises(IdUsed):
        await dossiers.submit(SLIP, write("hai", "1"))


async def test_a_refusal_leaves_everything_as_it_was(store: Store) -> None:
    dossiers = slips(store.dossiers)
    await dossiers.submit(SLIP, write("một"))
    with pytest.raises(NameMissing):
        await dossiers.submit(SLIP, write("", "2"))
    assert (await dossiers.state(SLIP)).lines == ("một",)
    assert len(await store.dossiers.read(SLIP)) == 1


async def test_a_clock_that_is_set_back_takes_nothing_back(store: Store) -> None:
    dossiers = slips(store.dossiers)
    await dossiers.submit(SLIP, write("một", minutes=5))
    await dossiers.submit(SLIP, write("hai", minutes=1))
    *_, last = await store.dossiers.read(SLIP)
    assert RULES.shapes.read(last).at == at(5)


async def test_each_body_has_its_own(store: Store) -> None:
    dossiers, soc_son = slips(store.dossiers), BodyId("soc-son")
    await dossiers.submit(dossiers.id(soc_son, "1"), write("một"))
    await dossiers.submit(dossiers.id(FIRST_BODY, "1"), write("một"))
    assert await dossiers.ids(soc_son) == [dossier_id("slip", soc_son, "1")]


async def flaws(store: Store) -> list[tuple[Flaw, ...]]:
    return [each.flaws async for each in verify_dossiers(store.dossiers, [RULES], store.files)]


async def test_what_nobody_touched_is_proven(store: Store) -> None:
    await slips(store.dossiers).submit(SLIP, write("một"))
    assert await flaws(store) == [()]


async def test_a_changed_byte_is_found_and_named(store: Store) -> None:
    await slips(store.dossiers).submit(SLIP, write("một"))
    [record] = await store.dossiers.read(SLIP)
    forged = open_store("memory://")
    body = record.body.replace("một".encode(), b"hai")
    await forged.dossiers.append(
        SLIP, [Record(1, record.command, record.name, body, record.digest)]
    )
    assert await flaws(forged) == [(Flaw(FlawKind.RECORD, "1"),)]


@pytest.mark.parametrize(("kind", "name"), [("slip", "slip.torn"), ("leaf", "slip.written")])
async def test_a_record_that_no_rule_of_ours_wrote_is_named(
    store: Store, kind: str, name: str
) -> None:
    dossier, command = dossier_id(kind, FIRST_BODY, "1"), CommandId("1")
    sealed = digest(dossier, GENESIS, 1, command, name, b"{}")
    await store.dossiers.append(dossier, [Record(1, command, name, b"{}", sealed)])
    assert await flaws(store) == [(Flaw(FlawKind.UNREADABLE, "1"),)]
