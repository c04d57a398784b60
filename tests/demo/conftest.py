"""A served demo of three sites that nobody plays."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from diemcau.config import Configuration
from diemcau.demo.options import Options
from tests.support.demo import House, opened, settings_in


@pytest.fixture
def settings(tmp_path: Path) -> Configuration:
    return settings_in(tmp_path)


@pytest.fixture
async def house(settings: Configuration) -> AsyncIterator[House]:
    async with opened(settings, Options(sites=3, speed=20)) as house:
        yield house
