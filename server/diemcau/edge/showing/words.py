"""The words of the screens: `web/i18n/vi.json` and `en.json`, flat, with the same keys.

Vietnamese is the language of the product; English is behind a switch. A word that is missing
is a fault of the house: tests and checks are `strict` and raise, a page shows the key.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
from aiohttp import web

LANGUAGES: Final = ("vi", "en")
"""The first is what everybody gets who has not chosen."""
LANGUAGE_COOKIE: Final = "lang"


class WordMissing(KeyError):  # noqa: N818 – states what was found
    """No such key in this language."""


class Voice:
    """One language: `voice("page.sign_in.title", name=…)`."""

    def __init__(self, lang: str, words: Mapping[str, str], *, strict: bool = False) -> None:
        self.lang, self.words, self._strict = lang, words, strict

    def __call__(self, key: str, **values: object) -> str:
        if (words := self.words.get(key)) is not None:
            return words.format(**values)
        if self._strict:
            raise WordMissing(f"{self.lang}: {key}")
        return key

    def listing(self, name: str) -> str:
        """Of sites; an office's own list is called what the office calls it."""
        key = "listing.own" if name.startswith("own-") else f"listing.{name}"
        return self(key) if self.knows(key) else name

    def knows(self, key: str) -> bool:
        return key in self.words


class Words:
    """Both languages, read once."""

    def __init__(self, folder: Path, *, strict: bool = False) -> None:
        self._voices = {
            lang: Voice(lang, _read(folder / f"{lang}.json"), strict=strict) for lang in LANGUAGES
        }

    def spoken(self, lang: str) -> Voice:
        """In this language, or in the first if we do not speak it."""
        return self._voices.get(lang) or self._voices[LANGUAGES[0]]


def language_of(request: web.Request) -> str:
    """What the reader chose."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def _read(path: Path) -> dict[str, str]:
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
