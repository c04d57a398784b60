"""Files that were made and may be asked for again: of so many bytes together."""

from collections import OrderedDict
from collections.abc import Hashable


class Shelf:
    """What was asked for longest ago makes room; what is larger than all the room is not kept."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def find(self, name: Hashable) -> bytes | None:
        if name in self._kept:
            self._kept.move_to_end(name)
        return self._kept.get(name)

    def put(self, name: Hashable, file: bytes) -> None:
        self._room -= len(file)
        self._kept[name] = file
        while self._room < 0:
            _, oldest = self._kept.popitem(last=False)
            self._room += len(oldest)
