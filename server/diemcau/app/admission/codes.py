"""Codes that change each half minute (TOTP, RFC 6238), and those that are kept on paper.

A code of the app is six digits: one of a million at a time, three of which are taken, for clocks
differ. A recovery code has 80 bits and is written in letters and digits that no eye mixes up.
"""

import base64
import hashlib
import re
from datetime import datetime
from hmac import compare_digest
from typing import Final

import pyotp

from diemcau.app.admission.secrets import digits, key_of

SECONDS: Final = 30
_DRIFT: Final = (0, -1, 1)
"""Steps by which a clock may be wrong (RFC 6238 §5.2 allows one for the way it takes)."""
_SECRET: Final = 20
"""Bytes of a secret (RFC 4226 §4, R6)."""
_RECOVERY: Final = 10
"""Bytes of a recovery code; four letters of five bits make a group."""
_GROUP: Final = 4
_WRITTEN: Final = re.compile(r"[A-Z2-7]{16}")
_BETWEEN: Final = re.compile(r"[\s\-–.]+")


def new_secret(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()[:_SECRET]


def spelt(secret: bytes) -> str:
    """As it is typed into an app that has no camera."""
    return base64.b32encode(secret).decode()


def address(secret: bytes, login: str, issuer: str) -> str:
    """What the camera of an app reads (the `otpauth` scheme)."""
    return _totp(secret).provisioning_uri(name=login, issuer_name=issuer)


def step_of(secret: bytes, typed: str, now: datetime, after: int) -> int | None:
    """The step whose code this is, if it is later than the one that was taken last."""
    totp, said = _totp(secret), digits(typed)
    here = int(now.timestamp()) // SECONDS
    steps = [here + drift for drift in _DRIFT]
    right = [step for step in steps if compare_digest(totp.generate_otp(step), said)]
    return next((step for step in right if step > after), None)


def code_at(secret: bytes, now: datetime) -> str:
    """What the app shows."""
    return _totp(secret).generate_otp(int(now.timestamp()) // SECONDS)


def new_recovery(token: str) -> str:
    """As it is written down: `ABCD-EFGH-IJKL-MNOP`."""
    written = base64.b32encode(hashlib.sha256(token.encode()).digest()[:_RECOVERY]).decode()
    return "-".join(written[at : at + _GROUP] for at in range(0, len(written), _GROUP))


def recovery_typed(typed: str) -> str | None:
    """A recovery code however it is grouped; nothing where it cannot be one."""
    written = _BETWEEN.sub("", typed[:64]).upper()
    return written if _WRITTEN.fullmatch(written) else None


def recovery_key(login: str, written: str) -> bytes:
    """Under which it is kept; nobody else's is kept under the same."""
    return key_of(f"{login}\x00{recovery_typed(written)}")


def _totp(secret: bytes) -> pyotp.TOTP:
    return pyotp.TOTP(spelt(secret), interval=SECONDS)
