"""What browsers write with Yjs, the server merges into the same text, and refuses none of it."""

import json
import subprocess
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from diemcau.domain.rules import text

ROOT = Path(__file__).resolve().parents[1]
WRITERS = ["--import", "./tests/js/register.js", "tests/js/support/writers.js"]


@pytest.mark.parametrize("seed", [1, 2])
def test_what_three_browsers_write_at_once_is_one_text_on_the_server_too(seed: int) -> None:
    for note in written(seed, notes=40):
        document, shown = text.EMPTY, ""
        for update in map(b64decode, note["sent"]):
            document, shown = text.accepted(document, update)
            assert text.accepted(document, update).document == document
        assert shown == note["text"]


def written(seed: int, notes: int) -> list[dict[str, Any]]:
    command = [str(ROOT / ".venv/bin/node"), *WRITERS, str(seed), str(notes)]
    said = subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout
    sessions: list[dict[str, Any]] = json.loads(said)
    return sessions
