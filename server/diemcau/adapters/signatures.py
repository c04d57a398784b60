"""PAdES by pyHanko: nothing is fetched from the network, and only named authorities are trusted."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from asn1crypto import cms, x509
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_detached_cms, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from diemcau.app.files import NoSeal
from diemcau.app.signatures import Signature

_KEPT: Final = 256
_FIELD: Final = "DiemCau"
_DIGESTS: Final = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
"""In which nobody has found two texts alike."""
_SIGNED_ON: Final = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),  # type: ignore[no-untyped-call]
            SigFieldModificationRule(),
        ]
    ),
)
"""After a signature others may follow; a form that somebody fills in is another text."""


class BadSeal(Exception):  # noqa: N818 – named like `BadSetting`
    """The file with the key, or one with a certificate, cannot be read; the text says which."""


class PadesSignatures:
    def __init__(self, pkcs12: str = "", password: str = "", trust: Sequence[str] = ()) -> None:
        self._signer = _signer(pkcs12, password) if pkcs12 else None
        self._roots = _roots(trust)
        self._known: dict[str, Sequence[Signature]] = {}
        certificate = self._signer.signing_cert if self._signer else None
        self.seal = _name(certificate.subject.native) if certificate else ""

    async def of(self, digest: str, pdf: Callable[[], Awaitable[bytes]]) -> Sequence[Signature]:
        if digest not in self._known:
            found = await asyncio.to_thread(self._found, await pdf())
            while len(self._known) >= _KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[digest] = found
        return self._known[digest]

    async def sealed(self, pdf: bytes, reason: str) -> bytes:
        if self._signer is None:
            raise NoSeal
        return await asyncio.to_thread(self._sealed, self._signer, pdf, reason)

    async def attested(self, text: bytes) -> bytes:
        if self._signer is None:
            return b""
        made = await self._signer.async_sign_general_data(text, "sha256")
        return bytes(made.dump())

    async def attests(self, text: bytes, seal: bytes) -> Signature:
        context = ValidationContext(trust_roots=self._roots, allow_fetching=False)
        try:
            signed = cms.ContentInfo.load(seal)["content"]
            status = await async_validate_detached_cms(text, signed, context)
        except Exception:  # noqa: BLE001 – whatever a library trips over in a stranger's seal
            return Signature("", "", None, sound=False, trusted=False)
        certificate = status.signing_cert
        return Signature(
            by=_name(certificate.subject.native),
            issuer=_name(certificate.issuer.native),
            at=status.signer_reported_dt,
            sound=status.intact and status.valid and status.md_algorithm in _DIGESTS,
            trusted=bool(status.trusted),
        )

    def _sealed(self, signer: signers.SimpleSigner, pdf: bytes, reason: str) -> bytes:
        meta = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
        )
        written = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer)
        return bytes(written.getbuffer())

    def _found(self, pdf: bytes) -> Sequence[Signature]:
        try:
            embedded = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
            last = len(embedded) - 1
            return [self._checked(each, last=n == last) for n, each in enumerate(embedded)]
        except Exception:  # noqa: BLE001 – whatever a library trips over in a stranger's file
            return []

    def _checked(self, embedded: EmbeddedPdfSignature, *, last: bool) -> Signature:
        context = ValidationContext(trust_roots=self._roots, allow_fetching=False)
        certificate = embedded.signer_cert
        try:
            status = validate_pdf_signature(embedded, context, diff_policy=_SIGNED_ON)
        except Exception:  # noqa: BLE001 – whatever a library trips over in a stranger's file
            return Signature(
                _name(certificate.subject.native), "", None, sound=False, trusted=False
            )
        return Signature(
            by=_name(certificate.subject.native),
            issuer=_name(certificate.issuer.native),
            at=status.signer_reported_dt,
            sound=_sound(status, last=last),
            trusted=bool(status.trusted),
        )


def _sound(status: PdfSignatureStatus, *, last: bool) -> bool:
    """After a signature others may follow, and nothing else; the last one covers the file whole."""
    if not (status.intact and status.valid) or status.md_algorithm not in _DIGESTS:
        return False
    if last:
        return status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    whole = (
        status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    )
    level = status.modification_level
    return whole and level is not None and level <= ModificationLevel.FORM_FILLING


def _signer(pkcs12: str, password: str) -> signers.SimpleSigner:
    try:
        signer: signers.SimpleSigner = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
            pkcs12, passphrase=password.encode()
        )
    except (SigningError, OSError, ValueError) as wrong:
        raise BadSeal(f"{pkcs12}: {wrong}") from wrong
    if signer is None:
        raise BadSeal(f"{pkcs12}: not opened by this password")
    return signer


def _roots(trust: Sequence[str]) -> list[x509.Certificate]:
    """Read to the end: what is none would only be found out when somebody asks for its name."""
    roots: list[x509.Certificate] = []
    for path in trust:
        try:
            found = list(load_certs_from_pemder([path]))  # type: ignore[no-untyped-call]
            for each in found:
                _name(each.subject.native)
        except (OSError, ValueError) as wrong:
            raise BadSeal(f"{path}: {wrong}") from wrong
        roots += found
    return roots


def _name(subject: dict[str, object]) -> str:
    """As people read it: the name, and for whom."""
    parts = (subject.get("common_name"), subject.get("organization_name"))
    return ", ".join(dict.fromkeys(str(part) for part in parts if part))
