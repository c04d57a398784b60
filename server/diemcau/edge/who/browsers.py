"""What a browser and its system are called, by the first sign of each in what it says of itself.

It says what it likes: this is for its owner to tell a phone from a laptop, and decides nothing.
"""

from collections.abc import Mapping
from typing import Final

BROWSERS: Final[Mapping[str, str]] = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "coc_coc_browser": "Cốc Cốc",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""Its sign → its name; most name those they descend from too, so the youngest come first."""
SYSTEMS: Final[Mapping[str, str]] = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_called(agent: str) -> str:
    """`Firefox – Windows`; whatever is none we know says its own first word."""
    told = (_first(BROWSERS, agent), _first(SYSTEMS, agent))
    return " – ".join(filter(None, told)) or agent.partition(" ")[0]


def _first(signs: Mapping[str, str], agent: str) -> str:
    return next((name for sign, name in signs.items() if sign in agent), "")
