"""Passwords, PINs and tokens as they are typed, read aloud and kept."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import zxcvbn

from diemcau.app.admission.locks import LONGEST_NAME
from diemcau.app.admission.refusals import GuessablePassword, WeakPassword
from diemcau.domain.names import folded

SHORTEST_PASSWORD: Final = 10
FEWEST_GUESSES: Final = 10**8
"""More than our locks let anyone try in a lifetime, and what the estimate calls safe online."""
_WEIGHED: Final = 32
"""Letters that are weighed: the estimate takes ten times as long for twice as many."""
_USUAL: Final = (
    "mật khẩu",
    "điểm cầu",
    "giao ban",
    "hội đồng nhân dân",
    "hdnd",
    "thư ký",
    "chủ tọa",
    "đồng chủ tọa",
    "kỹ thuật",
    "việt nam",
    "hà nội",
)
"""What offices like ours think of first, and lists made elsewhere do not know."""
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


def strong(password: str, about: Iterable[str] = ()) -> str:
    """The password as it is to be hashed; raises `WeakPassword` and `GuessablePassword`.

    `about` is what others know of its owner. Length and being hard to guess are all that is asked
    (NIST SP 800-63B §5.1.1.2): no kinds of signs, no change after so many days.
    """
    if len(typed := as_typed(password)) < SHORTEST_PASSWORD:
        raise WeakPassword
    if _guesses(typed, [*_USUAL, *about]) < FEWEST_GUESSES:
        raise GuessablePassword
    return typed


def _guesses(password: str, known: Iterable[str]) -> int:
    """What is known is tried whole and word by word, with marks and without; the password as it is
    and without what stands between its words, which guessers leave out first.
    """
    words = {part for each in known for part in (each, each.replace(" ", ""), *each.split())}
    told = [spelt for word in sorted(words) for spelt in (word.lower(), folded(word))]
    weighed = password[:_WEIGHED]
    ways = {weighed, re.sub(r"[\W_]+", "", weighed)}
    return min(int(zxcvbn.zxcvbn(way, user_inputs=told)["guesses"]) for way in ways if way)


def grouped(pin: str) -> str:
    """As people read it aloud: `3554 0712`."""
    return " ".join(pin[start : start + _GROUP] for start in range(0, len(pin), _GROUP))


def digits(pin: str) -> str:
    return "".join(str(unicodedata.digit(each)) for each in pin[:LONGEST_NAME] if each.isdigit())


def key_of(token: str) -> bytes:
    """Under which a token is kept. Whatever a stranger sends has one."""
    return hashlib.sha256(token.encode(errors="replace")).digest()
