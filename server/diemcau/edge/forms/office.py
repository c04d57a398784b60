"""An office as a form asks for it: how its papers begin, where it meets, and whom it invites."""

import re
from collections.abc import Mapping
from typing import Final

from diemcau.app.ports.office import Letterhead, Office
from diemcau.domain.nouns.ids import LONGEST_LINE
from diemcau.domain.nouns.refusals import NameMissing
from diemcau.protocol import door
from diemcau.protocol.codec import Malformed

LINES: Final = 3
"""Of the body's name, and above the signature."""
_COUNCIL: Final = re.compile(r"^(?:thường trực )?(?:hội đồng nhân dân|hđnd) ", re.IGNORECASE)
"""What a unit is asked for without; whoever writes its full name means the same."""


def begun(said: Mapping[str, str]) -> Office:
    """From the unit it belongs to, whose name ends each of its own. Raises `NameMissing`."""
    unit = _unit(said)
    if not unit:
        raise NameMissing
    return Office(
        letterhead=_letterhead(said, (*_lines(said, "body"), unit.upper())),
        organiser=f"{line(said, 'short')} {unit}".strip(),
        hub=f"Điểm cầu {unit}",
        listing=line(said, "listing"),
        hall_phone=line(said, "hall_phone"),
    )


def changed(said: Mapping[str, str], before: Office) -> Office:
    """Each line as it is to be; what the form does not ask for stays. Raises `NameMissing`."""
    organiser, body = line(said, "organiser"), _lines(said, "body")
    if not organiser or not body:
        raise NameMissing
    return Office(
        letterhead=_letterhead(said, body, before.letterhead.organ_id),
        organiser=organiser,
        hub=line(said, "hub"),
        listing=line(said, "listing") or before.listing,
        hall_phone=line(said, "hall_phone"),
        own=before.own,
    )


def letterhead(said: Mapping[str, str], before: Letterhead) -> Letterhead:
    """As far as it is typed: to be looked at, and nothing is missing in it yet."""
    return _letterhead(said, _lines(said, "body") or before.body, before.organ_id)


def own_sites(said: Mapping[str, str]) -> tuple[str, ...]:
    """Sites of a list of its own, a line each."""
    lines = (
        door.line(each).strip()[:LONGEST_LINE] for each in said.get("own_sites", "").splitlines()
    )
    return tuple(each[:LONGEST_LINE] for each in lines if each)


def line(said: Mapping[str, str], name: str) -> str:
    return door.line(said.get(name, "")).strip()


def whole_line(said: Mapping[str, str], name: str) -> str:
    """Nothing of it is cut off in silence: raises `Malformed` where it is too long to be kept."""
    if len(told := line(said, name)) > LONGEST_LINE:
        raise Malformed("bad_args", name)
    return told


def _unit(said: Mapping[str, str]) -> str:
    return _COUNCIL.sub("", " ".join(line(said, "unit").split()))


def _letterhead(said: Mapping[str, str], body: tuple[str, ...], organ_id: str = "") -> Letterhead:
    return Letterhead(
        superior=line(said, "superior"),
        body=body,
        symbol=line(said, "symbol"),
        place=line(said, "place"),
        authority=_lines(said, "authority"),
        filed=line(said, "filed"),
        organ_id=organ_id,
    )


def _lines(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    lines = (door.line(each).strip() for each in said.get(name, "").splitlines())
    return tuple(filter(None, lines))[:LINES]
