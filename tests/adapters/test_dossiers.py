"""The laws of `DossierLogs`."""

import pytest

from diemcau.adapters.store import Store
from diemcau.adapters.store.portions import AT_ONCE
from diemcau.app.ports.world import Conflict
from diemcau.domain.nouns.ids import DossierId
from diemcau.protocol.chain import Head
from tests.support.store import chain

DRAFT, OTHER = DossierId("drafts/home/1"), DossierId("drafts/soc_son/1")
FIVE = chain(DRAFT, ["open", "ask", "ask", "give", "take"])


async def test_what_is_appended_is_read_back_in_order(store: Store) -> None:
    await store.dossiers.append(DRAFT, FIVE[:2])
    await store.dossiers.append(DRAFT, FIVE[2:])
    assert await store.dossiers.read(DRAFT) == FIVE
    assert await store.dossiers.read(DRAFT, after=1, limit=2) == FIVE[1:3]
    assert await store.dossiers.read(OTHER) == []


@pytest.mark.parametrize("start", [0, 2], ids=["a record twice", "a record after none"])
async def test_what_does_not_follow_is_a_conflict_and_nothing_of_it_stays(
    store: Store, start: int
) -> None:
    await store.dossiers.append(DRAFT, FIVE[:1])
    with pytest.raises(Conflict):
        await store.dossiers.append(DRAFT, FIVE[start : start + 2])
    assert await store.dossiers.read(DRAFT) == FIVE[:1]


async def test_a_long_append_is_all_there_or_not_at_all(store: Store) -> None:
    """However many statements it takes."""
    long = chain(DRAFT, ["open", *["ask"] * (2 * AT_ONCE)])
    with pytest.raises(Conflict):
        await store.dossiers.append(DRAFT, [*long[:-2], long[-1], long[-1]])
    assert await store.dossiers.read(DRAFT) == []
    await store.dossiers.append(DRAFT, long)
    assert await store.dossiers.read(DRAFT) == long


async def test_dossiers_are_listed_by_how_their_ids_begin(store: Store) -> None:
    await store.dossiers.append(OTHER, chain(OTHER, ["open"]))
    await store.dossiers.append(DRAFT, FIVE)
    await store.dossiers.append(DRAFT, [])
    assert await store.dossiers.dossiers() == [DRAFT, OTHER]
    assert await store.dossiers.dossiers("drafts/soc_") == [OTHER]
    assert await store.dossiers.dossiers("drafts/soc%") == []


async def test_of_each_it_is_told_where_it_ends(store: Store) -> None:
    assert await store.dossiers.heads() == {}
    await store.dossiers.append(DRAFT, FIVE)
    await store.dossiers.append(OTHER, [first := chain(OTHER, ["open"])[0]])
    assert await store.dossiers.heads() == {
        DRAFT: Head(5, FIVE[-1].digest),
        OTHER: Head(1, first.digest),
    }
