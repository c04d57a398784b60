"""What a browser offers to send, read line by line before anybody acts on it (RFC 8866, RFC 8829).

One sound and one picture, sent and not received. A second sound would come past the chair's mute,
which is per line; data channels are nobody's here.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from diemcau.app.refusals import Refused

LONGEST: Final = 64 * 1024
"""Bytes; Chromium's offer of three layers is about eight thousand."""
EXPECTED: Final = ("audio", "video")


class OfferedLines(NamedTuple):
    """Whose it is, by the keys under which their browser encrypts, and its lines in their order, by
    kind and name.
    """

    keys: frozenset[str]
    lines: tuple[tuple[str, str], ...]


class BadOffer(Refused):
    """More or other than one sound and one picture, or no offer at all."""

    code = "bad_offer"


def checked(offer: str) -> str:
    if len(offer) > LONGEST or not offer.startswith("v=0"):
        raise BadOffer
    lines = list(_media(offer.splitlines()))
    if tuple(sorted(kind for kind, _ in lines)) != EXPECTED:
        raise BadOffer
    if not all("a=sendonly" in attributes for _, attributes in lines):
        raise BadOffer
    return offer


def offered(offer: str) -> OfferedLines:
    """Of one that was checked."""
    lines = offer.splitlines()
    keys = (each.split()[-1].upper() for each in lines if each.startswith("a=fingerprint:"))
    named = ((kind, _name(attributes)) for kind, attributes in _media(lines))
    return OfferedLines(frozenset(keys), tuple(named))


def _name(attributes: Sequence[str]) -> str:
    found = (each.removeprefix("a=mid:") for each in attributes if each.startswith("a=mid:"))
    return next(found, "")


def _media(lines: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each media line by its kind, with what belongs to it."""
    starts = [at for at, line in enumerate(lines) if line.startswith("m=")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start][2:].partition(" ")[0], lines[start:end]
