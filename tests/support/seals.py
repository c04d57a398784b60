"""An authority of our own, whoever it vouches for, and keys in the files that offices have."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSWORD = "văn thư"
_STAMPS = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)


class Sealed(NamedTuple):
    """`trust` is the certificate of the authority; `clock` and `clock_key` of its server of time
    stamps.
    """

    pkcs12: str
    trust: str
    clock: str
    clock_key: str


def seal(folder: Path, name: str = "Văn phòng HĐND thành phố") -> Sealed:
    authority, key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    root = _certificate("Ban Cơ yếu Chính phủ (thử)", authority, None, authority, ca=True)
    own = _certificate(name, key, root, authority, ca=False)
    clock_key = ec.generate_private_key(ec.SECP256R1())
    clock = _certificate("Dấu thời gian (thử)", clock_key, root, authority, ca=False, stamps=True)
    locked = serialization.BestAvailableEncryption(PASSWORD.encode())
    packed = pkcs12.serialize_key_and_certificates(b"seal", key, own, [root], locked)
    (folder / "seal.p12").write_bytes(packed)
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "clock.pem").write_bytes(clock.public_bytes(serialization.Encoding.PEM))
    (folder / "clock.key").write_bytes(
        clock_key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return Sealed(
        *(str(folder / name) for name in ("seal.p12", "root.pem", "clock.pem", "clock.key"))
    )


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
    by: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
    stamps: bool = False,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_cert_sign=ca,
        crl_sign=ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    if stamps:
        made = made.add_extension(_STAMPS, critical=True)
    return made.sign(by, hashes.SHA256())
