"""The folder in which our Janus lives: what it may load, where it listens, and its secrets.

Nothing of the distribution's own configuration is used: it opens ports to all the world. Two
libraries by link and no others, one socket in the folder that only we can reach.
"""

import os
import secrets
import shutil
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

LIBRARIES: Final = (*Path("/usr/lib").glob("*/janus"), Path("/usr/lib/janus"))
PLUGIN: Final = "libjanus_videoroom.so"
TRANSPORT: Final = "libjanus_websockets.so"
NOBODY: Final = "nobody"
NOGROUP: Final = "nogroup"
UNPRIVILEGED: Final = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOGROUP}", "--clear-groups"),
    *("--no-new-privs", "--bounding-set=-all"),
)
"""Words before a program that root starts and that must not be root."""
LONGEST_PATH: Final = 100
"""Bytes that the path of a socket may have, of 107 that Linux takes."""
PUBLISHERS: Final = 3500
"""That a room takes: a nationwide conference has 3,321 sites."""


class Keys(NamedTuple):
    """Secrets between us and Janus, and where it puts recordings."""

    api: str
    admin: str
    room: str
    recordings: Path
    publishers: int = PUBLISHERS


class Ports(NamedTuple):
    """UDP, the first and the last: one for each venue that sends and one for each that receives."""

    first: int = 21_000
    last: int = 28_999


class JanusFolder(NamedTuple):
    path: Path
    ports: Ports = Ports()
    interface: str = ""
    plugin: str = PLUGIN

    @property
    def loaded(self) -> Mapping[str, str]:
        """Kind → its one library."""
        return {"plugins": self.plugin, "transports": TRANSPORT}

    @property
    def socket(self) -> Path:
        return self.path / "janus.sock"

    @property
    def admin_socket(self) -> Path:
        """Where it tells what it does: to us alone, as all of the folder."""
        return self.path / "admin.sock"

    @property
    def recordings(self) -> Path:
        return self.path / "recordings"

    @property
    def configuration(self) -> Path:
        return self.path / "conf"

    def listens(self) -> bool:
        """Its socket is there a moment before it may be talked to."""
        with socket.socket(socket.AF_UNIX) as door, suppress(OSError):
            return door.connect_ex(str(self.socket)) == 0
        return False

    def furnish(self) -> Keys:
        """Written anew at each start, but for the secrets: a Janus that outlived us knows them."""
        for name in ("conf", "empty", "recordings", *self.loaded):
            (self.path / name).mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)
        for kind, name in self.loaded.items():
            _link(self.path / kind / name, library(kind, name))
        keys = self.keys()
        for name, text in _files(self, keys).items():
            (self.configuration / name).write_text(text, encoding="utf-8")
        if os.geteuid() == 0:
            _give_away(self.path)
        return keys

    def keys(self) -> Keys:
        api, admin, room = (_secret(self.path / f"{name}.key") for name in ("api", "admin", "room"))
        return Keys(api, admin, room, self.recordings.absolute())


def _give_away(path: Path) -> None:
    """To the user as whom it runs where we are root; we may enter in any case."""
    for each in (path, *path.rglob("*")):
        if not each.is_symlink():
            shutil.chown(each, NOBODY, NOGROUP)


def _secret(path: Path) -> str:
    """Kept for the next time, for our eyes only."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(16))
    return path.read_text(encoding="ascii")


def library(kind: str, name: str) -> Path | None:
    """Where the distribution has put it; nothing where it has not."""
    places = (each / kind / name for each in LIBRARIES)
    return next((place for place in places if place.exists()), None)


def _link(at: Path, to: Path | None) -> None:
    at.unlink(missing_ok=True)
    if to is not None:
        at.symlink_to(to)


def _files(folder: JanusFolder, keys: Keys) -> dict[str, str]:
    here, ports = folder.path.absolute(), folder.ports
    only = f'ice_enforce_list = "{folder.interface}"' if folder.interface else ""
    return {
        "janus.jcfg": f"""general: {{
  configs_folder = "{here}/conf"
  plugins_folder = "{here}/plugins"
  transports_folder = "{here}/transports"
  events_folder = "{here}/empty"
  loggers_folder = "{here}/empty"
  debug_level = 3
  debug_colors = false
  api_secret = "{keys.api}"
  admin_secret = "{keys.admin}"
  server_name = "diemcau"
  session_timeout = 60
  reclaim_session_timeout = 60
}}
media: {{ rtp_port_range = "{ports.first}-{ports.last}" no_media_timer = 2 slowlink_threshold = 4 }}
nat: {{ nice_debug = false {only} }}
""",
        "janus.plugin.videoroom.jcfg": f"""general: {{
  admin_key = "{keys.admin}" lock_rtp_forward = true string_ids = true
}}
""",
        "janus.transport.websockets.jcfg": f"""general: {{
  json = "compact" ws = true ws_unix = "{here}/janus.sock" ws_logging = "err,warn"
}}
admin: {{ admin_ws = true admin_ws_unix = "{here}/admin.sock" }}
""",
    }
