"""Writes the generated pages and types: docs/events.md, the tables of docs/protocol.md, and
web/js/contract.d.ts. `make docs` runs it; tests/test_generated.py fails when one is stale.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec import inspect
from msgspec.structs import replace

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]

from diemcau.app.text.folding import slug  # noqa: E402
from diemcau.domain.nouns import terms  # noqa: E402
from diemcau.domain.nouns.act import Actor, Command, Event  # noqa: E402
from diemcau.domain.nouns.commands import AnyCommand  # noqa: E402
from diemcau.domain.nouns.conference import PlanConference  # noqa: E402
from diemcau.domain.nouns.events import NAMES, AnyEvent  # noqa: E402
from diemcau.domain.nouns.refusals import AnyRefusal  # noqa: E402
from diemcau.domain.nouns.terms import Phase, Role  # noqa: E402
from diemcau.domain.rules import permissions, phases, rights  # noqa: E402
from diemcau.domain.rules.phases import WHEN  # noqa: E402
from diemcau.domain.views.families import FAMILIES, Audience, render  # noqa: E402
from diemcau.protocol.codec import ACTS, act_name  # noqa: E402
from tests.support import contract, presses  # noqa: E402
from tests.support.meeting import (  # noqa: E402
    BA_DINH,
    CANCELLED,
    DISCUSSION,
    WHOLE_CONFERENCE,
    WHOLE_MORNING,
    after,
    asked_to_speak,
    given_the_floor,
    plan_conference,
)

WORDS: dict[str, str] = json.loads((ROOT / "web/i18n/vi.json").read_text(encoding="utf-8"))
EVENTS, PROTOCOL = ROOT / "docs/events.md", ROOT / "docs/protocol.md"
PRESSES = ROOT / "docs/presses.md"
NAMES_OF_ACTS = ROOT / "tests/golden/acts.txt"


OF_THE_SERVER = frozenset(
    {"issue_passes", "file_signed_copy", "carry_draft", "carry_board", "note_comment"}
)
"""Made as passes are handed out, a signed copy is brought, a draft or a board is laid on an
item, a comment is made of a speech: by forms of their own.
"""


def pages() -> dict[Path, Callable[[], str]]:
    """Every generated file, and what writes it as it should be."""
    return {
        EVENTS: lambda: "\n".join(_events()),
        PRESSES: lambda: _filled(PRESSES.read_text(encoding="utf-8")),
        PROTOCOL: lambda: _filled(PROTOCOL.read_text(encoding="utf-8")),
        contract.PATH: contract.contract,
        NAMES_OF_ACTS: lambda: "".join(f"{name}\n" for name in sorted(_names_ever())),
    }


def _names_ever() -> set[str]:
    """Browsers may say a name for ever: new ones are added, and none is taken away."""
    return {*NAMES_OF_ACTS.read_text(encoding="utf-8").split(), *ACTS}


def _events() -> Iterator[str]:
    yield "# Events"
    yield ""
    yield (
        "What a log holds, by the names under which it is stored. Every event also has `at` "
        "(when) and `by` (role, name, site). Generated from `server/diemcau/domain/nouns/`."
    )
    yield ""
    yield "| stored name | tiếng Việt | fields |"
    yield "|---|---|---|"
    for name, shape in NAMES.items():
        yield f"| `{name}` | {WORDS.get(f'event.{name}', '')} | {_fields(shape)} |"
    yield ""


def _filled(page: str) -> str:
    tables = {
        "views": _views,
        "acts": _acts,
        "refusals": _refusals,
        "records": _records,
        "terms": _terms,
        "examples of views": _examples_of_views,
        "examples of acts": _examples_of_acts,
        "presses": _presses,
    }
    for name, rows in tables.items():
        block = f"<!-- generated: {name} -->\n" + "\n".join(rows()) + "\n<!-- end -->"
        pattern = rf"<!-- generated: {name} -->\n.*?<!-- end -->"
        page = re.sub(pattern, lambda _, block=block: block, page, flags=re.DOTALL)  # type: ignore[misc]
    return page


def _views() -> Iterator[str]:
    shapes = contract.families()
    yield "| key | sent to | fields |"
    yield "|---|---|---|"
    for name, family in FAMILIES.items():
        roles = ", ".join(role.value for role in Role if role in family.drawn)
        yield f"| `{name}` | {roles} | {_fields(shapes[name])} |"


def _acts() -> Iterator[str]:
    yield "| act | tiếng Việt | who | in which phases | args |"
    yield "|---|---|---|---|---|"
    for name, shape in ACTS.items():
        roles = ", ".join(role.value for role in Role if role in permissions.MAY[shape])
        words = WORDS.get(f"act.{name}", "")
        yield f"| `{name}` | {words} | {roles} | {_when(shape)} | {_fields(shape)} |"


def _presses() -> Iterator[str]:
    """Each act of chair and secretary, and what makes it safe."""
    table = {Role.CHAIR, Role.SECRETARY}
    yield "| act | tiếng Việt | whose | what makes it safe |"
    yield "|---|---|---|---|"
    for act, right in rights.RIGHTS.items():
        if whose := ", ".join(role.value for role in Role if role in right.who & table):
            name = act_name(act)
            yield f"| `{name}` | {WORDS[f'act.{name}']} | {whose} | {presses.safe(act)} |"


def _when(act: type[AnyCommand]) -> str:
    """The phases of the hall, and of a site where it has less time."""
    allowed, at_sites = WHEN[act], phases.WHEN_A_SITE.get(act)
    said = "any" if allowed == rights.ALWAYS else ", ".join(p for p in Phase if p in allowed)
    return said if at_sites is None else f"{said} (a site: {', '.join(at_sites)})"


def _refusals() -> Iterator[str]:
    yield "| code | tiếng Việt |"
    yield "|---|---|"
    for each in get_args(AnyRefusal):
        yield f"| `{each.code}` | {WORDS.get(f'refusal.{each.code}', '')} |"


def _records() -> Iterator[str]:
    """Every record that stands inside a view or an argument."""
    yield "| record | fields |"
    yield "|---|---|"
    for shape in sorted(_nested(), key=lambda each: each.__name__):
        yield f"| {shape.__name__} | {_fields(shape)} |"


def _terms() -> Iterator[str]:
    yield "| term | values |"
    yield "|---|---|"
    for each in vars(terms).values():
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum:
            yield f"| {each.__name__} | {', '.join(f'`{value}`' for value in each)} |"


def _examples_of_views() -> Iterator[str]:
    """The fullest value of each family in the scenes of the tests."""
    morning, whole = after(WHOLE_MORNING), after(WHOLE_CONFERENCE)
    speaking = after(DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    outside = Audience(Role.SITE, BA_DINH.site), Audience(Role.SCREEN)
    drawn = [
        (family, msgspec.json.encode(value).decode(), key)
        for meeting in (morning, whole, speaking)
        for audience in (Audience(Role.CHAIR), *outside)
        for key, value in render(meeting, audience).items()
        for family in [key.partition("/")[0]]
    ]
    for family in FAMILIES:
        _, value, key = max(
            (each for each in drawn if each[0] == family), key=lambda each: (len(each[1]), each)
        )
        yield f"`{_named(key)}`"
        yield f"```json\n{_named(value)}\n```"


def _examples_of_acts() -> Iterator[str]:
    seen: dict[str, str] = {}
    for step in _commands((_plan(), WHOLE_CONFERENCE, CANCELLED)):
        args = {
            name: value
            for name, value in msgspec.to_builtins(step).items()
            if name not in step.stamped and (value is not None or name in _required(type(step)))
        }
        seen.setdefault(act_name(type(step)), json.dumps(args, ensure_ascii=False))
    yield "```"
    for name in ACTS:
        if name in seen and name not in OF_THE_SERVER:
            yield f"{name} {_named(seen[name])}"
    yield "```"


def _named(text: str) -> str:
    """The tests call a request by who asks for what; on the wire an id has no blanks."""
    return re.sub(r"([^\W\d][\w ]+): (\w+)(?=[\"`]|$)", lambda f: f"{slug(f[1])}-{f[2]}", text)


def _plan() -> PlanConference:
    """A short one, to be read."""
    whole = plan_conference()
    return replace(whole, sites=whole.sites[:1], agenda=whole.agenda[:2])


def _required(act: type[Command]) -> frozenset[str]:
    """Nothing is an answer too, and is sent."""
    return frozenset(field.name for field in _info(act).fields if field.required)


def _commands(step: object) -> Iterator[Any]:
    if isinstance(step, tuple):
        for each in step:
            yield from _commands(each)
    elif isinstance(step, Command):
        yield step


def _fields(shape: type[msgspec.Struct]) -> str:
    info = inspect.type_info(shape)
    assert isinstance(info, inspect.StructType)
    shown = [field for field in info.fields if field.name not in _stamps(shape)]
    return ", ".join(map(_field, shown))


def _field(field: inspect.Field) -> str:
    """`name?` may be left out; what it is then stands behind, unless that is nothing."""
    said = "yes" if field.default is True else field.default
    if field.required:
        return f"`{field.encode_name}` {_kind(field.type)}{_or_null(field.type)}"
    shown = f" = {said}" if said and isinstance(said, str | int) else ""
    return f"`{field.encode_name}?` {_kind(field.type)}{shown}"


def _or_null(kind: inspect.Type) -> str:
    several = kind.types if isinstance(kind, inspect.UnionType) else ()
    return " or null" if any(isinstance(each, inspect.NoneType) for each in several) else ""


def _kind(kind: inspect.Type) -> str:
    """A type in a word or two."""
    match kind:
        case inspect.EnumType(cls=shape) | inspect.StructType(cls=shape):
            return shape.__name__
        case inspect.UnionType(types=several):
            return _kind(next(each for each in several if not isinstance(each, inspect.NoneType)))
        case inspect.VarTupleType(item_type=each) | inspect.CollectionType(item_type=each):
            return f"list of {_kind(each)}"
        case inspect.TupleType():
            return "pair"
        case inspect.DictType(key_type=key, value_type=value):
            return f"{_kind(key)} → {_kind(value)}"
        case _:
            return _PLAIN.get(type(kind), "text")


def _nested() -> set[type[msgspec.Struct]]:
    found: set[type[msgspec.Struct]] = set()
    outer = [*contract.families().values(), *ACTS.values()]
    waiting = [field.type for shape in outer for field in _info(shape).fields]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, inspect.StructType) and kind.cls not in {*found, *outer, Actor}:
            found.add(kind.cls)
        if isinstance(kind, inspect.StructType):
            waiting.extend(f.type for f in kind.fields if kind.cls not in outer)
        waiting.extend(getattr(kind, "types", ()))
        inner = (getattr(kind, name, None) for name in ("item_type", "value_type"))
        waiting.extend(each for each in inner if each is not None)
    return found


def _info(shape: type[msgspec.Struct]) -> inspect.StructType:
    info = inspect.type_info(shape)
    assert isinstance(info, inspect.StructType)
    return info


def _stamps(shape: type[msgspec.Struct]) -> frozenset[str]:
    """What the server writes itself is not for a client to read about."""
    if issubclass(shape, Command):
        return shape.stamped
    return frozenset({"at", "by"}) if issubclass(shape, Event) else frozenset()


_PLAIN = {
    inspect.IntType: "number",
    inspect.BoolType: "yes/no",
    inspect.DateTimeType: "time",
    inspect.DateType: "day",
    inspect.BytesType: "base64",
    inspect.TimeDeltaType: "duration",
}

assert set(get_args(AnyEvent)) == set(NAMES.values())

if __name__ == "__main__":
    for path, written in pages().items():
        path.write_text(written(), encoding="utf-8")
        print(path.relative_to(ROOT))
