"""The fields that a register of petitions begins with (`config/petition-fields.toml`)."""

from collections.abc import Sequence

import msgspec

from diemcau import resources
from diemcau.domain.petitions.nouns.settings import PetitionField


class _Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    field: tuple[PetitionField, ...]


def shipped() -> Sequence[PetitionField]:
    text = (resources.CONFIG / "petition-fields.toml").read_bytes()
    return msgspec.toml.decode(text, type=_Fields).field
