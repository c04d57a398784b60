"""PAdES by pyHanko: what others signed is read by a process of its own (`examining`), and what the
office seals is our own document.
"""

import asyncio
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Final

from asn1crypto import cms, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko_certvalidator import ValidationContext

from diemcau.adapters.examining import ReaderProcesses
from diemcau.adapters.examining.signed import DIGESTS, BadCertificate, name_of, roots, stamp_of
from diemcau.app.files import NoSeal
from diemcau.app.files.signatures import AuthorityAway, Signature
from diemcau.app.ports.files import Brought

_FIELD: Final = "DiemCau"
PATIENCE: Final = 15
"""Seconds in which an authority is to say what time it is."""


class BadSeal(Exception):  # noqa: N818 – named like `BadSetting`
    """The file with the key, or one with a certificate, cannot be read; the text says which."""


class PadesSignatures:
    def __init__(
        self,
        pkcs12: str = "",
        password: str = "",
        trust: Sequence[str] = (),
        readers: ReaderProcesses | None = None,
        kept: int = 256,
        authority: str = "",
    ) -> None:
        self._signer = _signer(pkcs12, password) if pkcs12 else None
        self._stamper = HTTPTimeStamper(authority, timeout=PATIENCE) if authority else None
        self._trust, self._roots = trust, _roots(trust)
        self._readers = readers or ReaderProcesses()
        self._known: dict[str, Sequence[Signature]] = {}
        self._kept = kept
        self._reading = asyncio.Lock()
        certificate = self._signer.signing_cert if self._signer else None
        self.seal = name_of(certificate.subject.native) if certificate else ""

    async def of(
        self, digest: str, opened: Callable[[], AbstractAsyncContextManager[Brought]]
    ) -> Sequence[Signature]:
        """One after the other: of many who ask for the same file the first has it read."""
        if digest in self._known:
            return self._known[digest]
        async with self._reading:
            if digest not in self._known:
                async with opened() as pdf:
                    self._keep(digest, await self._found(digest, pdf))
            return self._known[digest]

    async def sealed(self, pdf: bytes, reason: str) -> bytes:
        if self._signer is None:
            raise NoSeal
        with _answered():
            return await asyncio.to_thread(self._sealed, self._signer, pdf, reason)

    async def attested(self, text: bytes) -> bytes:
        if self._signer is None:
            return b""
        with _answered():
            made = await self._signer.async_sign_general_data(
                text, "sha256", timestamper=self._stamper
            )
        return bytes(made.dump())

    async def attests(self, text: bytes, seal: bytes) -> Signature:
        context = ValidationContext(trust_roots=self._roots, allow_fetching=False)
        try:
            signed = cms.ContentInfo.load(seal)["content"]
            status = await async_validate_detached_cms(text, signed, context, context)
        except Exception:  # noqa: BLE001 – whatever a library trips over in a stranger's seal
            return Signature("", "", None, sound=False, trusted=False)
        certificate = status.signing_cert
        return Signature(
            by=name_of(certificate.subject.native),
            issuer=name_of(certificate.issuer.native),
            at=stamp_of(status) or status.signer_reported_dt,
            sound=status.intact and status.valid and status.md_algorithm in DIGESTS,
            trusted=bool(status.trusted),
            stamped=stamp_of(status) is not None,
        )

    def _sealed(self, signer: signers.SimpleSigner, pdf: bytes, reason: str) -> bytes:
        meta = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
        )
        body = IncrementalPdfFileWriter(io.BytesIO(pdf))
        written = signers.sign_pdf(body, meta, signer, timestamper=self._stamper)
        return bytes(written.getbuffer())

    async def _found(self, digest: str, pdf: Brought) -> Sequence[Signature]:
        by = f"signatures/{digest}"
        verdict = await self._readers.ask(pdf.file, by, "signatures", *self._trust)
        verdict.enforce()
        return verdict.signatures

    def _keep(self, digest: str, found: Sequence[Signature]) -> None:
        while len(self._known) >= self._kept:
            self._known.pop(next(iter(self._known)))
        self._known[digest] = found


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except (TimestampRequestError, TimeoutError, OSError) as silence:
        raise AuthorityAway(str(silence)) from silence


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
    """At the start, not when somebody first asks."""
    try:
        return roots(trust)
    except BadCertificate as wrong:
        raise BadSeal(str(wrong)) from wrong
