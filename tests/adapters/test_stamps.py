"""Seals that say when they were set, by the clock of an authority (RFC 3161)."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from diemcau.adapters.signatures import PadesSignatures
from diemcau.app.files.signatures import AuthorityAway, Signature
from tests.support.papers import brought, pdf
from tests.support.seals import PASSWORD, Sealed, seal
from tests.support.stamps import OPENSSL, stamping

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="OpenSSL is not on this machine")
NOBODY_THERE = "http://127.0.0.1:9/"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    return seal(tmp_path_factory.mktemp("seal"))


def office(sealed: Sealed, authority: str = "", *, trusting: bool = True) -> PadesSignatures:
    trust = (sealed.trust,) if trusting else ()
    return PadesSignatures(sealed.pkcs12, PASSWORD, trust, authority=authority)


async def found(signatures: PadesSignatures, body: bytes) -> Signature:
    [one] = await signatures.of(hashlib.sha256(body).hexdigest(), lambda: brought(body))
    return one


def now_by_the_authority(one: Signature) -> bool:
    assert one.at is not None
    return one.stamped and abs(datetime.now(UTC) - one.at) < timedelta(minutes=5)


async def test_a_sealed_document_says_when_by_the_clock_of_an_authority(sealed: Sealed) -> None:
    async with stamping(sealed) as authority:
        body = await office(sealed, authority).sealed(pdf("Ket luan"), "Thông báo")
    one = await found(office(sealed), body)
    assert (one.sound, one.trusted) == (True, True)
    assert now_by_the_authority(one)
    assert not (await found(office(sealed, trusting=False), body)).stamped


async def test_a_line_of_the_ledger_has_it_too(sealed: Sealed) -> None:
    async with stamping(sealed) as authority:
        kept = await office(sealed, authority).attested(b"heads of this morning")
    one = await office(sealed).attests(b"heads of this morning", kept)
    assert one.sound
    assert now_by_the_authority(one)
    assert not (await office(sealed).attests(b"heads of this evening", kept)).sound


async def test_without_an_authority_a_seal_has_the_time_of_the_server(sealed: Sealed) -> None:
    one = await found(office(sealed), await office(sealed).sealed(pdf("Ket luan"), "x"))
    assert one.sound
    assert not one.stamped


async def test_as_long_as_the_authority_is_silent_nothing_is_sealed(sealed: Sealed) -> None:
    silent = office(sealed, NOBODY_THERE)
    with pytest.raises(AuthorityAway):
        await silent.sealed(pdf("Ket luan"), "x")
    with pytest.raises(AuthorityAway):
        await silent.attested(b"heads")
