"""Columns of persons in a table of petitions: taken out before anybody sees the rest, and dropped
or kept apart, as the secretary chose. A line and whose it is find each other again by the words
that are left of the line, so that neither names the other.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from diemcau.app.petitions.petitioners import Petitioner
from diemcau.app.petitions.sheets import heads_of

_COLUMNS: Final = {"person_name": "name", "person_address": "address", "person_phone": "phone"}
LONGEST: Final = 200


class WithoutPersons(NamedTuple):
    """The lines with columns of persons emptied, how many columns those were, and who stood in them
    by the line that is left (`left_of`).
    """

    text: str
    columns: int
    persons: Mapping[str, Petitioner]


def apart(text: str) -> WithoutPersons:
    places, kept = dict[int, str](), list[str]()
    persons = dict[str, Petitioner]()
    for line in text.split("\n"):
        cells = line.split("\t")
        if heads := heads_of(cells):
            places |= {at: _COLUMNS[head] for at, head in enumerate(heads) if head in _COLUMNS}
        elif places:
            who = _named(cells, places)
            cells = ["" if at in places else cell for at, cell in enumerate(cells)]
            if who:
                persons[left_of("\t".join(cells))] = who
        kept.append("\t".join(cells))
    return WithoutPersons("\n".join(kept), len(places), persons)


def left_of(line: str) -> str:
    """What a line is known by once nobody stands in it."""
    return hashlib.sha256(" ".join(line.split()).encode()).hexdigest()[:24]


def _named(cells: Sequence[str], places: Mapping[int, str]) -> Petitioner:
    said = {name: cells[at] for at, name in places.items() if at < len(cells)}
    return Petitioner(**{name: " ".join(cell.split())[:LONGEST] for name, cell in said.items()})
