"""One step taken out of what has become of a thing since, as if it had not been made.

How this works. Three values are laid side by side: what a thing was, what the step made of it,
and what it is now. Where the step changed nothing, what it is now stands; where nobody changed
anything since, it is again what it was. Where both did, records are gone through field by field,
maps key by key; of a list those go whom the step put in and those come back whom it took out, so
that whoever joined or left meanwhile stays or stays away; figures are counted back. Anything else
would undo somebody else's act, and is refused by name.
"""

from collections.abc import Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from typing import Final, cast

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.undo import ActedOnSince
from diemcau.domain.rules.change import Value

YIELDING: Final = frozenset({"removal", "ready_at"})
"""What a site is told or says besides: what it did since stands, and stands against nothing."""


def taken_back(now: Value, was: Value, became: Value) -> Value:
    """`now` without the step from `was` to `became`."""
    if was == became:
        return now
    return was if now == became else cast("Value", _merged(now, was, became))


def _merged(now: object, was: object, became: object) -> object:
    """A speech is one thing: its times hang together; and what is open or not is no figure."""
    match now, was, became:
        case (Speech() | bool(), _, _):
            raise ActedOnSince
        case (Struct(), Struct(), Struct()):
            return _by_fields(now, was, became)
        case (Map(), Map(), Map()):
            return _by_keys(now, was, became)
        case (tuple(), tuple(), tuple()):
            return _relisted(now, was, became)
        case (frozenset(), frozenset(), frozenset()):
            return (now - (became - was)) | (was - became)
        case (int(), int(), int()):
            return now + was - became
        case (timedelta(), timedelta(), timedelta()):
            return now + was - became
        case _:
            raise ActedOnSince


def _by_fields(now: Struct, was: Struct, became: Struct) -> Struct:
    return replace(now, **{name: _field(name, now, was, became) for name in now.__struct_fields__})


def _field(name: str, *records: Struct) -> object:
    now, was, became = (getattr(record, name) for record in records)
    return now if name in YIELDING and now != became else taken_back(now, was, became)


def _by_keys(
    now: Map[str, object], was: Map[str, object], became: Map[str, object]
) -> Map[str, object]:
    for key in {*was, *became}:
        found = now.get(key)
        if (left := taken_back(found, was.get(key), became.get(key))) is found:
            continue
        now = now.delete(key) if left is None else now.set(key, left)
    return now


def _relisted(
    now: tuple[Value, ...], was: tuple[Value, ...], became: tuple[Value, ...]
) -> tuple[Value, ...]:
    """Whoever was taken out or moved stands behind those before them then, else at the head."""
    kept = _alike(was, became)
    left = [each for each in now if each in kept or each not in {*was, *became}]
    for place, each in enumerate(was):
        if each not in kept and (each in now or each not in became):
            left.insert(_behind(was[:place], left), each)
    return tuple(left)


def _alike(was: Sequence[Value], became: Sequence[Value]) -> set[Value]:
    """Those that the step left in their order."""
    blocks = SequenceMatcher(None, was, became, autojunk=False).get_matching_blocks()
    return {each for block in blocks for each in was[block.a : block.a + block.size]}


def _behind(before: Sequence[Value], left: Sequence[Value]) -> int:
    return next((left.index(each) + 1 for each in reversed(before) if each in left), 0)
