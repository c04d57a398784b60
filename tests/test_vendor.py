"""What is not ours is what we took in: same bytes, licence beside it, every letter drawn."""

import hashlib
import itertools
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "web/vendor"
PACKAGES: list[dict[str, Any]] = json.loads((VENDOR / "vendor.json").read_text())["packages"]
OURS = {"vendor.json", "vendor.py", "importmap.json", "fonts/inter.css", "fonts/tinos.css"}


def entries(package: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from package["files"].values()
    yield from (package[made] for made in ("sprite", "bundle") if made in package)
    yield from package.get("joined", ())


ENTRIES = [entry for package in PACKAGES for entry in entries(package)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["to"])
def test_a_vendored_file_has_the_bytes_we_took_in(entry: dict[str, Any]) -> None:
    assert hashlib.sha256((VENDOR / entry["to"]).read_bytes()).hexdigest() == entry["sha256"]


def test_nothing_else_has_slipped_into_the_folder() -> None:
    present = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}
    assert {p for p in present if "__pycache__" not in p} == OURS | {e["to"] for e in ENTRIES}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_a_package_brings_its_licence(package: dict[str, Any]) -> None:
    assert package["licence"] in {"Apache-2.0", "ISC", "MIT", "OFL-1.1"}
    assert "LICENSE" in package["files"]


def test_the_import_map_names_every_module() -> None:
    imports = json.loads((VENDOR / "importmap.json").read_text())["imports"]
    assert imports == {e["import"]: f"./{e['to']}" for e in ENTRIES if "import" in e}


def test_a_module_imports_only_what_the_map_names() -> None:
    imports = json.loads((VENDOR / "importmap.json").read_text())["imports"]
    for module in VENDOR.glob("*.js"):
        assert set(re.findall(r'from\s*"([^"]+)"', module.read_text())) <= imports.keys()


def test_a_bundle_is_of_packages_whose_versions_and_licences_we_name() -> None:
    named = {package["name"]: package["version"] for package in PACKAGES}
    bundles = [package["bundle"] for package in PACKAGES if "bundle" in package]
    assert bundles
    assert all(made["of"].items() <= named.items() for made in bundles)


def test_the_tests_use_the_versions_the_browser_gets() -> None:
    tools = json.loads((ROOT / "tests/js/package.json").read_text())["devDependencies"]
    shared = {p["name"]: p["version"] for p in PACKAGES if p["name"] in tools}
    assert shared == {name: tools[name] for name in shared}
    assert len(shared) == 5


def test_the_sprite_holds_the_icons_we_name() -> None:
    [drawn] = [package["sprite"] for package in PACKAGES if "sprite" in package]
    symbols = ET.parse(VENDOR / drawn["to"]).getroot()
    assert [symbol.get("id") for symbol in symbols] == sorted(drawn["icons"])
    assert all(len(symbol) for symbol in symbols)


# The 146 letters: every vowel in six tones and two cases, đ, and the whole Vietnamese block.
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = (
    {unicodedata.normalize("NFC", a + b) for a, b in itertools.product("aăâeêioôơuưy", TONES)}
    | {unicodedata.normalize("NFC", a + b) for a, b in itertools.product("AĂÂEÊIOÔƠUƯY", TONES)}
    | set("Đđ")
    | {chr(code) for code in range(0x1EA0, 0x1EFA)}
)


def faces(family: str) -> Iterator[tuple[Path, set[int]]]:
    """Each font file with the code points for which a browser asks it."""
    css = (VENDOR / f"fonts/{family}.css").read_text()
    for url, ranges in re.findall(r'url\("(.+?)"\).*?unicode-range: (.+?);', css, re.DOTALL):
        points: set[int] = set()
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
            points |= set(range(int(first, 16), int(last or first, 16) + 1))
        yield VENDOR / "fonts" / url, points


@pytest.mark.parametrize("family", ["inter", "tinos"])
def test_every_vietnamese_letter_is_drawn_by_the_font_a_browser_asks(family: str) -> None:
    assert len(LETTERS) == 146
    drawn: set[int] = set()
    for path, asked in faces(family):
        drawn |= asked & set(cast("dict[int, str]", TTFont(path).getBestCmap()))
    assert {letter for letter in LETTERS if ord(letter) not in drawn} == set()


@pytest.mark.parametrize("face", ["regular", "bold", "italic", "bold-italic"])
def test_every_vietnamese_letter_can_be_printed(face: str) -> None:
    drawn = cast("dict[int, str]", TTFont(VENDOR / f"fonts/print/tinos-{face}.ttf").getBestCmap())
    assert {letter for letter in LETTERS if ord(letter) not in drawn} == set()


def test_digits_can_stand_in_columns() -> None:
    features = TTFont(VENDOR / "fonts/inter-latin.woff2")["GSUB"].table.FeatureList.FeatureRecord
    assert "tnum" in {feature.FeatureTag for feature in features}
