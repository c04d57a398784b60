"""Petitions as other registers write them out: what each line of a table says.

How this works. Lines come out of a file or are pasted, cells apart by tabs. A line of headings says
which column is which; three layouts are known by theirs: the import sheet of a provincial petition
system, the register of a ward, the entry form of a province. What stands above is a title. Columns
of persons were emptied before (`persons.py`). Units, fields and bodies are found without tone
marks; what is not found is said of its line and never guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Final, NamedTuple

from msgspec import Struct

from diemcau.domain.names import Named, called, folded
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.receiving import LONGEST_TITLE
from diemcau.domain.petitions.nouns.terms import (
    Channel,
    Competence,
    FieldCode,
    LeadCode,
    PetitionState,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.words import personal
from diemcau.protocol import typed

_HEADS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("noi dung kien nghi", "noi dung"), "text"),
    **dict.fromkeys(("dia phuong tiep nhan", "phuong xa", "phuong, xa", "don vi"), "unit"),
    **dict.fromkeys(("linh vuc thuoc bo/nganh", "linh vuc thuoc bo, nganh", "linh vuc"), "field"),
    **dict.fromkeys(
        ("tham quyen bo, nganh", "don vi xu ly truc tiep", "don vi giai quyet"), "lead"
    ),
    **dict.fromkeys(("ma vu viec", "cong van, so", "so cong van"), "foreign"),
    **dict.fromkeys(("dia chi noi phan anh", "xom"), "place"),
    **dict.fromkeys(("ngay tiep nhan",), "received"),
    **dict.fromkeys(("nguon tiep nhan",), "channel"),
    **dict.fromkeys(("tham quyen phuong",), "commune"),
    **dict.fromkeys(("tham quyen so/nganh", "tham quyen so, nganh"), "city"),
    **dict.fromkeys(("trang thai",), "stands"),
    **dict.fromkeys(("thoi han giai quyet", "han tra loi"), "due"),
    **dict.fromkeys(("noi dung tra loi",), "answer"),
    **dict.fromkeys(("van ban tra loi", "so cong van tra loi"), "letter"),
    **dict.fromkeys(("ho ten", "ho va ten", "cu tri"), "person_name"),
    **dict.fromkeys(("dia chi lien he",), "person_address"),
    **dict.fromkeys(("dien thoai", "so dien thoai"), "person_phone"),
}
"""Of columns, folded; any other says what the register does not ask."""
_FIRST_SERIAL, _LAST_SERIAL = 30_000, 60_000
"""Days of a spreadsheet that fall into our time."""
_DAY_NOUGHT: Final = date(1899, 12, 30)
_CHANNELS: Final = (
    ("tiep xuc", Channel.VOTER_MEETING),
    ("tiep cong dan", Channel.CITIZEN_RECEPTION),
    ("mat tran", Channel.FRONT),
    ("dai bieu", Channel.DEPUTY),
    ("ihanoi", Channel.APP),
    ("ung dung", Channel.APP),
    ("don", Channel.LETTER),
    ("thu", Channel.LETTER),
)
_STATES: Final = (
    ("da dong", PetitionState.CLOSED),
    ("ket thuc", PetitionState.CLOSED),
    ("hoan thanh", PetitionState.ANSWERED),
    ("da tra loi", PetitionState.ANSWERED),
    ("da giai quyet", PetitionState.ANSWERED),
    ("dang", PetitionState.TAKEN),
    ("da chuyen", PetitionState.FORWARDED),
    ("cho", PetitionState.RECEIVED),
    ("moi", PetitionState.RECEIVED),
    ("tiep nhan", PetitionState.RECEIVED),
)
"""As registers write how something stands; the first that is found."""
_TICKS: Final = frozenset({"x", "v", "1", "co", "✓", "✔"})
_SENTENCE: Final = re.compile(r"[.;\n]")


class LineFate(StrEnum):
    """What would become of a line."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"


class SheetLine(Struct, frozen=True, kw_only=True):
    """`no` counts from one; `problem` is the code of what is not understood. How it stands, its day
    and its answer count in a mirror alone.
    """

    no: int
    fate: LineFate
    problem: str = ""
    text: str = ""
    title: str = ""
    unit: SiteCode | None = None
    place: str = ""
    field: FieldCode | None = None
    competence: Competence | None = None
    lead: LeadCode | None = None
    received: date | None = None
    channel: Channel = Channel.VOTER_MEETING
    foreign: str = ""
    stands: PetitionState | None = None
    due: date | None = None
    answer: str = ""
    letter: str = ""
    like: str = ""


class _Called(NamedTuple):
    """A body or a field, to be found by its name."""

    code: str
    name: str
    kind: str = ""


def lines_of(
    text: str,
    register: PetitionRegister,
    units: Mapping[SiteCode, Named],
    otherwise: SiteCode | None = None,
) -> Iterator[SheetLine]:
    """Those below the headings, none where no headings are; `otherwise` is the unit of a line that
    names none, as in the register of one ward.
    """
    columns: Sequence[str] = ()
    last, known = 0, _Known(register, units, otherwise)
    for no, line in enumerate(text.split("\n"), 1):
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        if heads := heads_of(cells):
            columns, last = _both(columns if last == no - 1 else (), heads), no
        elif columns and _SAYS.search(line):
            said = dict(zip_longest(columns, cells[: len(columns)], fillvalue=""))
            yield known.read(no, {head: cell for head, cell in said.items() if head})


