"""What templates were compiled to, kept beside them as Python keeps what it compiled itself.

How this works: to compile all of them takes a server two seconds of its start, to find them
compiled a twentieth of one. The library checks the source it was made of and Python's own number;
the folder is named by the rest that decides. Where nobody may write, or Python is told not to,
nothing is kept and nothing is lost.
"""

import hashlib
import sys
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from typing_extensions import override


class KeptCompiled(FileSystemBytecodeCache):
    """Of environments made in this manner; `manner` are the options of `Environment`."""

    def __init__(self, folder: Path, manner: dict[str, Any]) -> None:
        told = repr((jinja2.__version__, sorted(manner.items())))
        name = hashlib.sha256(told.encode()).hexdigest()[:12]
        super().__init__(str(folder), f"{name}-%s.template")

    @override
    def load_bytecode(self, bucket: Bucket) -> None:
        """Half a file is none."""
        try:
            super().load_bytecode(bucket)
        except (EOFError, OSError, UnpicklingError, ValueError):
            bucket.reset()

    @override
    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
