"""Signatures: set so that others accept them, and read so that no change goes unseen."""

import asyncio
import hashlib
import io
import os
import shutil
import subprocess
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace
from pyhanko.pdf_utils.generic import TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from diemcau.adapters.documents import Decree30
from diemcau.adapters.examining.signed import signatures_in
from diemcau.adapters.signatures import BadSeal, PadesSignatures
from diemcau.app.files import NoSeal
from diemcau.app.files.signatures import Signature, holds
from diemcau.app.ports.files import Brought
from tests.support.documents import concluded, made
from tests.support.papers import brought, pdf
from tests.support.seals import PASSWORD, Sealed, seal

OFFICE = "Văn phòng HĐND thành phố"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    return seal(tmp_path_factory.mktemp("seal"))


async def notice() -> bytes:
    """The notice of conclusions, as it is printed."""
    return await Decree30().pdf(replace(made(concluded(3)), draft=False))


async def found(signatures: PadesSignatures, body: bytes) -> list[Signature]:
    return list(await signatures.of(hashlib.sha256(body).hexdigest(), lambda: brought(body)))


async def test_the_office_seals_a_document_and_others_may_check_it(sealed: Sealed) -> None:
    office = PadesSignatures(sealed.pkcs12, PASSWORD, (sealed.trust,))
    assert office.seal == OFFICE
    body = await office.sealed(await notice(), "Thông báo")
    [signature] = await found(office, body)
    assert (signature.by, signature.sound, signature.trusted) == (OFFICE, True, True)
    assert signature.issuer == "Ban Cơ yếu Chính phủ (thử)"
    assert signature.at is not None


async def test_a_signature_by_somebody_unknown_holds_but_is_not_trusted(sealed: Sealed) -> None:
    body = await PadesSignatures(sealed.pkcs12, PASSWORD).sealed(await notice(), "Thông báo")
    [signature] = await found(PadesSignatures(), body)
    assert (signature.sound, signature.trusted) == (True, False)


async def test_a_byte_that_was_changed_breaks_it(sealed: Sealed) -> None:
    body = bytearray(await PadesSignatures(sealed.pkcs12, PASSWORD).sealed(pdf("Ket luan"), "x"))
    where = body.index(b"(Ket luan)")
    body[where + 1 : where + 4] = b"Bet"
    [signature] = await found(PadesSignatures(trust=(sealed.trust,)), bytes(body))
    assert not signature.sound


async def test_what_is_added_after_the_last_signature_breaks_it(sealed: Sealed) -> None:
    body = await PadesSignatures(sealed.pkcs12, PASSWORD).sealed(pdf("Ket luan"), "x")
    [signature] = await found(PadesSignatures(), body + b"\n%% more\n" + b"x" * 100)
    assert not signature.sound


async def test_what_stands_before_the_header_was_signed_by_nobody(sealed: Sealed) -> None:
    body = await PadesSignatures(sealed.pkcs12, PASSWORD).sealed(pdf("Ket luan"), "x")
    [signature] = await found(PadesSignatures(), b"\r\n" + body)
    assert (signature.by, signature.sound) == (OFFICE, False)


async def test_a_second_who_is_trusted_as_well_may_sign_after_the_first(sealed: Sealed) -> None:
    office = PadesSignatures(sealed.pkcs12, PASSWORD, (sealed.trust,))
    once = await office.sealed(pdf("Ket luan"), "x")
    signatures = await found(office, await signed_again(once, sealed))
    assert [each.sound for each in signatures] == [True, True]
    assert holds(signatures)


async def test_a_stranger_who_signs_after_the_office_is_not_vouched_for(
    sealed: Sealed, tmp_path: Path
) -> None:
    office = PadesSignatures(sealed.pkcs12, PASSWORD, (sealed.trust,))
    once = await office.sealed(pdf("Ket luan"), "x")
    stranger = seal(tmp_path, "Người lạ")
    signatures = await found(office, await signed_again(once, stranger))
    assert [each.trusted for each in signatures] == [True, False]
    assert not holds(signatures)