_SAYS: Final = re.compile(r"\w")
_LONGEST_HEAD: Final = 60
"""Letters; what is longer heads no column, and a table of thousands of lines is full of them."""


def heads_of(cells: Iterable[str]) -> Sequence[str]:
    """The columns, if one of them is what is asked and another where or what about."""
    short = (" ".join(cell[: _LONGEST_HEAD + 1].split()) for cell in cells)
    heads = [_HEADS.get(folded(each), "") if len(each) <= _LONGEST_HEAD else "" for each in short]
    told = {head for head in heads if head}
    return heads if "text" in told and told & {"unit", "field", "lead", "foreign"} else ()


def _both(above: Sequence[str], below: Sequence[str]) -> Sequence[str]:
    """Of headings in two lines: the lower, where it says anything."""
    return [low or high for high, low in zip_longest(above, below, fillvalue="")]


class _Known:
    """What a line is held against."""

    def __init__(
        self,
        register: PetitionRegister,
        units: Mapping[SiteCode, Named],
        otherwise: SiteCode | None,
    ) -> None:
        self._units, self._otherwise = units, otherwise
        self._called = dict[str, SiteCode | None]()
        self._fields = [_Called(each.code, each.name) for each in register.fields.values()]
        self._bodies = [_Called(each.code, each.name) for each in register.bodies.values()]
        every = register.petitions.values()
        self._foreign = {each.foreign: each for each in every if each.foreign}
        self._said = {(_unit(register, each), _plain(each.text)): each for each in every}

    def read(self, no: int, said: Mapping[str, str]) -> SheetLine:
        text, foreign = said.get("text", ""), said.get("foreign", "")
        unit, field, lead = self._unit(said), self._field(said), self._lead(said)
        received, due, problem = _day(said.get("received", "")), _day(said.get("due", "")), ""
        stands = _stands(said.get("stands", ""))
        asked = (
            *(("unit", unit), ("field", field), ("lead", lead)),
            *(("received", received), ("due", due), ("stands", stands)),
        )
        unknown = [name for name, found in asked if said.get(name) and found is None]
        if not text:
            problem = "words_missing"
        elif personal(text):
            problem = "personal_data_in_title"
        elif unknown or unit is None:
            problem = f"{unknown[0] if unknown else 'unit'}_unknown"
        known = self._foreign.get(foreign) or (
            self._said.get((unit, _plain(text))) if unit else None
        )
        return SheetLine(
            no=no,
            fate=LineFate.REFUSED if problem else _fate(known, text),
            problem=problem,
            text=text,
            title=headline(text),
            unit=unit,
            place=said.get("place", ""),
            field=FieldCode(field) if field else None,
            competence=_competence(said),
            lead=LeadCode(lead) if lead else None,
            received=received,
            channel=_channel(said.get("channel", "")),
            foreign=foreign,
            stands=stands,
            due=due,
            answer=said.get("answer", ""),
            letter=said.get("letter", ""),
            like=known.code if known else "",
        )

    def _unit(self, said: Mapping[str, str]) -> SiteCode | None:
        if not (name := said.get("unit", "")):
            return self._otherwise
        if name not in self._called:
            found = called(name, self._units.values())
            codes = [code for code, each in self._units.items() if each in found]
            self._called[name] = codes[0] if len(codes) == 1 else None
        return self._called[name]

    def _field(self, said: Mapping[str, str]) -> str | None:
        return _one(said.get("field", ""), self._fields)

    def _lead(self, said: Mapping[str, str]) -> str | None:
        return _one(said.get("lead", ""), self._bodies)


def _one(name: str, those: Sequence[_Called]) -> str | None:
    """By its code or its name."""
    exact = [each for each in those if each.code == name]
    found = exact or (called(name, those) if name else ())
    return found[0].code if len(found) == 1 else None


def _fate(known: Petition | None, text: str) -> LineFate:
    if known is None:
        return LineFate.NEW
    return LineFate.SAME if _plain(known.text) == _plain(text) else LineFate.CHANGED


def _unit(register: PetitionRegister, petition: Petition) -> SiteCode:
    return register.statements[petition.statements[0]].unit


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def _day(said: str) -> date | None:
    """Day first, ISO, or as a spreadsheet counts; nothing else is a date."""
    if said.isdecimal() and _FIRST_SERIAL <= int(said) <= _LAST_SERIAL:
        return _DAY_NOUGHT + timedelta(days=int(said))
    return typed.day(said) if said else None


def _channel(said: str) -> Channel:
    plain = folded(said)
    found = (channel for words, channel in _CHANNELS if words in plain)
    return next(found, Channel.OTHER if said else Channel.VOTER_MEETING)


def _stands(said: str) -> PetitionState | None:
    plain = folded(said)
    return next((state for words, state in _STATES if words in plain), None)


def _competence(said: Mapping[str, str]) -> Competence | None:
    """As it is ticked."""
    for head, level in (("commune", Competence.COMMUNE), ("city", Competence.CITY)):
        if folded(said.get(head, "")) in _TICKS:
            return level
    return None


def headline(text: str) -> str:
    """Its first sentence, or as many of its words as a title may have."""
    first = _SENTENCE.split(text, maxsplit=1)[0].strip()
    if len(first) <= LONGEST_TITLE:
        return first
    return first[: LONGEST_TITLE - 1].rpartition(" ")[0] + "…"
