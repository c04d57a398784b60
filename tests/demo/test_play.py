"""`diemcau demo --play`: a whole morning through the public protocol, at a run."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from diemcau.adapters.store import open_store
from diemcau.app.ports import PublishedPaper
from diemcau.app.verification import verify
from diemcau.config import Settings
from diemcau.demo import place
from diemcau.demo.options import Options
from diemcau.demo.show import Ending, show
from diemcau.domain import papers
from diemcau.domain.state import Meeting
from diemcau.domain.terms import Kind, Readers, Stage
from tests.support.log import replayed

SITES = 6


@pytest.fixture(scope="module")
async def ending(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ending]: ...
