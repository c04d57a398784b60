"""One conference as a file: anybody proves it with the rule in `docs/proving.md` alone, and what
somebody changes in it is found.
"""

import asyncio
import hashlib
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from diemcau.__main__ import main
from diemcau.adapters.store import migrate, open_store
from diemcau.app.ports.files import StoredFile, in_pieces
from diemcau.domain.nouns.ids import CommandId
from diemcau.protocol.anchors import found_in
from diemcau.protocol.records import GENESIS, seal
from tests.support.meeting import START, WHOLE_MORNING, history
from tests.support.room import MEETING

ROOT = Path(__file__).parents[2]
COPY = b"%PDF-1.7 Th\xc3\xb4ng b\xc3\xa1o" * 9000
"""More than a piece of it, and no multiple of three."""
NAMED = "/files/giao-ban-2024-q1/" + "0" * 64


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Of a conference to which a file was brought."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'store.sqlite3'}"
    monkeypatch.setenv("DIEMCAU_STORE__URL", url)
    handlers = logging.getLogger().handlers[:]
    asyncio.run(held(url))
    path = tmp_path / "conference.jsonl"
    assert main(["export", MEETING, "--to", str(path)]) == 0
    yield path
    logging.getLogger().handlers[:] = handlers


async def held(url: str) -> None:
    await migrate(url)
    store = open_store(url)
    digest = hashlib.sha256(COPY).hexdigest()
    events = history(WHOLE_MORNING)
    log = seal(MEETING, GENESIS, 1, CommandId("scene"), events)
    await store.events.append(MEETING, log)
    await store.files.put(
        StoredFile(
            meeting=MEETING,
            digest=digest,
            name="Thông báo.pdf",
            media_type="application/pdf",
            size=len(COPY),
            at=START,
            by="Văn phòng",
        ),
        in_pieces(COPY),
    )
    await store.close()


def by_the_page(path: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """The very lines of the page, run by a Python that knows nothing of ours."""
    page = (ROOT / "docs/proving.md").read_text(encoding="utf-8")
    [lines] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    script = folder / "prove.py"
    script.write_text(lines, encoding="utf-8")
    command = [sys.executable, "-I", str(script), str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def edited(path: Path, number: int, **fields: object) -> None:
    """A line of it, counted from 1, says something else."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[number - 1] = json.dumps({**json.loads(lines[number - 1]), **fields})
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_ten_lines_prove_an_export_and_say_its_anchor(export: Path, tmp_path: Path) -> None:
    proof = by_the_page(export, tmp_path)
    assert proof.returncode == 0, proof.stderr
    [anchor] = found_in(proof.stdout)
    last = [json.loads(line) for line in export.read_text().splitlines() if '"seq"' in line][-1]
    assert (anchor.head.seq, anchor.head.digest.hex()) == (last["seq"], last["digest"])


def test_the_page_is_ten_lines_long() -> None:
    page = (ROOT / "docs/proving.md").read_text(encoding="utf-8")
    [lines] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len([line for line in lines.splitlines() if line.strip()]) <= 13


@pytest.mark.parametrize(
    "forged",
    [{"body": '{"text":"khác"}'}, {"name": "opinion.withdrawn"}, {"command": "x"}, {"seq": 9}],
    ids=str,
)
def test_ten_lines_and_the_product_name_a_record_that_was_changed(
    export: Path, tmp_path: Path, forged: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    edited(export, 5, **forged)
    assert "record 4" in by_the_page(export, tmp_path).stderr
    assert main(["verify", "--export", str(export)]) == 1
    assert "record 4 is not what was written" in capsys.readouterr().out


def test_a_changed_file_is_named(
    export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(export, len(export.read_text().splitlines()), content="JVBERg==")
    assert "Thông báo.pdf" in by_the_page(export, tmp_path).stderr
    assert main(["verify", "--export", str(export)]) == 1
    assert hashlib.sha256(COPY).hexdigest() in capsys.readouterr().out


def test_the_product_proves_an_export_without_its_store(
    export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The scene names a copy that nobody brought, and that is all there is to say."""
    (tmp_path / "store.sqlite3").unlink()
    assert main(["verify", "--export", str(export)]) == 1
    digest = NAMED.rsplit("/", 1)[1]
    said = capsys.readouterr().out
    assert said == f"{MEETING}: the file {digest}, which the log names, is not here.\n"


def test_an_export_that_is_shorter_than_an_anchor_was_cut_off(
    export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "anchor.txt").write_text(by_the_page(export, tmp_path).stdout, encoding="utf-8")
    kept = ["verify", "--export", str(export), "--against", str(tmp_path / "anchor.txt")]
    main(kept)
    assert "cut off" not in capsys.readouterr().out
    lines = export.read_text(encoding="utf-8").splitlines()
    shorter = [line for line in lines if '"seq"' not in line or json.loads(line)["seq"] <= 40]
    export.write_text("\n".join(shorter) + "\n", encoding="utf-8")
    assert by_the_page(export, tmp_path).returncode == 0
    assert main(kept) == 1
    assert "records are cut off: 40 is the last here" in capsys.readouterr().out


def test_an_export_is_for_its_owner_alone_and_never_written_over(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export.stat().st_mode & 0o777 == 0o600
    before = export.read_bytes()
    assert main(["export", MEETING, "--to", str(export)]) == 1
    assert "Not written" in capsys.readouterr().err
    assert export.read_bytes() == before


def test_a_conference_that_there_is_not_is_said(
    export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "khong-co"]) == 1
    assert "no log is here" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content", ["", "x\n", '{"format":"other","meeting":"m"}\n', '{"file":7}\n']
)
def test_what_is_no_export_is_said(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.jsonl").write_text(content)
    assert main(["verify", "--export", str(tmp_path / "no.jsonl")]) == 2
    assert "Not an export" in capsys.readouterr().err
