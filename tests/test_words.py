"""Both languages say the same things, and everything that has a name has words."""

import ast
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from typing import Any, get_args

import pytest
from msgspec.structs import fields

from diemcau import resources
from diemcau.app.ports.installation import Lacking
from diemcau.app.ports.security import Noted
from diemcau.domain.difficulties.nouns import (
    DifficultyEvent,
    DifficultyRefusal,
    DifficultyState,
)
from diemcau.domain.nouns import terms
from diemcau.domain.nouns.act import name_of
from diemcau.domain.nouns.conference import Settings
from diemcau.domain.nouns.events import NAMES
from diemcau.domain.petitions.events import NAMES as PETITION_FACTS
from diemcau.domain.petitions.nouns import terms as petition_terms
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.refusals import PetitionRefusal
from diemcau.domain.petitions.views.finding import PetitionSign
from diemcau.domain.units.nouns import UnitChange, UnitEvent, UnitRefusal
from diemcau.edge.showing.said import OF_PAGES
from diemcau.edge.showing.words import LANGUAGES, Voice, WordMissing, Words
from diemcau.protocol.codec import ACTS, REFUSALS
from tests.support import undone
from tests.support.families import codes

TEMPLATES = sorted((resources.WEB / "templates").rglob("*.html"))
CODE = sorted((resources.WEB.parent / "server" / "diemcau" / "edge").rglob("*.py"))
OURS = re.compile(r"""["'](page\.[a-z_.]+[a-z_])["']""")
DRAWN = re.compile(r"""["'](page\.[a-z_.]+\.)(?:["'] ~|\{)""")


def read(lang: str) -> dict[str, str]:
    path = resources.WEB / "i18n" / f"{lang}.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


VIETNAMESE, ENGLISH = map(read, LANGUAGES)


def sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *CODE))


def test_both_languages_have_the_same_keys() -> None:
    assert VIETNAMESE.keys() == ENGLISH.keys()


@pytest.mark.parametrize("key", sorted(VIETNAMESE.keys() & ENGLISH.keys()))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert VIETNAMESE[key].strip()
    assert ENGLISH[key].strip()
    assert blanks(VIETNAMESE[key]) == blanks(ENGLISH[key])


