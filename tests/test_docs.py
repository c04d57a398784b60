"""What our pages point at is there: files beside them, and the tests that prove what they say."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from diemcau import resources

ROOT: Final = resources.WEB.parent
PAGES: Final = (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
_LINK: Final = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_POINT: Final = re.compile(r"^\| [\d.]+ \| \**([a-z ]+?)\** \|", re.MULTILINE)
_WHERE: Final = re.compile(r"`([\w/.-]+/[\w.-]+\.\w+)`")
_AS_A_WHOLE: Final = 20
"""Points of the chapter on OAuth that one sentence answers."""
_PROOF: Final = re.compile(r"`((?:tests/[a-z]+/)?test_\w+\.py|…)(?:::(test_\w+))?`")


def dead_links(page: Path) -> Iterator[str]:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if not (page.parent / target).exists():
            yield f"{page.relative_to(ROOT)}: {target}"


def proofs(text: str) -> Iterator[tuple[str, str]]:
    """File and test; `…` is the file named before."""
    file = ""
    for named, test in _PROOF.findall(text):
        file = file if named == "…" else named
        yield file, test


def test_every_page_points_at_what_is_there() -> None:
    assert [dead for page in PAGES for dead in dead_links(page)] == []


def test_every_threat_has_a_test_that_is_there() -> None:
    found = list(proofs((ROOT / "docs/security.md").read_text(encoding="utf-8")))
    assert len(found) > 30
    for file, test in found:
        path = ROOT / file if "/" in file else ROOT / "tests/security" / file
        assert path.is_file(), file
        assert f"def {test}" in path.read_text(encoding="utf-8"), f"{file}::{test}"


def test_the_sums_of_the_standard_are_those_of_its_points() -> None:
    page = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")
    points = Counter(_POINT.findall(page))
    points["not applicable"] += _AS_A_WHOLE
    said = ", ".join(
        f"{points[verdict]} {verdict}"
        for verdict in ("met", "not applicable", "in part", "not met")
    )
    assert f"Of {points.total()}: {said}." in page


def test_what_the_standard_is_answered_with_stands_where_it_says() -> None:
    named = _WHERE.findall((ROOT / "docs/asvs.md").read_text(encoding="utf-8"))
    assert len(named) > 10
    folders = (ROOT, ROOT / "server/diemcau", ROOT / "docs")
    gone = [each for each in named if not any((folder / each).exists() for folder in folders)]
    assert gone == []
