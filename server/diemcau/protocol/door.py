r"""The door for text: whatever people and programs send is written in one way (house rule 18).

How this works. Nothing is refused for a sign that nobody saw: people paste from other programs,
and cannot find what they are told is wrong. What cannot be kept or shown is dropped, what means
something else is written as that, and coming in twice changes nothing. Only what comes in is
read here, never what was stored: logs of before load as they were written.

- NFC: a Mac writes `ế` as three signs (Unicode, annex 15).
- Ends of lines are `\n`, the line break of Word (U+000B) among them; a form feed is one too.
- Controls but tab and `\n`, lone surrogates and non-characters go: XML has no way to write most
  of them (XML 1.0 §2.2), PostgreSQL none to keep NUL.
- Blanks of any width are a blank; signs without a picture go, among them those that turn the
  direction of the text (they make a name look like another). A joiner stays between pictures,
  where it makes one of two.
- Signs of Word's symbol fonts, in Unicode's private area, are what they look like
  (`protocol.pasted`); what else stands there means nothing to anybody else, and goes.
"""

import re
from collections.abc import Mapping
from typing import Any, Final
from unicodedata import category, normalize

from msgspec import inspect as kinds

from diemcau.domain.nouns.ids import LONGEST_LINE
from diemcau.protocol.pasted import BLANKS, ENDS, SIGNS

_ANY: Final = kinds.AnyType()
ID: Final = "[A-Za-z0-9._:-]{1,64}"
"""What somebody may name something new: signs that need no care in any address."""
_ID: Final = re.compile(ID)
_JOINED: Final = re.compile(
    "(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_JOINT: Final = "\ufdd0"
"""Stands for such a joiner meanwhile; a non-character, so that no text holds one by then."""
_PRIVATE: Final = re.compile(f"[{''.join(map(chr, SIGNS))}]")
_KEPT: Final = "\t\n"
_FILLERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f")
"""Without a picture, though Unicode counts them among letters and marks."""
_GONE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def written(text: str) -> str:
    """As it is kept. What is written so already stays as it is."""
    if text.isascii() and text.isprintable():
        return text
    text = BLANKS.sub(" ", ENDS.sub("\n", _in_unicode(text)))
    return normalize("NFC", _cleared(_joined(text))).replace(_JOINT, "\u200d")


def line(text: str) -> str:
    """The same for what stands in one line: a name, a title."""
    return " ".join(written(text).split("\n"))


def taken_in(told: Any, kind: kinds.Type) -> Any:  # noqa: ANN401 – whatever JSON can say
    """Every text in it, read as the type says: what is one line has no other."""
    match kind, told:
        case kinds.StrType(max_length=length), str():
            return line(told) if length == LONGEST_LINE else written(told)
        case kinds.StructType(), Mapping():
            types = {field.encode_name: field.type for field in kind.fields}
            return {name: taken_in(each, types.get(name, _ANY)) for name, each in told.items()}
        case kinds.DictType(), Mapping():
            return {
                taken_in(name, kind.key_type): taken_in(each, kind.value_type)
                for name, each in told.items()
            }
        case kinds.VarTupleType(), list() | tuple():
            return [taken_in(each, kind.item_type) for each in told]
        case kinds.UnionType(), _ if told is not None:
            some = (each for each in kind.types if not isinstance(each, kinds.NoneType))
            return taken_in(told, next(some))
        case _:
            return told


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _joined(text: str) -> str:
    return _JOINED.sub(_JOINT, text.replace(_JOINT, ""))


def _in_unicode(text: str) -> str:
    """To look for a sign of Word is twenty times as fast as to write the text anew."""
    return text.translate(SIGNS) if _PRIVATE.search(text) else text


def _cleared(text: str) -> str:
    """Each sign is looked at once, however often it stands there: a letter has some hundred."""
    gone = {ord(sign): None for sign in set(text) if sign != _JOINT and not _shown(sign)}
    return text.translate(gone) if gone else text


def _shown(sign: str) -> bool:
    return sign in _KEPT or not (category(sign) in _GONE or sign in _FILLERS)
