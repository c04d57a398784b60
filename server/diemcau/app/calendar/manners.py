"""Speaking times that offices are used to: offered whole, so that nobody has to weigh ten figures.

What is not a time of speaking stays as the conference has it.
"""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from diemcau.domain.nouns.conference import PRESETS, Settings
from diemcau.domain.nouns.terms import Kind

_BRIEF: Final = PRESETS | {Kind.REPORT: 600, Kind.STATEMENT: 300, Kind.COMMENT: 180}
_THOROUGH: Final = PRESETS | {Kind.REPORT: 1200, Kind.STATEMENT: 600, Kind.COMMENT: 420}
MANNERS: Final[Mapping[str, Settings]] = {
    "usual": Settings(),
    "brief": Settings(presets=_BRIEF | {Kind.PROPOSAL: 180, Kind.ANSWER: 180}, second_speech=120),
    "thorough": Settings(presets=_THOROUGH | {Kind.ANSWER: 420}, second_speech=300),
}
"""A quarter's briefing (rules §4.9), one called at short notice, one about a single subject."""


def in_manner(settings: Settings, manner: Settings) -> Settings:
    return replace(settings, presets=manner.presets, second_speech=manner.second_speech)
