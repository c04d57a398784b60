"""What the tables hold of one account, and what is emptied in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from diemcau.domain.nouns.ids import BodyId


class Emptied(NamedTuple):
    """Which columns of a table, once the moment in `since` lies before some day."""

    table: str
    since: str
    columns: tuple[str, ...]


class PersonalRows(Protocol):
    async def of(
        self, login: str, columns: Mapping[str, Sequence[str]]
    ) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """By table, of every row that is this account's what stands in those columns, and when."""

    async def empty(self, what: Emptied, body: BodyId, before: datetime) -> int:
        """In how many rows of this body something was there. Their number stays what it was."""
