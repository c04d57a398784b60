"""Which lines of the house outside `domain/` and `protocol/` the tests reach, almost for nothing.

coverage.py is called at each line of everything, which makes a test of a page two to four times
as slow. SlipCover puts its question into the lines of the house alone, as they are loaded: one
call of C each. A plugin, since the questions have to be there before anything is loaded:

    pytest -p tests.support.reached
"""

import json
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, wrap_spec_from_file_location

SOURCE: Final = "server/diemcau"
PURE: Final = (f"{SOURCE}/domain/*", f"{SOURCE}/protocol/*")
"""Of these coverage.py tells every branch (`uncounted.py`)."""
FOLDER: Final = Path(__file__).parents[2] / ".reached"


COUNTED: Final = Slipcover(immediate=True, omit=list(PURE))
FILES: Final = FileMatcher([SOURCE], list(PURE))
ImportManager(COUNTED, FILES).__enter__()
wrap_spec_from_file_location(COUNTED, FILES)  # so Alembic loads what it moves databases by


def _worker(config: pytest.Config) -> str:
    """Nothing where there are none, and of whoever hands the work out."""
    told: dict[str, Any] = getattr(config, "workerinput", {})
    return str(told.get("workerid", ""))


def pytest_sessionstart(session: pytest.Session) -> None:
    if not _worker(session.config):
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Each worker writes what it saw; who hands the work out adds what nobody loaded."""
    worker = _worker(session.config)
    COUNTED.source = None if worker else [SOURCE]
    told = json.dumps(COUNTED.get_coverage())
    (FOLDER / f"{worker or 'all'}.json").write_text(told, encoding="utf-8")
