"""What is kept matters here, so each attack is tried on both databases."""

from pathlib import Path

import pytest

from tests.support.store import DURABLE, fresh


@pytest.fixture(params=DURABLE)
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty store."""
    return await fresh(request.param, tmp_path)
