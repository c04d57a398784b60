"""What a body sets for itself, as a form asks for it: empty is as the installation has it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from diemcau.app.ports.office import (
    LONGEST_MONTHS,
    LONGEST_RECORDING,
    MOST_INDICATORS,
    BodySettings,
)
from diemcau.domain.nouns.returns import Indicator
from diemcau.domain.rules.returns import check_indicators
from diemcau.edge.forms.office import whole_line
from diemcau.protocol import door
from diemcau.protocol.codec import Malformed

BOUNDS: Final = {"recording_days": (0, LONGEST_RECORDING), "letter_months": (1, LONGEST_MONTHS)}
_ADDRESS: Final = re.compile(r"[^\s@<>,;]{1,64}@[A-Za-z0-9.-]{1,253}", re.ASCII)
_PARTS: Final = 3
_LONGEST: Final = 200
"""Letters of a name, a code or an indicator."""


def set_anew(said: Mapping[str, str]) -> BodySettings:
    """Raises `Malformed` at the field that cannot be so, and what `check_indicators` does."""
    days = _number(said, "recording_days")
    return BodySettings(
        sender=_short(said, "sender"),
        reply_to=_address(said),
        recording_days=days or None,
        keeps_recordings=days == 0,
        letter_months=_number(said, "letter_months"),
        indicators=_indicators(said),
    )


def lines_of(indicators: Sequence[Indicator]) -> str:
    """As they are typed."""
    return "\n".join("; ".join(filter(None, (e.code, e.name, e.part_of))) for e in indicators)


def _short(said: Mapping[str, str], name: str) -> str:
    if len(told := whole_line(said, name)) > _LONGEST:
        raise Malformed("bad_args", name)
    return told


def _address(said: Mapping[str, str]) -> str:
    told = whole_line(said, "reply_to")
    if told and not (told.isascii() and _ADDRESS.fullmatch(told)):
        raise Malformed("bad_args", "reply_to")
    return told


def _number(said: Mapping[str, str], name: str) -> int | None:
    told, (least, most) = whole_line(said, name), BOUNDS[name]
    if not told:
        return None
    plain = told.isascii() and told.isdecimal() and len(told) <= len(str(most))
    if not plain or not least <= int(told) <= most:
        raise Malformed("bad_args", name)
    return int(told)


def _indicators(said: Mapping[str, str]) -> tuple[Indicator, ...]:
    lines = filter(None, (door.line(e).strip() for e in said.get("indicators", "").splitlines()))
    found = tuple(map(_indicator, lines))
    if len(found) > MOST_INDICATORS:
        raise Malformed("bad_args", "indicators")
    if found:
        check_indicators(found)
    return found


def _indicator(line: str) -> Indicator:
    """`ma; tên chỉ tiêu`, and of a part the code of its whole."""
    code, *rest = (part.strip() for part in line.split(";", _PARTS - 1))
    if not code or not rest or not rest[0] or max(map(len, (code, *rest))) > _LONGEST:
        raise Malformed("bad_args", "indicators")
    return Indicator(code, *rest)
