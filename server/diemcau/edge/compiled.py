"""What templates were compiled to, kept beside them as Python keeps what it compiled itself.

How this works: to compile all of them takes a server two seconds of its start, to find them
compiled a twentieth of one. A file is sealed over the source it was made of, the versions and the
manner it was made by and the code in it; whatever does not agree is compiled again. Where nobody
may write, or Python is told not to, nothing is kept and nothing is lost.
"""

import hashlib
import importlib.util
import marshal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from typing_extensions import override

_SEAL: Final = hashlib.sha256().digest_size
_MADE_BY: Final = importlib.util.MAGIC_NUMBER + jinja2.__version__.encode()


class KeptCompiled(BytecodeCache):
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @override
    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            kept = self._path(bucket).read_bytes()
            if kept[:_SEAL] == _seal(bucket, kept[_SEAL:]):
                bucket.code = marshal.loads(kept[_SEAL:])  # noqa: S302 – as safe as its source

    @override
    def dump_bytecode(self, bucket: Bucket) -> None:
        """Whole or not at all: others may write the same at the same time."""
        if sys.dont_write_bytecode:
            return
        code = marshal.dumps(bucket.code)
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(_seal(bucket, code) + code)
            Path(file.name).replace(self._path(bucket))

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.template"


def _seal(bucket: Bucket, code: bytes) -> bytes:
    env = bucket.environment
    manner = repr((env.trim_blocks, env.lstrip_blocks, env.autoescape, env.optimized))
    said = (_MADE_BY, manner.encode(), bucket.checksum.encode(), code)
    return hashlib.sha256(b"\n".join(said)).digest()
