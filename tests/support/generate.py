"""Writes the generated pages and types: docs/events.md, the tables of docs/protocol.md, and
web/js/contract.d.ts. `make docs` runs it; tests/test_generated.py fails when one is stale.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
from msgspec import inspect

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]

from diemcau.domain import commands, errors, events, permissions  # noqa: E402
from diemcau.domain.errors import Rejected  # noqa: E402
from diemcau.domain.terms import Role  # noqa: E402
from diemcau.domain.views import FAMILIES  # noqa: E402
from diemcau.protocol.codec import ACTS, STAMPED  # noqa: E402
from tests.support import contract  # noqa: E402

WORDS: dict[str, str] = json.loads((ROOT / "web/i18n/vi.json").read_text(encoding="utf-8"))
EVENTS, PROTOCOL = ROOT / "docs/events.md", ROOT / "docs/protocol.md"


def pages() -> dict[Path, str]:
    """Every generated file as it should be."""
    return {
        EVENTS: "\n".join(_events()),
        PROTOCOL: _filled(PROTOCOL.read_text(encoding="utf-8")),
        contract.PATH: contract.contract(),
    }


def _events() -> Iterator[str]:
    yield "# Events"
    yield ""
    yield (
        "What a log holds, by the names under which it is stored. Every event also has `at` "
        "(when) and `by` (role, name, site). Generated from `server/diemcau/domain/events.py`."
    )
    yield ""
    yield "| stored name | tiếng Việt | fields |"
    yield "|---|---|---|"
    for name, shape in events.NAMES.items():
        yield f"| `{name}` | {WORDS.get(f'event.{name}', '')} | {_fields(shape)} |"
    yield ""


def _filled(page: str) -> str:
    tables = {"views": _views, "acts": _acts, "refusals": _refusals}
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
    yield "| act | tiếng Việt | who | args |"
    yield "|---|---|---|---|"
    for name, shape in ACTS.items():
        roles = ", ".join(role.value for role in Role if role in permissions.MAY[shape])
        yield f"| `{name}` | {WORDS.get(f'act.{name}', '')} | {roles} | {_fields(shape)} |"


def _refusals() -> Iterator[str]:
    yield "| code | tiếng Việt |"
    yield "|---|---|"
    for each in vars(errors).values():
        if isinstance(each, type) and issubclass(each, Rejected) and each.code:
            yield f"| `{each.code}` | {WORDS.get(f'refusal.{each.code}', '')} |"


def _fields(shape: type[msgspec.Struct]) -> str:
    info = inspect.type_info(shape)
    assert isinstance(info, inspect.StructType)
    shown = [field for field in info.fields if field.name not in STAMPED - {"id"} | _stamps(shape)]
    return ", ".join(f"`{f.encode_name}{'' if f.required else '?'}`" for f in shown)


def _stamps(shape: type[msgspec.Struct]) -> frozenset[str]:
    """What the server writes itself is not for a client to read about."""
    if issubclass(shape, commands.Command):
        return STAMPED
    return frozenset({"at", "by"}) if issubclass(shape, events.Event) else frozenset()


assert set(get_args(events.AnyEvent)) == set(events.NAMES.values())

if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