async def test_a_form_that_is_filled_in_after_the_signature_is_another_text(
    sealed: Sealed,
) -> None:
    office = PadesSignatures(sealed.pkcs12, PASSWORD, (sealed.trust,))
    once = await office.sealed(with_field("100 trieu"), "x")
    writer = IncrementalPdfFileWriter(io.BytesIO(once))
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    field["/V"] = TextStringObject("900 trieu")
    writer.update_container(field)
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]
    signatures = await found(office, await signed_again(changed.getvalue(), sealed))
    assert not holds(signatures)


async def test_whatever_is_wrong_with_a_file_it_is_only_not_signed(sealed: Sealed) -> None:
    body = await PadesSignatures(sealed.pkcs12, PASSWORD).sealed(pdf("Ket luan"), "x")
    for place in range(0, len(body), 97):
        broken = body[:place] + bytes([body[place] ^ 0x55]) + body[place + 1 :]
        await asyncio.to_thread(signatures_in, broken, ())


async def signed_again(body: bytes, by: Sealed) -> bytes:
    signer = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        by.pkcs12, passphrase=PASSWORD.encode()
    )
    meta = signers.PdfSignatureMetadata(field_name="Second", md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(body))
    made = await signers.async_sign_pdf(writer, meta, signer)
    return bytes(made.getbuffer())


def with_field(value: str) -> bytes:
    """A page with a field to fill in."""
    reader = pypdf.PdfReader(io.BytesIO(pdf("So tien")))
    writer = pypdf.PdfWriter(clone_from=reader)
    field = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject("/FT"): pypdf.generic.NameObject("/Tx"),
            pypdf.generic.NameObject("/T"): pypdf.generic.TextStringObject("tien"),
            pypdf.generic.NameObject("/V"): pypdf.generic.TextStringObject(value),
        }
    )
    form = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject("/Fields"): pypdf.generic.ArrayObject(
                [writer._add_object(field)]
            )
        }
    )
    writer._root_object[pypdf.generic.NameObject("/AcroForm")] = form
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


async def test_what_is_not_signed_has_no_signatures() -> None:
    nobody = PadesSignatures()
    assert await found(nobody, pdf("Ket luan")) == []
    assert await found(nobody, b"%PDF-1.7 broken") == []
    assert nobody.seal == ""
    with pytest.raises(NoSeal):
        await nobody.sealed(pdf("x"), "x")


async def test_a_file_that_was_checked_is_not_fetched_again(sealed: Sealed) -> None:
    office, fetched = PadesSignatures(sealed.pkcs12, PASSWORD, kept=2), 0
    body = await office.sealed(pdf("x"), "x")

    def content() -> AbstractAsyncContextManager[Brought]:
        nonlocal fetched
        fetched += 1
        return brought(body)

    assert await office.of("a", content) == await office.of("a", content)
    assert fetched == 1
    for number in range(3):
        await office.of(str(number), content)
    await office.of("a", content)
    assert fetched == 5


def test_a_key_that_cannot_be_read_stops_the_start_with_its_name(sealed: Sealed) -> None:
    for arguments in (
        ("nowhere.p12", PASSWORD),
        (sealed.pkcs12, "wrong"),
        (sealed.trust, PASSWORD),
        ("", "", ("nowhere.pem",)),
        ("", "", (sealed.pkcs12,)),
    ):
        with pytest.raises(BadSeal, match=r"nowhere|seal|root"):
            PadesSignatures(*arguments)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils are not installed")
async def test_pdfsig_accepts_the_signature(sealed: Sealed, tmp_path: Path) -> None:
    body = await PadesSignatures(sealed.pkcs12, PASSWORD).sealed(await notice(), "Thông báo")
    file = tmp_path / "thong-bao.pdf"
    file.write_bytes(body)
    told = await asyncio.to_thread(_pdfsig, file)
    assert "Signature Validation: Signature is Valid." in told
    assert "Total document signed" in told
    assert "Signature Type: ETSI.CAdES.detached" in told
    assert f"Signer Certificate Common Name: {OFFICE}" in told


def _pdfsig(file: Path) -> str:
    """At home in an empty folder: whom it trusts is not our question."""
    run = ["pdfsig", str(file)]
    home = {"HOME": str(file.parent), "PATH": os.environ["PATH"]}
    return subprocess.run(run, capture_output=True, text=True, check=True, env=home).stdout
