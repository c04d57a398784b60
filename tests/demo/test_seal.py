"""The demo seals, and what it seals is sound and by nobody who is trusted."""

from pathlib import Path

from diemcau.adapters.documents import Decree30
from diemcau.adapters.signatures import PadesSignatures
from diemcau.demo import seal
from tests.support.documents import NOTICE, made
from tests.support.papers import brought


async def test_what_the_demo_seals_is_sound_and_says_that_it_counts_for_nothing(
    tmp_path: Path,
) -> None:
    how = seal.seal(tmp_path)
    office = PadesSignatures(how.pkcs12, how.password, how.trust)
    sealed = await office.sealed(await Decree30().pdf(made(NOTICE)), "Giấy mời")
    [found] = await office.of("sealed", lambda: brought(sealed))
    assert (found.by, found.sound, found.trusted) == (seal.NAME, True, False)


def test_it_is_the_same_seal_at_the_next_start(tmp_path: Path) -> None:
    first = Path(seal.seal(tmp_path).pkcs12).read_bytes()
    assert Path(seal.seal(tmp_path).pkcs12).read_bytes() == first
