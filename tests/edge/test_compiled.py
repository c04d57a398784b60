"""Compiled templates are kept, and what is kept is never another template than the one there is."""

import sys
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from typing_extensions import override

from diemcau.edge.showing.compiled import KeptCompiled


class Counting(Environment):
    """Knows how often it had to compile."""

    compiled = 0

    @override
    def compile(self, *args: Any, **kwargs: Any) -> CodeType:  # type: ignore[override]
        self.compiled += 1
        made = super().compile(*args, **kwargs)
        assert isinstance(made, CodeType)
        return made


def drawn(folder: Path, source: str = "Kính gửi {{ name }}", **manner: Any) -> tuple[str, int]:
    """By a server that starts: what it draws, and how often it compiled for it."""
    loader = DictLoader({"letter.html": source})
    env = Counting(loader=loader, bytecode_cache=KeptCompiled(folder, manner), **manner)
    return env.get_template("letter.html").render(name="Ba Đình\n"), env.compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__"


def test_the_next_server_finds_compiled_what_the_first_compiled(folder: Path) -> None:
    assert drawn(folder) == ("Kính gửi Ba Đình\n", 1)
    assert drawn(folder) == ("Kính gửi Ba Đình\n", 0)
    assert len(list(folder.iterdir())) == 1


def test_another_source_or_another_manner_is_compiled_again(folder: Path) -> None:
    drawn(folder)
    assert drawn(folder, "Gửi {{ name }}") == ("Gửi Ba Đình\n", 1)
    assert drawn(folder, "Gửi {{ name }}", autoescape=True)[1] == 1
    assert drawn(folder, "Gửi {{ name }}") == ("Gửi Ba Đình\n", 0)


@pytest.mark.parametrize("left", [0, 10, 40, -1])
def test_half_a_file_is_compiled_again(folder: Path, left: int) -> None:
    drawn(folder)
    [kept] = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:left])
    assert drawn(folder) == ("Kính gửi Ba Đình\n", 1)


def test_where_nobody_may_write_it_is_compiled_every_time(folder: Path) -> None:
    folder.write_text("not a folder", encoding="utf-8")
    assert [drawn(folder)[1] for _ in range(2)] == [1, 1]


def test_where_python_keeps_nothing_neither_is_this_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [drawn(folder)[1] for _ in range(2)] == [1, 1]
    assert not folder.exists()
