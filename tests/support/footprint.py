"""How much memory a process comes to hold (proc_pid_status(5), proc_pid_clear_refs(5))."""

from pathlib import Path
from typing import Final

MEBIBYTE: Final = 1024 * 1024


class Footprint:
    """From this moment on."""

    def __init__(self, pid: int) -> None:
        self._folder = Path(f"/proc/{pid}")
        (self._folder / "clear_refs").write_text("5")
        self.before = self._peak()

    def grown(self) -> int:
        """Bytes by which it was larger at its largest."""
        return self._peak() - self.before

    def _peak(self) -> int:
        lines = (self._folder / "status").read_text().splitlines()
        said = next(line for line in lines if line.startswith("VmHWM:"))
        return int(said.split()[1]) * 1024
