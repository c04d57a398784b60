"""Whatever people paste, and whatever a log of before may hold."""

from typing import TypeVar

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

T = TypeVar("T", bound=Struct)

PASTED = (
    "Hội nghị giao ban\vquý IV/2026",
    "Hô\u0323i nghi\u0323 giao ban quy\u0301 IV/2026",
    "\uf0b7 Tỷ lệ ≥ 95%, ≤ 5‰ → đạt, № 7 ✓",
    "☑ Văn bản 12\u2011TB, Điều\u00a05 khoản\u202f2\u2007– 3",
    "Người\u200d trình\u200e bày",
    "=HYPERLINK(1);+84;-1;@a",
    "</script><!--]]>&amp;\"'<b>",
    "END:VEVENT\r\nBEGIN:VALARM",
    "a\r\nBcc: all@example.org\r\n\r\nb",
    "\x00\x01\x0b\x0c\x1b\x1c\x7f\x85\u2028\u2029\ufeff\ufffe\uffff\ud800\udfff",
    "\u202eĐảo\u202c 🙂 👨\u200d👩\u200d👧 中文 ﷺ ① ½ ﬁ Łódź",
    "a" + "\u0323\u0309" * 300,
    "Hội nghị giao ban Thường trực HĐND thành phố " * 11,
    "Ộ" * 500,
    "x" * 2_000,
    "🙂" * 100,
    "Ý kiến của điểm cầu. " * 100,
)
"""Found in what offices hand in, or made of what formats cannot write."""
_SIGNS = st.characters(codec=None) | st.sampled_from(sorted({*"".join(PASTED), *"\\\n\t,;:=_x"}))

_TERMS = frozenset({"choice", "of", "key"})
"""Words of ours, in fields that hold other people's as well."""

anything = st.sampled_from(PASTED) | st.text(_SIGNS, max_size=120)


def saying(record: T, text: str) -> T:
    """A record in which that text stands wherever words stand."""
    names = (name for name in record.__struct_fields__ if name not in _TERMS)
    changed = {name: _said(getattr(record, name), text) for name in names}
    return replace(record, **changed)


def _said(value: object, text: str) -> object:
    if type(value) is str:
        return text
    if isinstance(value, tuple):
        return tuple(_said(each, text) for each in value)
    return saying(value, text) if isinstance(value, Struct) else value
