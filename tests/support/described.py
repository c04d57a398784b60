"""What a description of an API lets somebody send, and a little more; and whether an answer is what
it says comes.
"""

from collections.abc import Mapping
from typing import Any, Final

from hypothesis import strategies as some
from jsonschema import Draft202012Validator

Described = Mapping[str, Any]
JUNK: Final = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=2) | some.dictionaries(some.text(), inner, max_size=2),
    max_leaves=4,
)
Hints = Mapping[str, tuple[Any, ...]]


def operations(described: Described) -> list[tuple[str, str, Described]]:
    return [
        (way, path, op) for path, ways in described["paths"].items() for way, op in ways.items()
    ]


def bodies(described: Described, operation: Described, hints: Hints) -> some.SearchStrategy[Any]:
    """Mostly as it is described, with a code that there is where a hint says one."""
    shape = operation["requestBody"]["content"]["application/json"]["schema"]
    fit = _fitting(described, shape, hints)
    spoilt = some.tuples(fit, some.sampled_from(["on", "text", "told", "more"]), JUNK).map(
        lambda told: {**told[0], told[1]: told[2]}
    )
    return some.one_of(fit, fit, spoilt, JUNK)


def fits(described: Described, shape: Described, value: object) -> bool:
    held = Draft202012Validator(
        {**described, **shape}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return bool(held.is_valid(value))


def said(operation: Described, status: int) -> Mapping[str, Described]:
    """The kinds of what comes with this status; an assertion where none is described."""
    assert str(status) in operation["responses"], (operation["operationId"], status)
    answer: Described = operation["responses"][str(status)]
    return {kind: each["schema"] for kind, each in answer.get("content", {}).items()}


def _fitting(  # noqa: PLR0911 – a kind a line
    described: Described, shape: Described, hints: Hints, name: str = ""
) -> some.SearchStrategy[Any]:
    if "$ref" in shape:
        found = described["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
        return _fitting(described, found, hints, name)
    if "anyOf" in shape:
        return some.one_of([_fitting(described, each, hints, name) for each in shape["anyOf"]])
    if "enum" in shape:
        return some.sampled_from(shape["enum"])
    match shape["type"]:
        case "object":
            own = {
                key: _fitting(described, each, hints, key)
                for key, each in shape["properties"].items()
            }
            needed = set(shape["required"])
            return some.fixed_dictionaries(
                {key: each for key, each in own.items() if key in needed},
                optional={key: each for key, each in own.items() if key not in needed},
            )
        case "integer":
            return some.integers(shape.get("minimum"), shape.get("maximum"))
        case "null":
            return some.none()
        case _ if shape.get("format") == "date":
            return some.sampled_from(["2024-04-01", "2024-04-19", "2031-01-01"])
        case _ if name in hints:
            return some.sampled_from(hints[name])
        case _:
            return some.text(max_size=min(12, shape.get("maxLength", 12)))
