"""A key with which the demo seals documents; nobody has vouched for it, and its name says so.

An office has its key from an authority. Without one nothing is signed here, and whoever tries the
product would stop one step before the end.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from diemcau.config import SignatureSettings

NAME: Final = "Con dấu thử của bản demo, không có giá trị"
_PASSWORD: Final = "demo"  # noqa: S105 – it guards nothing
_FILE: Final = "demo-seal.p12"
_LASTS: Final = timedelta(days=3650)


def seal(folder: Path, now: datetime | None = None) -> SignatureSettings:
    """The key that is there, or a new one."""
    if not (file := folder / _FILE).exists():
        file.write_bytes(_packed(now or datetime.now(UTC)))
    return SignatureSettings(pkcs12=str(file), password=_PASSWORD)


def _packed(now: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    locked = serialization.BestAvailableEncryption(_PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"seal", key, _own(key, now), None, locked)


def _own(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs(), critical=True)
        .sign(key, hashes.SHA256())
    )


def _signs() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_cert_sign=False,
        crl_sign=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
