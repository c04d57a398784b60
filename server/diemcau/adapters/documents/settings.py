"""Where files lie that were printed."""

from typing import Annotated

from msgspec import Meta, Struct


class DocumentSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`folder` keeps what was printed; empty: until the server stops. `room` in bytes."""

    folder: str = "var/papers"
    room: Annotated[int, Meta(ge=0)] = 1024 * 1024 * 1024
