"""What the browser's code looks like: lines that fit, files that can be read in one go, and one
scale for whatever is small.
"""

import re
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


STYLES = sorted(
    path
    for folder in ("css", "js/components")
    for path in (resources.WEB / folder).rglob("*.css")
    if path.name != "tokens.css"
)
DECLARED = re.compile(r"(?<=[{;\s])([\w-]+):\s*([^;{}]*\drem[^;{}]*)[;}]")
NOTE = re.compile(r"/\*.*?\*/", re.DOTALL)
REM = re.compile(r"(?<![\w.])\d*\.?\d+rem")
OF_THE_SCALE = re.compile(r"margin|padding|gap|(row|column)-gap|font|border-radius")
SMALL = 3.0
"""Rem. What is smaller is a step of a scale; what is larger, how wide a column or a pane is, is
the measure of one place.
"""


def stray(css: str) -> Iterator[str]:
    """Lengths that should come from tokens.css and do not."""
    for name, value in DECLARED.findall(NOTE.sub("", css)):
        for length in REM.findall(value):
            if OF_THE_SCALE.match(name) or float(length.removesuffix("rem")) < SMALL:
                yield f"{name}: {value}"


@pytest.mark.parametrize("styles", STYLES, ids=lambda path: path.name)
def test_spaces_and_sizes_come_from_tokens(styles: Path) -> None:
    assert list(stray(styles.read_text(encoding="utf-8"))) == []


def test_a_stray_length_is_found() -> None:
    rule = "@media (min-width: 40rem) {\n.a { padding: 0 0.3rem; width: 9rem; height: 1rem; }\n}"
    assert list(stray(rule)) == ["padding: 0 0.3rem", "height: 1rem"]
    assert list(stray(".a { gap: var(--space-2); margin: calc(4rem - 1px); }")) == [
        "margin: calc(4rem - 1px)"
    ]


def test_what_styles_take_from_the_tokens_is_there() -> None:
    tokens = (resources.WEB / "css/tokens.css").read_text(encoding="utf-8")
    styles = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    known = set(re.findall(r"(--[\w-]+):", tokens + styles))
    assert set(re.findall(r"var\((--[\w-]+)", tokens + styles)) <= known


def too_wide(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if len(line) > WIDTH:
            yield f"{number}: {line.strip()}"


@pytest.mark.parametrize("file", [*SCRIPTS, *STYLES], ids=lambda path: path.name)
def test_the_lines_of_a_script_or_a_style_fit(file: Path) -> None:
    assert list(too_wide(file)) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_read_in_one_go(script: Path) -> None:
    assert len(script.read_text(encoding="utf-8").splitlines()) <= LONGEST


LATE = re.compile(r"^( *)useEffect\((.*)\n((?:\1  .*\n|\n)*)", re.MULTILINE)
HANDLER = re.compile(r"^( *).*=> \{\n(?:\1  .*\n|\n)*", re.MULTILINE)
FOCUS = re.compile(r"\.(focus|showModal)\(|giveBack\(")


def focused_late(script: str) -> Iterator[str]:
    """What an effect does itself; whoever listens in it comes with a key of their own."""
    for _, head, body in LATE.findall(script):
        for line in (head, *HANDLER.sub("", body).splitlines()):
            if FOCUS.search(line):
                yield line.strip()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_hook_moves_the_focus_a_frame_late(script: Path) -> None:
    """`useEffect` comes after the page is drawn, and by then somebody may have pressed a key."""
    assert list(focused_late(script.read_text(encoding="utf-8"))) == []


def test_a_focus_that_moves_late_is_found() -> None:
    hook = "function useIt() {\n  useEffect(() => {\n    card.focus();\n  }, []);\n}\n"
    assert list(focused_late(hook)) == ["card.focus();"]
    assert list(focused_late("  useEffect(() => card.focus(), []);\n")) == [
        "() => card.focus(), []);"
    ]
    assert list(focused_late(hook.replace("useEffect", "useLayoutEffect"))) == []
    key = "    const onKey = () => {\n      card.focus();\n    };"
    assert list(focused_late(hook.replace("    card.focus();", key))) == []
