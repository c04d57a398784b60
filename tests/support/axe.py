"""What axe-core finds on a page as it stands: WCAG 2.1 A and AA, serious and critical only."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

SCRIPT = Path(__file__).parents[1] / "js/node_modules/axe-core/axe.min.js"
GRAVE = ("serious", "critical")
ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],
}

with_axe = pytest.mark.skipif(
    not SCRIPT.exists(), reason="axe-core is not set up: `make js-setup` does it"
)


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


async def grave(page: Page) -> list[str]:
    """One line for each thing found: the rule, what it asks, where, and why."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_script())
    report = await page.evaluate("asked => axe.run(document, asked)", ASKED)
    return [
        f"{found['id']} ({found['help']}): {' '.join(node['target'])} – {_why(node)}"
        for found in report["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node["failureSummary"]).split())
