"""Marks of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT as a stamp of its own, in the text or in the name.

A word is none: "mật độ", "mật khẩu" and a sentence about secrets may come in. A stamp on a scanned
page is a picture and is not seen; that is why whoever brings a file says that there is none.
"""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

_STAMP: Final = re.compile(
    r"(TUYỆT |TỐI )?MẬT[.!]?|(?i:độ (?:bí )?mật) ?:? ?(?i:(?:tuyệt |tối )?mật)[.!]?"
)
_IN_NAME: Final = re.compile(
    r"(?:tuyệt|tối)[\s_\-]+mật|(?:^|[_\-.,\[(])\s*mật(?=\s*(?:$|[\])_\-.,]))"
)
"""Set apart by signs: "báo cáo (mật)", "MẬT - báo cáo"; a space alone does not."""


def stamped(lines: Iterable[str]) -> bool:
    """Whether one of the lines is a stamp and nothing else."""
    return any(_STAMP.fullmatch(_even(line)) for line in lines)


def named(name: str) -> bool:
    """Whether a title or the name of a file says so, also by MẬT among small letters."""
    plain = normalize("NFC", name)
    shouts = "MẬT" in re.findall(r"\w+", plain) and plain.rpartition(".")[0].upper() not in plain
    return shouts or bool(_IN_NAME.search(plain.casefold()))


def _even(line: str) -> str:
    """Capitals as they are: a stamp has nothing else. Letters spaced out stand together again."""
    words = " ".join(normalize("NFC", line).split())
    spaced = re.fullmatch(r"(\S )+\S", words) is not None
    return words.replace(" ", "") if spaced else words