def blanks(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


def refusals() -> Iterator[str]:
    yield from REFUSALS
    yield from codes("Refused").values()
    yield from ("unavailable", "busy", "conflict")


def petitions() -> Iterator[Iterator[str]]:
    """Acts, facts, refusals and terms of a register of petitions."""
    yield (f"petition.act.{name_of(each)}" for each in get_args(PetitionCommand))
    yield (f"event.{name}" for name in PETITION_FACTS)
    yield (f"refusal.{each.code}" for each in get_args(PetitionRefusal))
    yield named("petition.state", petition_terms.PetitionState)
    yield named("petition.timing", petition_terms.Timing)
    yield named("petition.channel", petition_terms.Channel)
    yield named("petition.nature", petition_terms.Nature)
    yield named("petition.competence", petition_terms.Competence)
    yield named("petition.settlement", petition_terms.Settlement)
    yield named("petition.group", petition_terms.SettlementGroup)
    yield named("petition.reply", petition_terms.ReplyKind)
    yield named("petition.reviewer", petition_terms.Reviewer)
    yield named("petition.verdict", petition_terms.ReviewVerdict)
    yield named("petition.pace", petition_terms.ReviewPace)
    yield named("petition.next", petition_terms.ReviewNext)
    yield named("petition.escalation", petition_terms.Escalation)
    yield named("petition.visibility", petition_terms.PetitionReaders)
    yield named("petition.sign", PetitionSign)


def units() -> Iterator[Iterator[str]]:
    """Facts and refusals of the tree of units, and of what goes up."""
    yield (f"event.{each.stored}" for each in get_args(DifficultyEvent))
    yield (f"refusal.{each.code}" for each in get_args(DifficultyRefusal))
    yield named("page.difficulty", DifficultyState)
    yield (f"event.{each.stored}" for each in get_args(UnitEvent))
    yield (f"refusal.{each.code}" for each in get_args(UnitRefusal))
    yield named("page.units.change", UnitChange)


def named(prefix: str, kind: type[StrEnum]) -> Iterator[str]:
    return (f"{prefix}.{each}" for each in kind)


@pytest.mark.parametrize(
    "key",
    sorted(
        chain(
            (f"act.{name}" for name in ACTS),
            (f"event.{name}" for name in NAMES),
            (f"setting.{field.name}" for field in fields(Settings)),
            (f"refusal.{code}" for code in refusals()),
            (f"undo.{name}" for name in undone.NAMED),
            named("lack", Lacking),
            named("phase", terms.Phase),
            named("item_kind", terms.ItemKind),
            named("item_state", terms.ItemState),
            named("kind", terms.Kind),
            named("presence", terms.Presence),
            named("line", terms.LineState),
            named("check", terms.CheckResult),
            named("incident", terms.IncidentKind),
            named("round", terms.RoundState),
            named("scope", terms.RoundScope),
            named("conclusion_state", terms.ConclusionState),
            named("task_state", terms.TaskState),
            named("task_outcome", terms.TaskOutcome),
            named("task_step", terms.TaskStep),
            named("stage", terms.Stage),
            named("readers", terms.Readers),
            named("role", terms.Role),
            named("vote_kind", terms.VoteKind),
            named("answer", terms.Answer),
            named("majority", terms.Majority),
            named("vote_state", terms.VoteState),
            named("outcome", terms.Outcome),
            named("on_screen", terms.OnScreen),
            named("noted", Noted),
            *petitions(),
            *units(),
        )
    ),
)
def test_everything_that_has_a_name_has_words(key: str) -> None:
    assert key in VIETNAMESE
    assert key in ENGLISH


def test_every_word_a_page_uses_is_there_and_no_page_word_is_left_over() -> None:
    text = sources()
    used = set(OURS.findall(text))
    drawn = tuple(DRAWN.findall(text))
    known = {key for key in VIETNAMESE if key.startswith("page.")}
    assert used - known == set()
    assert {key for key in known - used if not key.startswith(drawn)} == set()


def test_a_missing_word_is_shown_by_its_key_and_raised_where_it_would_be_overlooked() -> None:
    assert Voice("vi", {})("page.none") == "page.none"
    with pytest.raises(WordMissing):
        Voice("vi", {}, strict=True)("page.none")


def test_an_unknown_language_is_answered_in_vietnamese() -> None:
    words = Words(resources.WEB / "i18n", strict=True)
    assert words.spoken("fr").lang == "vi"
    assert words.spoken("en")("page.nav.sign_in") == "Sign in"


def test_words_are_filled_in() -> None:
    voice: Any = Voice("vi", {"page.place": "Thứ {n}"})
    assert voice("page.place", n=3) == "Thứ 3"


SCRIPTS = sorted((resources.WEB / "js").rglob("*.js"))
SAID = re.compile(r"""["'`]((?:ui|act|refusal)\.[a-z_.]+[a-z_])["']""")
BEGUN = re.compile(r"`((?:[a-z_]+\.)+)\$\{")
"""Words of which only the beginning is written: `kind.${request.kind}`."""


def test_scripts_are_given_every_word_they_say_and_none_of_the_pages() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    said, begun = set(SAID.findall(text)), set(BEGUN.findall(text))
    assert len(said) > 300
    assert len(begun) > 20
    given = {key for key in VIETNAMESE if not key.startswith(OF_PAGES)}
    assert said - given == set()
    assert {start for start in begun if not any(key.startswith(start) for key in given)} == set()
    assert not any(start in text for start in (f"t(`{each}" for each in OF_PAGES))


BANNED = {
    "hình vẽ": "biểu đồ",
    "màn hình của tôi": "vào điều hành",
    "huỷ": "hủy",
    "đơn vị chủ trì": "cơ quan chủ trì",
    "bàn chủ trì": "bàn chủ tọa",
    "chen ngang": "xen ngang",
    "tạm nghỉ": "giải lao",
    "danh sách đăng ký": "danh sách chờ",
    "chủ toạ": "chủ tọa",
    "{time} chậm": "chậm {time}",
}
"""Word that is not said → the one for it (docs/glossary.md); marks stand as in hủy, tọa."""


@pytest.mark.parametrize("banned", BANNED)
def test_one_thing_has_one_word(banned: str) -> None:
    said = {key: words for key, words in VIETNAMESE.items() if banned in words.lower()}
    assert said == {}, f"say {BANNED[banned]}"


def lacks() -> Iterator[tuple[str, set[str]]]:
    """Wherever something is found lacking: what, and what is filled in."""
    for path in (resources.WEB.parent / "server" / "diemcau").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Lack.of":
                name = ast.unparse(node.args[0]).removeprefix("Lacking.")
                yield Lacking[name], {each.arg for each in node.keywords if each.arg}


def test_what_is_lacking_fills_in_its_sentence() -> None:
    """The page that tells of it is opened when something is wrong already."""
    found = dict(lacks())
    assert found == {each: blanks(ENGLISH[f"lack.{each}"]) for each in Lacking}


NO_WORDS = re.compile(r"\{\w+\}|\[[a-z]+\] \w+")


def test_no_identifier_is_said() -> None:
    """What a program calls a thing is nothing to read. Blanks to fill in are no words, and a
    setting is named as it is written: "[media] turn_url".
    """
    said = {
        key: found
        for key, words in chain(VIETNAMESE.items(), ENGLISH.items())
        if (found := re.findall(r"[a-z]+_[a-z_0-9]+", NO_WORDS.sub("", words)))
    }
    assert said == {}
