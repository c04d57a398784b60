"""What may stand in an update of a shared text, read before any library takes it in.

How this works. An update (Yjs, format 1) holds, for each hand that wrote, a run of pieces
counted in UTF-16 units, and which of all pieces are struck out. Ours hold words and words
struck out, all in the one text named `TEXT`. Anything else is refused by name: a library
that merges would take in a picture or a second text as gladly, and keep it for ever.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from diemcau.domain.nouns.record import UpdateForeign, UpdateUnreadable

TEXT: Final = "text"
"""The name of the one text in a document."""
MOST_UNITS: Final = 2**31
MOST_BYTES_OF_A_NUMBER: Final = 8

_STRUCK, _WORDS, _GAP = 1, 4, 10
_KIND, _INSIDE, _BEFORE, _AFTER = 0x1F, 0x20, 0x40, 0x80

Clocks = Mapping[int, int]
"""Hand → how many units of it there are."""


class Spot(NamedTuple):
    """A unit of a hand, which others stand beside."""

    hand: int
    clock: int


class Insertion(NamedTuple):
    """What one hand wrote in one go, from its unit `clock` on, between two others as it saw them; a
    gap stands for what is told elsewhere.
    """

    hand: int
    clock: int
    units: int
    after: Spot | None = None
    before: Spot | None = None
    gap: bool = False

    @property
    def end(self) -> int:
        return self.clock + self.units


class Update(NamedTuple):
    """How far it takes each hand, and how far each must have come for what it strikes out."""

    writes: Clocks
    strikes: Clocks


def read(update: bytes) -> Update:
    """Raises `UpdateUnreadable` or `UpdateForeign`."""
    reader = _Reader(update)
    written = ((each.hand, each.end) for each in _written(reader))
    told = Update(_furthest(written), _furthest(_struck(reader)))
    if not reader.at_end:
        raise UpdateUnreadable
    return told


def pieces(update: bytes) -> Sequence[Insertion]:
    """Those of one hand in their order. Raises what `read` does."""
    return list(_written(_Reader(update)))


def clocks(state: bytes) -> Clocks:
    """A state vector: what the library says of a document it holds."""
    reader = _Reader(state)
    return {reader.number(): reader.number() for _ in range(reader.number())}


def _furthest(told: Iterable[tuple[int, int]]) -> Clocks:
    furthest: dict[int, int] = {}
    for hand, clock in told:
        furthest[hand] = max(furthest.get(hand, 0), clock)
    return furthest


def _written(reader: "_Reader") -> Iterator[Insertion]:
    for _ in range(reader.number()):
        many, hand, clock = reader.number(), reader.number(), reader.number()
        for _ in range(many):
            piece = _piece(reader, hand, clock)
            if not piece.units:
                raise UpdateUnreadable
            clock = _bounded(piece.end)
            yield piece


def _piece(reader: "_Reader", hand: int, clock: int) -> Insertion:
    """Its length is never nothing; where it stands in the text is the library's to know."""
    info = reader.byte()
    if info & _KIND == _GAP:
        return Insertion(hand, clock, reader.number(), gap=True)
    after, before = (
        Spot(reader.number(), reader.number()) if info & side else None
        for side in (_AFTER, _BEFORE)
    )
    if not info & (_AFTER | _BEFORE) and (reader.number() != 1 or reader.words() != TEXT):
        raise UpdateForeign
    if info & _INSIDE:
        raise UpdateForeign
    return Insertion(hand, clock, _units(reader, info & _KIND), after, before)


def _units(reader: "_Reader", kind: int) -> int:
    match kind:
        case int(kind) if kind == _STRUCK:
            return reader.number()
        case int(kind) if kind == _WORDS:
            return len(reader.words().encode("utf-16-le")) // 2
        case _:
            raise UpdateForeign


def _struck(reader: "_Reader") -> Iterator[tuple[int, int]]:
    for _ in range(reader.number()):
        hand = reader.number()
        for _ in range(reader.number()):
            yield hand, _bounded(reader.number() + reader.number())


def _bounded(units: int) -> int:
    if units >= MOST_UNITS:
        raise UpdateUnreadable
    return units


class _Reader:
    """Bytes, taken from the front."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def at_end(self) -> bool:
        return self._at == len(self._data)

    def byte(self) -> int:
        return self._take(1)[0]

    def number(self) -> int:
        """Seven bits a byte, the lowest first."""
        number = 0
        for place in range(MOST_BYTES_OF_A_NUMBER):
            byte = self.byte()
            number |= (byte & 0x7F) << 7 * place
            if byte < 0x80:  # noqa: PLR2004 – the highest bit says that more follows
                return number
        raise UpdateUnreadable

    def words(self) -> str:
        try:
            return self._take(self.number()).decode()
        except UnicodeDecodeError as wrong:
            raise UpdateUnreadable from wrong

    def _take(self, size: int) -> bytes:
        begins, self._at = self._at, self._at + size
        if self._at > len(self._data):
            raise UpdateUnreadable
        return self._data[begins : self._at]
