"""At which field of a form the rules, or those who read it, found something amiss.

The rules speak of what they were asked, not of forms; here stands which field that was. Where
several fields may be meant, the first that is empty is, for most refusals say that something is
missing. What could not be read at all names the field itself.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from multidict import MultiMapping

from diemcau.edge.refusing.errors import Amiss

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
    "hand_in_figures": {"reason_missing": ("reason",)},
    "cancel_conference": {"reason_missing": ("reason",)},
    "sign_in": {
        "wrong_password": ("password",),
        "locked_out": ("password",),
        "account_asleep": ("login",),
    },
    "enter_by_pin": {"wrong_pin": ("pin",), "locked_out": ("pin",), "pin_not_now": ("pin",)},
    "answer_invitation": {"reason_missing": ("reason",), "name_missing": ("head",)},
    "found_office": {
        "name_missing": ("unit", "secretary.name"),
        "weak_password": ("password",),
        "guessable_password": ("password",),
        "password_printed": ("password",),
    },
    "list_competent": {"unclear_line": ("bodies",), "unclear_proposal": ("proposals",)},
    "seat_body": {
        "no_such_site": ("site_name",),
        "seat_taken": ("site_name",),
        "above_itself": ("above",),
    },
    "own_settings": {
        "same_name_twice": ("indicators",),
        "figures_incomplete": ("indicators",),
        "text_missing": ("indicators",),
    },
    "change_units": {
        "reason_missing": ("basis",),
        "unit_not_on_that_day": ("on",),
        "units_below": ("ends",),
        "change_unfitting": ("what",),
        "shares_missing": ("shares",),
        "parent_cycle": ("after",),
        "level_too_deep": ("after",),
        "name_missing": ("after",),
        "same_name_twice": ("after",),
        "unclear_unit_line": ("after",),
    },
    "make_body": {
        "name_missing": ("unit", "name"),
        "bad_body_id": ("short_name",),
        "body_taken": ("short_name",),
        "bad_login": ("login",),
        "login_taken": ("login",),
    },
    "change_office": {"name_missing": ("organiser", "body")},
    "change_password": {
        "wrong_password": ("old_password",),
        "locked_out": ("old_password",),
        "passwords_differ": ("again_password",),
        "weak_password": ("new_password",),
        "guessable_password": ("new_password",),
        "password_printed": ("new_password",),
    },
    "second_step": {"wrong_code": ("code",), "locked_out": ("code",)},
    "confirm_codes": {"wrong_code": ("code",)},
    "codes_off": {
        "wrong_password": ("own_password",),
        "locked_out": ("own_password",),
        "wrong_code": ("code",),
    },
    "prove": {
        "wrong_password": ("own_password",),
        "locked_out": ("own_password",),
        "wrong_code": ("code",),
    },
    "come_in": {
        "passwords_differ": ("again_password",),
        "weak_password": ("new_password",),
        "guessable_password": ("new_password",),
        "password_printed": ("new_password",),
    },
    "add_person": {
        "bad_login": ("login",),
        "login_taken": ("login",),
        "name_missing": ("name",),
        "site_mismatch": ("site",),
    },
    "invite_to_body": {
        "bad_login": ("login",),
        "login_taken": ("login",),
        "name_missing": ("name",),
    },
    "change_person": {
        "name_missing": ("name",),
        "site_mismatch": ("site",),
        "last_admin": ("post",),
    },
    "series": {
        "name_missing": ("title",),
        "bad_rule": ("rule",),
        "month_beyond": ("month",),
        "in_the_past": ("first",),
        "too_far_away": ("first",),
    },
    "prepare_consultation": {"name_missing": ("plan.title",)},
    "enclose_file": {"not_said_open": ("open",), "not_invited": ("body",), "": ("file",)},
    "attach": {
        "not_said_open": ("open",),
        "file_secret": ("title",),
        "no_such_item": ("about",),
        "": ("file",),
    },
}
"""Act → code → the fields that may be meant; under no code what is meant by any other."""
ANYWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "text_missing": ("text", "text.text", "said.text"),
    "text_changed": ("text", "text.text", "clause.text", "said.text"),
    "reason_missing": ("reason", "text", "said.reason"),
    "deadline_unclear": ("text.deadline",),
    "in_the_past": ("until", "due", "text.deadline", "deadline"),
    "too_far_away": ("until", "due", "text.deadline"),
    "name_missing": ("delegate", "person.name", "name", "letter.number"),
    "speaker_missing": ("site", "person.name", "delegate"),
    "two_speakers": ("person.name",),
    "site_missing": ("site",),
    "no_such_item": ("item", "text.item"),
    "readers_missing": ("sites", "readers"),
    "too_few_choices": ("choices",),
    "kind_not_offered": ("kind",),
    "number_taken": ("number",),
    "figures_incomplete": ("signed_by",),
    "nothing_to_show": ("text",),
    "wording_missing": ("said.wording", "said.text"),
    "option_unknown": ("said.option",),
    "reply_missing_text": ("said.text",),
    "same_as_what": ("said.same_as",),
    "return_says_otherwise": ("overall",),
    "deadline_too_short": ("short_reason",),
    "draft_missing": ("text",),
    "file_missing": ("file",),
    "not_said_open": ("open",),
    "file_secret": ("file",),
    "words_missing": ("text", "session", "batch"),
    "grounds_missing": ("reason",),
    "personal_data_in_title": ("title", "text", "reason"),
    "marked_secret": ("text",),
    "title_missing": ("title",),
    "title_too_long": ("title",),
    "not_a_petition": ("nature",),
    "batch_closed": ("batch",),
    "batch_taken": ("batch",),
    "not_yet_that_day": ("said", "on"),
    "settlement_missing": ("settlement",),
    "result_needs_date": ("promised", "watched"),
    "cause_missing": ("cause",),
    "letter_missing": ("letter",),
    "not_a_delay": ("until",),
    "merge_target_missing": ("into",),
    "merge_in_circle": ("into", "to"),
    "parts_missing": ("parts.1.title",),
    "consent_missing": ("consent",),
    "no_such_lead": ("cooperating", "lead"),
    "lead_not_on_that_day": ("lead",),
    **dict.fromkeys(
        (
            "file_too_large",
            "file_unknown",
            "file_mislabelled",
            "file_broken",
            "file_has_macros",
            "file_too_costly",
            "file_unsigned",
            "signature_broken",
        ),
        ("file",),
    ),
}
"""Code → the same, whatever the act."""
_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "reason_missing": ("excused", "reason"),
    "name_missing": ("substituted", "substitute"),
}
"""Code → what stands in a row of the roll call, and what is missing beside it."""
_TOO_MUCH: Final = frozenset({"text_too_long", "enough_written"})
_PRESENCE: Final = re.compile(r"(marks\.\d+\.)presence")
_ADDRESS: Final = re.compile(r"plan\.documents\.\d+\.address")
_ADDRESSED: Final = re.compile(r"https?://[^/]|/(?![/\\])")


def field_of(act: str, fields: MultiMapping[Any], amiss: Amiss) -> str:
    """None where it is the act as a whole that is refused."""
    if amiss.code in {"bad_args", "bad_mail_address"}:
        return _named(amiss.detail, fields)
    if act == "found_office" and amiss.code == "login_taken":
        return _repeated("login", fields)
    if amiss.code in _TOO_MUCH:
        return max(fields, key=lambda name: len(str(fields[name])), default="")
    if amiss.code == "bad_address":
        return next(filter(lambda name: _astray(name, fields), fields), "")
    known = FIELDS.get(act, {})
    meant = known.get(amiss.code, known.get("", ANYWHERE.get(amiss.code, ())))
    return _meant((*_of_marks(amiss.code, fields), *meant), fields)


def _of_marks(code: str, fields: MultiMapping[Any]) -> Iterator[str]:
    """In the first row of the roll call that lacks it."""
    presence, column = _MARKS.get(code, ("", ""))
    for name, said in fields.items():
        row = _PRESENCE.fullmatch(name)
        if row and said == presence and not str(fields.get(f"{row[1]}{column}", "")).strip():
            yield f"{row[1]}{column}"


def _named(detail: str, fields: MultiMapping[Any]) -> str:
    """By the whole of its name, or by the end of it."""
    found = _PATH.search(detail)
    place = found[1].lstrip(".") if found else detail
    names = (re.sub(r"\[(\d+)\]", r".\1", place), re.sub(r"\[.*", "", place))
    named = (each for name in names for each in fields if _is(each, name))
    return next(named, _quoted(detail, fields))


def _quoted(detail: str, fields: MultiMapping[Any]) -> str:
    """An id that is none is named by what was written."""
    said = ((name, str(value)[:64]) for name, value in fields.items())
    return next((name for name, value in said if value and detail.endswith(repr(value))), "")


def _repeated(name: str, fields: MultiMapping[Any]) -> str:
    """The first of that name that says what stands above it."""
    said = [(each, fields[each]) for each in fields if _is(each, name)]
    return next(
        (each for n, (each, what) in enumerate(said) if what in dict(said[:n]).values()), ""
    )


def _is(field: str, name: str) -> bool:
    return bool(name) and f".{field}".endswith(f".{name}")


def _meant(candidates: tuple[str, ...], fields: MultiMapping[Any]) -> str:
    here = [name for name in candidates if name in fields]
    empty = (name for name in here if not str(fields[name]).strip())
    return next(empty, here[0] if here else "")


def _astray(name: str, fields: MultiMapping[Any]) -> bool:
    said = str(fields.get(name, ""))
    return bool(_ADDRESS.fullmatch(name) and said.strip() and not _ADDRESSED.match(said))
