"""Signatures in a stranger's PDF, read by pyHanko: nothing is fetched from the network, and only
named authorities are trusted. Runs in a process of its own, for pages and revisions without end.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from asn1crypto import x509
from msgspec.structs import replace
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    StandardCMSSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext

from diemcau.app.files import pdfs
from diemcau.app.files.signatures import Signature

DIGESTS: Final = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
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


class BadCertificate(Exception):  # noqa: N818 – named like `BadSetting`
    """A file with a certificate cannot be read; the text says which."""


def signatures_in(pdf: bytes, trust: Sequence[str]) -> Sequence[Signature]:
    """In their order; none for what cannot be read. The library wants the header first; bytes that
    stand before it were signed by nobody.
    """
    known, before = roots(trust), pdfs.header(pdf) or 0
    try:
        embedded = PdfFileReader(io.BytesIO(pdf[before:])).embedded_regular_signatures
        last = len(embedded) - 1
        checked = [_checked(each, known, last=n == last) for n, each in enumerate(embedded)]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 – whatever a library trips over in a stranger's file
        return []
    return [replace(each, sound=each.sound and not before) for each in checked]


def _checked(
    embedded: EmbeddedPdfSignature, known: list[x509.Certificate], *, last: bool
) -> Signature:
    context = ValidationContext(trust_roots=known, allow_fetching=False)
    certificate = embedded.signer_cert
    try:
        status = validate_pdf_signature(embedded, context, context, diff_policy=_SIGNED_ON)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 – whatever a library trips over in a stranger's file
        return Signature(name_of(certificate.subject.native), "", None, sound=False, trusted=False)
    return Signature(
        by=name_of(certificate.subject.native),
        issuer=name_of(certificate.issuer.native),
        at=stamp_of(status) or status.signer_reported_dt,
        sound=_sound(status, last=last),
        trusted=bool(status.trusted),
        stamped=stamp_of(status) is not None,
    )


def stamp_of(status: StandardCMSSignatureStatus) -> datetime | None:
    """By the clock of an authority that is trusted; nothing where nobody such says it."""
    stamp = status.timestamp_validity
    held = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    return stamp.timestamp if stamp is not None and held else None


def _sound(status: PdfSignatureStatus, *, last: bool) -> bool:
    """After a signature others may follow, and nothing else; the last one covers the file whole."""
    if not (status.intact and status.valid) or status.md_algorithm not in DIGESTS:
        return False
    if last:
        return status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    whole = (
        status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    )
    level = status.modification_level
    return whole and level is not None and level <= ModificationLevel.FORM_FILLING


def roots(trust: Sequence[str]) -> list[x509.Certificate]:
    """Read to the end: what is none would only be found out when somebody asks for its name."""
    known: list[x509.Certificate] = []
    for path in trust:
        try:
            found = list(load_certs_from_pemder([path]))  # type: ignore[no-untyped-call]
            for each in found:
                name_of(each.subject.native)
        except (OSError, ValueError) as wrong:
            raise BadCertificate(f"{path}: {wrong}") from wrong
        known += found
    return known


def name_of(subject: dict[str, object]) -> str:
    """As people read it: the name, and for whom."""
    parts = (subject.get("common_name"), subject.get("organization_name"))
    return ", ".join(dict.fromkeys(str(part) for part in parts if part))
