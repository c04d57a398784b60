"""Every contract suite runs against every store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from diemcau.adapters.store import Store, open_store
from tests.support.store import DURABLE, fresh


@pytest.fixture(params=["memory", *DURABLE])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    opened = open_store(await fresh(request.param, tmp_path))
    yield opened
    await opened.close()


@pytest.fixture(params=DURABLE)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store that outlives its opening."""
    return await fresh(request.param, tmp_path)
