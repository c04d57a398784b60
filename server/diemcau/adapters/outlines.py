"""The outlines that an office begins from, as a file (`config/outlines.toml`)."""

from collections.abc import Sequence

import msgspec

from diemcau import resources
from diemcau.app.calendar.beginnings import Outline


class _Outlines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    outline: tuple[Outline, ...]


def shipped() -> Sequence[Outline]:
    text = (resources.CONFIG / "outlines.toml").read_bytes()
    return msgspec.toml.decode(text, type=_Outlines).outline
