"""Writes web/js/contract.d.ts: what screens are sent and may ask for, as types for `tsc`.

How this works. The shapes, the commands without what the server stamps on them, the terms
and the frames are walked with `msgspec.inspect`; every struct becomes an interface, every
term a union of its words. A field with a default may be left out on the wire, so it is
optional here. `python tests/support/contract.py` writes the file; tests/test_contract.py
fails when it is stale.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_args

import msgspec
from msgspec import inspect

from diemcau.domain import views
from diemcau.domain.nouns import terms
from diemcau.domain.nouns.act import Command
from diemcau.domain.views.keys import View
from diemcau.protocol.codec import ACTS
from diemcau.protocol.frames import Inbound, Outbound

PATH = Path(__file__).parents[2] / "web" / "js" / "contract.d.ts"

HEAD = """\
// Generated from server/diemcau/domain/{nouns,views}/ and protocol/frames.py by
// tests/support/contract.py. Do not edit.

/** A moment, ISO 8601 with its zone. */
export type Moment = string;
/** A day, ISO 8601. */
export type Day = string;
/** Bytes (RFC 4648 §4). */
export type Base64 = string;
"""


def contract() -> str:
    return "\n".join([HEAD, *_terms(), *_structs(), *_families(), *_acts(), *_frames()])


def families() -> dict[str, type[msgspec.Struct]]:
    """Family of view keys → its shape, as the docstring of the shape opens with the key."""
    found: dict[str, type[msgspec.Struct]] = {}
    for each in _shapes():
        if named := re.match(r"`([a-z]+)", each.__doc__ or ""):
            found[named[1]] = each
    return found


def _terms() -> Iterator[str]:
    for each in vars(terms).values():
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum:
            words = " | ".join(f'"{word.value}"' for word in each)
            yield f"export type {each.__name__} = {words};"
    yield ""


def _structs() -> Iterator[str]:
    drawn = _shapes()
    commands = list(ACTS.values())
    todo: list[Any] = [*drawn, *commands, *_within_frames()]
    known: set[str] = set()
    while todo:
        struct = todo.pop(0)
        if struct.__name__ in known:
            continue
        known.add(struct.__name__)
        info = inspect.type_info(struct)
        assert isinstance(info, inspect.StructType)
        yield from _interface(struct.__name__, info, todo, skip=_stamped(struct))


def _within_frames() -> Iterator[type[msgspec.Struct]]:
    """What a frame holds that is no frame."""
    for frame in (*get_args(Inbound), *get_args(Outbound)):
        found: list[Any] = []
        for field in msgspec.structs.fields(frame):
            _type(inspect.type_info(field.type), found)
        yield from found


def _shapes() -> list[type[View]]:
    """Every shape of a view, noun by noun."""
    modules = (
        import_module(f"{views.__name__}.{each.name}") for each in iter_modules(views.__path__)
    )
    members = (each for module in modules for each in vars(module).values())
    found = (each for each in members if isinstance(each, type) and issubclass(each, View))
    return [each for each in dict.fromkeys(found) if each is not View]


def _stamped(struct: type[msgspec.Struct]) -> frozenset[str]:
    return struct.stamped if issubclass(struct, Command) else frozenset()


def _interface(
    name: str, info: inspect.StructType, todo: list[Any], skip: frozenset[str] = frozenset()
) -> Iterator[str]:
    lines = [
        f"  {field.encode_name}{'' if field.required else '?'}: {_type(field.type, todo)};"
        for field in info.fields
        if field.name not in skip
    ]
    tag = [f'  t: "{info.tag}";'] if info.tag is not None else []
    yield "\n".join([f"export interface {name} {{", *tag, *lines, "}", ""])


def _type(info: inspect.Type, todo: list[Any]) -> str:  # noqa: PLR0911 – one line a kind of type
    match info:
        case inspect.Metadata(type=inner):
            return _type(inner, todo)
        case inspect.StructType(cls=cls):
            todo.append(cls)
            return cls.__name__
        case inspect.EnumType(cls=cls):
            return cls.__name__
        case inspect.UnionType(types=types):
            return " | ".join(_type(each, todo) for each in types)
        case inspect.TupleType(item_types=types):
            return f"[{', '.join(_type(each, todo) for each in types)}]"
        case inspect.VarTupleType(item_type=inner) | inspect.ListType(item_type=inner):
            shown = _type(inner, todo)
            return f"readonly ({shown})[]" if " " in shown else f"readonly {shown}[]"
        case inspect.DictType(key_type=key, value_type=value):
            return f"Record<{_type(key, todo)}, {_type(value, todo)}>"
        case inspect.IntType() | inspect.FloatType():
            return "number"
        case inspect.CustomType():
            return "unknown"
        case _:
            return _PLAIN[type(info)]


_PLAIN = {
    inspect.StrType: "string",
    inspect.BoolType: "boolean",
    inspect.NoneType: "null",
    inspect.DateTimeType: "Moment",
    inspect.DateType: "Day",
    inspect.BytesType: "Base64",
    inspect.AnyType: "unknown",
    inspect.RawType: "unknown",
}


def _families() -> Iterator[str]:
    yield "/** Family of view keys → what lies under its keys. */"
    yield "export interface Families {"
    for name, shape in families().items():
        yield f"  {name}: {shape.__name__};"
    yield "}\n"


def _acts() -> Iterator[str]:
    yield "/** Name of an act on the wire → its arguments. */"
    yield "export interface Acts {"
    for name, command in ACTS.items():
        yield f"  {name}: {command.__name__};"
    yield "}\n"


def _frames() -> Iterator[str]:
    for side, frames in (("FromScreen", Inbound), ("ToScreen", Outbound)):
        names = []
        for frame in get_args(frames):
            info = inspect.type_info(frame)
            assert isinstance(info, inspect.StructType)
            name = f"{frame.__name__}Frame"
            names.append(name)
            yield from _interface(name, info, [])
        yield f"export type {side} = {' | '.join(names)};\n"


if __name__ == "__main__":
    PATH.write_text(contract(), encoding="utf-8")
    print(f"wrote {PATH}")
