"""What is generated says what the code says: `make docs` rewrites it."""

import json
import re
from pathlib import Path

import pytest

from diemcau.protocol import codec
from diemcau.protocol.codec import ACTS
from tests.support.generate import PROTOCOL, pages
from tests.support.meeting import CHAIR, at

PAGES = pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_generated_file_is_not_stale(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run `make docs`"


def examples() -> list[tuple[str, str]]:
    """Every act of the page as it is written there."""
    page = PROTOCOL.read_text(encoding="utf-8")
    found = re.search(r"generated: examples of acts -->\n```\n(.*?)\n```", page, re.DOTALL)
    assert found
    lines = (line.partition(" ") for line in found[1].splitlines())
    return [(act, args) for act, _, args in lines]


def test_every_example_of_an_act_is_taken_as_it_is_written() -> None:
    shown = examples()
    assert len(shown) > len(ACTS) / 2
    for act, args in shown:
        codec.command(act, json.loads(args), command_id="mot", at=at(0), actor=CHAIR)
