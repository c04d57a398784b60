"""A device that keeps passkeys, in software: it signs what it is asked, and lies when told to."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from diemcau.app.ports.factors import RelyingParty

PRESENT, VERIFIED, KEY_THERE = 0x01, 0x04, 0x40
ES256 = {1: 2, 3: -7, -1: 1}
"""Type, algorithm and curve of a COSE key (RFC 9053 §7.1)."""


@dataclass
class SoftDevice:
    """`counts` by how much each use counts; 0 where the device does not count."""

    place: RelyingParty
    id: bytes = b"a passkey of sixteen"
    counts: int = 1
    flags: int = PRESENT | VERIFIED
    used: int = 0
    user: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, asked: Mapping[str, Any]) -> str:
        self.user = raw(asked["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({**ES256, -2: whole(numbers.x), -3: whole(numbers.y)})
        about = b"\0" * 16 + len(self.id).to_bytes(2, "big") + self.id + public
        made = {"fmt": "none", "attStmt": {}, "authData": self._told(KEY_THERE) + about}
        client = self._client("webauthn.create", asked)
        return self._said(clientDataJSON=client, attestationObject=cbor2.dumps(made))

    def show(self, asked: Mapping[str, Any]) -> str:
        self.used += self.counts
        client, told = self._client("webauthn.get", asked), self._told(0)
        signature = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._said(
            clientDataJSON=client,
            authenticatorData=told,
            signature=signature,
            userHandle=self.user,
        )

    def _told(self, more: int) -> bytes:
        here = hashlib.sha256(self.place.host.encode()).digest()
        return here + bytes([self.flags | more]) + self.used.to_bytes(4, "big")

    def _client(self, kind: str, asked: Mapping[str, Any]) -> bytes:
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.place.origin}
        return json.dumps(said).encode()

    def _said(self, **parts: bytes) -> str:
        response = {name: text(part) for name, part in parts.items()}
        id_ = text(self.id)
        return json.dumps({"id": id_, "rawId": id_, "type": "public-key", "response": response})


def text(raw_: bytes) -> str:
    return base64.urlsafe_b64encode(raw_).rstrip(b"=").decode()


def raw(text_: str) -> bytes:
    return base64.urlsafe_b64decode(text_ + "=" * (-len(text_) % 4))


def whole(number: int) -> bytes:
    return number.to_bytes(32, "big")
