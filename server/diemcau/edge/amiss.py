"""At which field of a form the rules, or those who read it, found something amiss.

The rules speak of what they were asked, not of forms; here stands which field that was. Where
several fields may be meant, the first that is empty is, for most refusals say that something is
missing. What could not be read at all names the field itself.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from multidict import MultiMapping

from diemcau.edge.errors import Amiss

_PATH: Final = re.compile(r"`\$([^`]*)`$")
_ITEM: Final[Mapping[str, tuple[str, ...]]] = {
    "text_missing": ("plan.title",),
    "too_deep": ("plan.parent", "before"),
    "no_such_item": ("plan.parent", "before"),
    "same_name_twice": ("plan.title",),
}
FIELDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "plan_conference": {
        "text_missing": ("title",),
        "ends_before_it_starts": ("ends_at", "minutes"),
        "too_far_away": ("starts_at",),
    },
    "revise_plan": {
        "text_missing": ("title",),
        "ends_before_it_starts": ("ends_at",),
        "too_far_away": ("starts_at",),
    },
    "add_item": _ITEM,
    "edit_item": _ITEM,
    "invite_site": {
        "name_missing": ("plan.name", "plan.code"),
        "same_name_twice": ("plan.code",),
    },
    "set_roster": {"delegate_took_part": ("roster",), "name_missing": ("roster",)},
    "cancel_conference": {"reason_missing": ("reason",)},
    "found_office": {
        "name_missing": ("unit", "secretary.name"),
        "weak_password": ("password",),
        "password_printed": ("password",),
    },
    "series": {
        "name_missing": ("title",),
        "bad_rule": ("rule",),
        "month_beyond": ("month",),
        "in_the_past": ("first",),
        "too_far_away": ("first",),
    },
    "attach_document": {
        "not_said_open": ("open",),
        "file_secret": ("title",),
        "no_such_item": ("about",),
        "": ("file",),
    },
}
"""Act → code → the fields that may be meant; under no code what is meant by any other."""
_ADDRESS: Final = re.compile(r"plan\.documents\.\d+\.address")
_ADDRESSED: Final = re.compile(r"https?://[^/]|/(?![/\\])")


def field_of(act: str, fields: MultiMapping[Any], amiss: Amiss) -> str:
    """None where it is the act as a whole that is refused."""
    if amiss.code == "bad_args":
        return _named(amiss.detail, fields)
    if amiss.code == "bad_address":
        return next(filter(lambda name: _astray(name, fields), fields), "")
    known = FIELDS.get(act, {})
    return _meant(known.get(amiss.code, known.get("", ())), fields)


def _named(detail: str, fields: Iterable[str]) -> str:
    """By the whole of its name, or by the end of it."""
    found = _PATH.search(detail)
    name = found[1].lstrip(".") if found else detail
    name = re.sub(r"\[.*", "", name)
    return next((each for each in fields if name and f".{each}".endswith(f".{name}")), "")


def _meant(candidates: tuple[str, ...], fields: MultiMapping[Any]) -> str:
    here = [name for name in candidates if name in fields]
    empty = (name for name in here if not str(fields[name]).strip())
    return next(empty, here[0] if here else "")


def _astray(name: str, fields: MultiMapping[Any]) -> bool:
    said = str(fields.get(name, ""))
    return bool(_ADDRESS.fullmatch(name) and said.strip() and not _ADDRESSED.match(said))
