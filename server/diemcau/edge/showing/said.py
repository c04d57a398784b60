"""What scripts say, as files of words: for each screen what it may say at once (`vi-chair.json`)
and the rest, which comes once the screen stands (`vi-chair-rest.json`, `web/js/words.js`); for each
language all of it (`vi.json`).

What a screen may say at once is read off the scripts that it begins with: the keys that stand in
them, and those of which they write the beginning (`kind.${…}`). Why something is refused is not
among it: nothing has been asked yet.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, get_args

import msgspec

from diemcau.domain.difficulties.nouns import DifficultyRefusal
from diemcau.domain.petitions.nouns.refusals import PetitionRefusal
from diemcau.domain.units.nouns import UnitRefusal

OF_PAGES: Final = ("page.", "event.", "setting.", "letter.", "noted.", "task_", "petition.")
"""Words that no script says, by how their keys begin."""
OF_DOORS: Final = frozenset(
    f"refusal.{code}"
    for code in (
        *("already_founded", "wrong_founding_code", "password_printed", "weak_password"),
        *("guessable_password", "passwords_differ", "no_such_device", "last_admin"),
        *("wrong_password", "wrong_pin", "pin_not_now", "locked_out", "no_such_link", "link_used"),
        *("bad_login", "login_taken", "no_such_account", "site_mismatch", "account_disabled"),
        *("wrong_code", "second_step_needed", "half_way_over", "code_app_on", "no_code_app"),
        *("wrong_passkey", "no_such_passkey", "account_asleep", "second_factor_missing"),
        *("provider_silent", "elsewhere_refused", "elsewhere_over", "identity_unknown"),
        *("identity_taken", "follows_grant", "no_such_identity"),
        *("bad_mail_address", "bad_rule", "search_too_long"),
        *("machine_unknown", "too_many_machines"),
        *("no_such_body", "bad_body_id", "body_taken", "seat_taken", "above_itself"),
        *("no_other_face", "unclear_line", "unclear_unit_line", "unclear_proposal"),
        *("version_frozen", "clause_unknown", "clause_in_itself", "draft_missing"),
        *(
            "version_unfrozen",
            "no_such_consultation",
            "draft_not_out",
            "no_one_invited",
            "head_missing",
        ),
        *("deadline_too_short", "consultation_running", "comments_open"),
        *("reply_missing_text", "accepted_without_change", "same_as_what", "reply_changed"),
        *("no_reply_yet", "not_head_of_team", "not_invited", "no_such_comment"),
        *("comment_sent_already", "comment_gone", "deadline_passed", "wording_missing"),
        *("draft_in_use", "item_over", "nothing_to_send", "too_many_files", "sheet_lost"),
        *("no_such_enclosure", "petitioner_sealed"),
        *("option_unknown", "nothing_to_confirm", "return_says_otherwise", "own_comment"),
    )
)
"""What is refused on pages alone: a live screen has nothing of it to ask."""
OF_REGISTERS: Final = frozenset(
    f"refusal.{each.code}"
    for kind in (PetitionRefusal, UnitRefusal, DifficultyRefusal)
    for each in get_args(kind)
)
"""What a register, the tree of units and what goes up refuse: they have pages alone."""
OF_TOUR: Final = tuple(
    f"ui.tour.{seat}." for seat in ("chair", "looking", "secretary", "operator", "site")
)
"""Words that come with the walk over a screen, when somebody wants it."""

_WHOLE: Final = re.compile(r"""["'`]([a-z_]+(?:\.[a-z_0-9]+)+)["'`]""")
_BEGUN: Final = re.compile(r"`([a-z_]+\.[a-z_.]*)\$\{")
_REFUSED: Final = "refusal."


def files(folder: Path, scripts: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Name and content; `scripts` is all that each screen begins with."""
    for file in sorted((folder / "i18n").glob("*.json")):
        words = msgspec.json.decode(file.read_bytes(), type=dict[str, str])
        said = {key: words[key] for key in _by_scripts(words)}
        tour = {key: text for key, text in said.items() if key.startswith(OF_TOUR)}
        rest = {key: text for key, text in said.items() if key not in tour}
        parts = {screen: at_once(rest, text) for screen, text in scripts.items()}
        yield path_of(file.stem), msgspec.json.encode(rest)
        later = {
            f"{screen}-rest": {key: text for key, text in rest.items() if key not in part}
            for screen, part in parts.items()
        }
        for name, part in {"tour": tour, **parts, **later}.items():
            yield path_of(file.stem, name), msgspec.json.encode(part)


def at_once(words: Mapping[str, str], script: str) -> Mapping[str, str]:
    """Of these words, those that a script may say before anything is asked."""
    whole, begun = set(_WHOLE.findall(script)), tuple(set(_BEGUN.findall(script)))
    return {
        key: text
        for key, text in words.items()
        if key in whole or (key.startswith(begun) and not key.startswith(_REFUSED))
    }


def path_of(lang: str, part: str = "") -> str:
    return f"words/{lang}-{part}.json" if part else f"words/{lang}.json"


def _by_scripts(words: Mapping[str, str]) -> Iterable[str]:
    return (
        key for key in words if not key.startswith(OF_PAGES) and key not in OF_DOORS | OF_REGISTERS
    )
