"""The laws of `Petitioners`, and of the keys under which they are sealed."""

import asyncio
import os
from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest

from diemcau.adapters.petitioner_keys import PetitionerKeys
from diemcau.adapters.store import Store
from diemcau.app.ports.petitioners import PersonsUnreadable, Sealable, SealedPetitioner
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId
from diemcau.domain.petitions.nouns.petitioners import PetitionerRef
from tests.support.room import morning

NOW = morning().now()
HERE, THERE = FIRST_BODY, BodyId("soc-son")
ONE, TWO = PetitionerRef("nk-1"), PetitionerRef("nk-2")
WHO = Sealable("Ông Trần Văn Bền".encode(), "home/nk-1")


def row(ref: PetitionerRef, sealed: bytes = b"sealed", body: BodyId = HERE) -> SealedPetitioner:
    return SealedPetitioner(body=body, ref=ref, sealed=sealed, made_at=NOW)


async def test_a_row_is_kept_by_body_and_reference_and_never_changed(store: Store) -> None:
    rows = store.petitioners
    await rows.put()
    await rows.put(row(ONE), row(TWO, b"another"), row(ONE, b"theirs", THERE))
    await rows.put(row(ONE, b"instead"))
    assert await rows.get(HERE, ONE) == row(ONE)
    assert await rows.get(THERE, ONE) == row(ONE, b"theirs", THERE)
    assert await rows.get(THERE, TWO) is None


async def test_rows_are_told_by_their_age_and_removed(store: Store) -> None:
    rows, later = store.petitioners, NOW + timedelta(seconds=1)
    await rows.put(row(ONE), row(TWO), row(ONE, body=THERE))
    assert await rows.kept(HERE, NOW) == set()
    assert await rows.kept(HERE, later) == {ONE, TWO}
    await rows.remove(HERE, [ONE, PetitionerRef("nobody's")])
    await rows.remove(HERE, [])
    assert await rows.kept(HERE, later) == {TWO}
    assert await rows.get(THERE, ONE) is not None


async def test_what_is_sealed_opens_for_what_it_is_about_and_no_two_are_alike(
    tmp_path: Path,
) -> None:
    keys = PetitionerKeys(tmp_path / "keys" / "petitioner.keys")
    first, second = await keys.seal(WHO, WHO)
    assert first != second
    assert WHO.what not in first
    assert (
        await keys.open(Sealable(first, WHO.about), Sealable(second, WHO.about)) == [WHO.what] * 2
    )
    for wrong in (Sealable(first, "home/nk-2"), Sealable(first[:-1], WHO.about), Sealable(b"", "")):
        with pytest.raises(PersonsUnreadable):
            await keys.open(wrong)
    assert oct((tmp_path / "keys" / "petitioner.keys").stat().st_mode)[-3:] == "600"
    assert [each.name for each in (tmp_path / "keys").iterdir()] == ["petitioner.keys"]


async def test_a_key_that_is_added_seals_and_the_old_ones_still_open(tmp_path: Path) -> None:
    file = tmp_path / "petitioner.keys"
    keys = PetitionerKeys(file)
    (old,) = await keys.seal(WHO)
    before = file.read_bytes()
    file.write_bytes(before + b64encode(os.urandom(32)) + b"\n")
    (new,) = await keys.seal(WHO)
    assert new[:4] != old[:4]
    both = (Sealable(old, WHO.about), Sealable(new, WHO.about))
    assert await keys.open(*both) == [WHO.what, WHO.what]
    file.write_bytes(before)
    with pytest.raises(PersonsUnreadable):
        await keys.open(both[1])


async def test_of_two_that_begin_at_once_one_key_counts(tmp_path: Path) -> None:
    file = tmp_path / "petitioner.keys"
    several = [PetitionerKeys(file) for _ in range(8)]
    sealed = await asyncio.gather(*(each.seal(WHO) for each in several))
    told = [Sealable(each, WHO.about) for (each,) in sealed]
    assert await several[0].open(*told) == [WHO.what] * 8
    assert len(file.read_text().split()) == 1


@pytest.mark.parametrize("line", ["no key", b64encode(b"short").decode(), "ä"])
async def test_a_file_that_holds_no_keys_is_said_and_not_written_over(
    tmp_path: Path, line: str
) -> None:
    file = tmp_path / "petitioner.keys"
    file.write_text(line)
    with pytest.raises(Unavailable):
        await PetitionerKeys(file).seal(WHO)
    assert file.read_text() == line


async def test_a_place_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable):
        await PetitionerKeys(tmp_path / "file" / "petitioner.keys").seal(WHO)
