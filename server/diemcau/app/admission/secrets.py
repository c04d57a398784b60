"""Passwords, PINs and tokens as they are typed, read aloud and kept."""

import hashlib
import unicodedata
from typing import Final

from diemcau.app.admission.locks import LONGEST_NAME
from diemcau.app.admission.refusals import WeakPassword

SHORTEST_PASSWORD: Final = 10
_GROUP: Final = 4
"""Digits that are read in one breath."""


def as_typed(secret: str) -> str:
    """One spelling for what looks the same.

    Vietnamese keyboards differ in how they write a letter with two marks (RFC 8265 §4.2 asks
    for NFC).
    """
    return unicodedata.normalize("NFC", secret)


def tidy_login(login: str) -> str:
    """As it is kept and counted; what no keyboard types is no part of it."""
    printed = "".join(filter(str.isprintable, login[:LONGEST_NAME]))
    return as_typed(printed.strip().lower())


def strong(password: str) -> str:
    """The password as it is to be hashed, or `WeakPassword`."""
    if len(typed := as_typed(password)) < SHORTEST_PASSWORD:
        raise WeakPassword
    return typed


def grouped(pin: str) -> str:
    """As people read it aloud: `3554 0712`."""
    return " ".join(pin[start : start + _GROUP] for start in range(0, len(pin), _GROUP))


def digits(pin: str) -> str:
    return "".join(str(unicodedata.digit(each)) for each in pin[:LONGEST_NAME] if each.isdigit())


def key_of(token: str) -> bytes:
    """Under which a token is kept. Whatever a stranger sends has one."""
    return hashlib.sha256(token.encode(errors="replace")).digest()
