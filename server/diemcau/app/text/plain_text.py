"""Text that every format can hold: what was typed, without what only some of them can write.

Logs of before hold whatever people once pasted: letters in two pieces (NFD), the blanks and bullets
of word processors, signs that no XML may contain (XML 1.0, 2.2) or that end a line for the readers
of some format and not of others (iCalendar). A writer asks this first and then cannot fail. Nothing
that can be read is lost.
"""

import re
from typing import Final
from unicodedata import category, normalize

from diemcau.protocol.pasted import BLANKS, ENDS, SIGNS

_DROPPED: Final = frozenset({"Cc", "Cf", "Cs"})
"""Controls, what is invisible, and halves of signs."""
_NO_SIGN: Final = 0xFFFE
"""The last two of each plane are no signs and never will be (Unicode, 23.7)."""
_NO_SIGNS: Final = range(0xFDD0, 0xFDF0)
_SELDOM: Final = re.compile("[^\n\t -~¡-¬®-\u036f\u1e00-\u1eff–—‘’“”…]")
"""What is looked at one by one; all else of a Vietnamese text is as it should be."""


def plain(text: str) -> str:
    """Composed (NFC), one sign between lines whatever ended them, and blanks that are blanks."""
    lines = ENDS.sub("\n", text)
    return normalize("NFC", _SELDOM.sub(lambda found: _written(found[0]), lines))


def on_one_line(text: str) -> str:
    """The same with one blank between words."""
    return " ".join(plain(text).split())


def _written(sign: str) -> str:
    if category(sign) in _DROPPED or ord(sign) in _NO_SIGNS or ord(sign) & _NO_SIGN == _NO_SIGN:
        return ""
    return " " if BLANKS.match(sign) else SIGNS.get(ord(sign), sign)
