"""What our Janus may load and where it listens, and what a machine lacks for it."""

import os
import socket
from pathlib import Path

import pytest
from msgspec.structs import replace

from diemcau.adapters.janus import MediaSettings, OneJanus, chosen, lacking, ports_taken
from diemcau.adapters.janus.folder import JanusFolder, Ports, library
from diemcau.bootstrap.inspecting import said


def told(**settings: object) -> str:
    asked = MediaSettings(**settings)  # type: ignore[arg-type]
    return "\n".join(said([*lacking(asked), *ports_taken(asked)]))


def test_it_loads_two_libraries_and_listens_on_a_socket_of_its_own(
    tmp_path: Path,
) -> None:
    folder = JanusFolder(tmp_path / "janus", Ports(30_000, 30_099), "eth0")
    folder.furnish()
    whole = (folder.configuration / "janus.jcfg").read_text(encoding="utf-8")
    assert 'rtp_port_range = "30000-30099"' in whole
    assert 'ice_enforce_list = "eth0"' in whole
    transport = (folder.configuration / "janus.transport.websockets.jcfg").read_text("utf-8")
    assert f'ws_unix = "{folder.socket}"' in transport
    assert "ws_port" not in transport
    if library("plugins", "libjanus_videoroom.so"):
        linked = [path.name for name in ("plugins", "transports") for path in _in(folder, name)]
        assert linked == ["libjanus_videoroom.so", "libjanus_websockets.so"]


def _in(folder: JanusFolder, name: str) -> list[Path]:
    return sorted((folder.path / name).iterdir())


def test_its_secrets_are_its_own_and_stay(tmp_path: Path) -> None:
    folder = JanusFolder(tmp_path / "janus")
    keys = folder.furnish()
    assert len({keys.api, keys.admin, keys.room}) == 3
    assert folder.furnish() == keys
    assert folder.path.stat().st_mode & 0o077 == 0
    assert all(
        (folder.path / f"{name}.key").stat().st_mode & 0o077 == 0 for name in ("api", "room")
    )


def test_without_a_media_server_nothing_is_lacking_and_none_is_opened() -> None:
    assert told() == ""
    assert chosen(MediaSettings()) == []
    assert len(chosen(MediaSettings(janus="child"))) == 1
    second = OneJanus(janus="/run/janus-2.sock", folder="2", first_port=1, last_port=2)
    assert len(chosen(MediaSettings(janus="child", more=(second,)))) == 2


def test_what_is_lacking_is_said_in_words(tmp_path: Path) -> None:
    folder = str(tmp_path)
    there = {"janus": "child", "folder": folder, "program": ("true",)}
    assert "apt-get install janus" in told(**{**there, "program": ("no-such-janus",)})
    assert "No Janus listens" in told(janus=str(tmp_path / "none.sock"), folder=folder)
    assert "too long" in told(**{**there, "folder": "/tmp/" + "x" * 200})
    assert "No Janus" not in told(janus="ws://other.example.vn:8188/", folder=folder)
    second = OneJanus(janus="child", folder=folder, first_port=30_000, last_port=30_099)
    assert "have the same folder" in told(**there, more=(second,))
    assert "have the same folder" not in told(
        **there, more=(replace(second, folder=str(tmp_path / "2")),)
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("", 0))
        port = taken.getsockname()[1]
        assert f"UDP port {port}" in told(**there, first_port=port, last_port=port)
        taking = replace(second, folder=str(tmp_path / "2"), first_port=port, last_port=port)
        assert f"UDP port {port}" in told(**there, more=(taking,))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts it as nobody")
def test_a_folder_that_nobody_may_enter_is_said(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    here = {"janus": "child", "program": ("true",)}
    assert f"may not enter {closed}" in told(**here, folder=str(closed / "janus"))
    closed.chmod(0o711)
    assert f"may not enter {closed}" not in told(**here, folder=str(closed / "janus"))
