"""The figures that may be asked for, as a file (`config/indicators.toml`)."""

from collections.abc import Sequence

import msgspec

from diemcau import resources
from diemcau.domain.nouns.returns import Indicator


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    indicator: tuple[Indicator, ...]


def shipped() -> Sequence[Indicator]:
    text = (resources.CONFIG / "indicators.toml").read_bytes()
    return msgspec.toml.decode(text, type=_File).indicator
