"""Somebody who writes in a shared text with Yjs, as a browser does, at whatever distance."""

from pycrdt import Doc, Text

from diemcau.domain.rules import text as text_rules
from diemcau.domain.rules import updates


class Writer:
    """`hand` is the number under which they write, drawn by lot in a browser."""

    def __init__(self, document: bytes = text_rules.EMPTY, *, hand: int) -> None:
        self._doc = Doc[Text](client_id=hand)
        self._shared = self._doc.get(updates.TEXT, type=Text)
        self._told = b"\0"
        self.hear(document)
        self._told = self._doc.get_state()

    @property
    def text(self) -> str:
        return str(self._shared)

    @property
    def document(self) -> bytes:
        """Everything that is known here."""
        return self._doc.get_update()

    def hear(self, update: bytes) -> None:
        """What others did arrives, or the document as it stands."""
        self._doc.apply_update(update)

    def put(self, at: int, words: str) -> None:
        self._shared.insert(self._bytes(at), words)

    def strike(self, at: int, length: int) -> None:
        del self._shared[self._bytes(at) : self._bytes(at + length)]

    def update(self) -> bytes:
        """What was done since the last one."""
        told, self._told = self._told, self._doc.get_state()
        return self._doc.get_update(told)

    def _bytes(self, letters: int) -> int:
        return len(self.text[:letters].encode())
