"""What the browser's code looks like: lines that fit, files that can be read in one go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from diemcau import resources

WIDTH = 100
"""As everywhere in the house; templates are not formatted, so that nobody else would look."""

LONGEST = 300
"""Lines of a file; most have less than ninety."""

OURS = [resources.WEB / "js", Path(__file__).parent / "js"]
SCRIPTS = sorted(
    path for folder in OURS for path in folder.rglob("*.js") if "node_modules" not in path.parts
)


def too_wide(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if len(line) > WIDTH:
            yield f"{number}: {line.strip()}"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_lines_of_a_script_fit(script: Path) -> None:
    assert list(too_wide(script)) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_read_in_one_go(script: Path) -> None:
    assert len(script.read_text(encoding="utf-8").splitlines()) <= LONGEST
