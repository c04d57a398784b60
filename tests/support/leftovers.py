"""What tests start ends with them, also when they fail, are interrupted or are killed."""

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.support import guard


@cache
def folder() -> Path:
    """Of this process, and with it the guard (`guard`) of all that is started from now on."""
    made = Path(tempfile.mkdtemp(prefix="diemcau-tests-"))
    made.chmod(0o711)  # whoever runs the databases has to get to theirs
    os.environ[guard.NAME] = str(made)
    watching = subprocess.Popen(
        [sys.executable, "-I", "-S", guard.__file__, str(made)],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    atexit.register(watching.communicate)
    return made
